/** The predicate, its columns and its parameters: what everything else follows from. */
import { ExportButton } from './export-button.js';
import { SessionFields } from './session-fields.js';
import { Editor } from '../parts/editor.js';
import { FailureNote, Pane } from '../parts/pane.js';
import type { State } from '../state/state.js';
import type { Answered } from '../state/answer.js';
import type { CompileAnswer } from '../worker/compile.js';

interface Props {
  readonly state: State;
  /** Changes when the state comes from elsewhere than these fields. */
  readonly revision: number;
  readonly set: (change: Partial<State>) => void;
  readonly answer: Answered<CompileAnswer>;
  /** Where the tree points into the predicate. */
  readonly position: number | undefined;
}

/** The pane with the two editors. */
export function PredicatePane({ state, revision, set, answer, position }: Props) {
  const { value, failure, waiting, took, asked } = answer;
  const wrong = value?.kind === 'wrong' ? value : undefined;
  const params = value?.kind === 'compiled' ? value.view.params : [];
  return (
    <Pane
      id="predicate"
      title="Predicate"
      waiting={waiting}
      tools={<ExportButton state={state} disabled={value?.kind !== 'compiled'} />}
    >
      <div class="field">
        <span class="label">WHERE</span>
        <Editor
          id="sql"
          label="Predicate: the text of a WHERE clause"
          value={state.sql}
          position={position}
          revision={revision}
          onChange={(sql) => set({ sql })}
          failure={wrong?.where === 'sql' ? wrong.failure : undefined}
        />
        <div id="sql-failure" role="status">
          {wrong?.where === 'sql' ? <FailureNote failure={wrong.failure} /> : null}
        </div>
      </div>
      <div class="field">
        <span class="label">Columns</span>
        <Editor
          id="schema"
          label="Columns and their types"
          value={state.schema}
          revision={revision}
          onChange={(schema) => set({ schema })}
          failure={wrong?.where === 'schema' ? wrong.failure : undefined}
        />
        <div id="schema-failure" role="status">
          {wrong?.where === 'schema' ? <FailureNote failure={wrong.failure} /> : null}
        </div>
      </div>
      <SessionFields session={state.session} set={(session) => set({ session })} wrong={wrong?.where === 'session'} />
      <div id="session-failure" role="status">
        {wrong?.where === 'session' ? <FailureNote failure={wrong.failure} /> : null}
      </div>
      {params.length === 0 ? null : (
        <div class="params">
          {params.map((type, n) => (
            <label key={`$${n}`} class="param">
              <span class="label">
                ${n + 1} {type}
              </span>
              <input
                value={state.params[n] ?? ''}
                placeholder="NULL"
                onInput={({ currentTarget }) => {
                  const texts = params.map((_, i) => state.params[i] ?? null);
                  texts[n] = currentTarget.value === '' ? null : currentTarget.value;
                  set({ params: texts });
                }}
              />
            </label>
          ))}
        </div>
      )}
      {failure === undefined ? null : <FailureNote failure={failure} lead="Nothing can be compiled here:" />}
      <p class="status" id="status" data-waiting={waiting}>
        {value === undefined
          ? 'PostgreSQL’s parser is being loaded …'
          : value.kind === 'wrong'
            ? 'The panes show the last predicate that was right.'
            : `${asked === 1 ? 'Parser loaded and predicate compiled' : 'Compiled on all rungs'} in ${took.toFixed(0)} ms.`}
      </p>
    </Pane>
  );
}
