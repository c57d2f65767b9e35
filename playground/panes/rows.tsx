/** The rows to try the predicate on: every value can be edited and made null, and each row says at once what comes of it. */
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import { mostRows, type State } from '../state/state.js';
import type { Answered } from '../state/answer.js';
import { quick } from '../worker/client.js';
import type { ColumnView, Failure } from '../worker/protocol.js';
import type { WalkAnswer } from '../worker/walk.js';

interface Props {
  readonly state: State;
  readonly set: (change: Partial<State>) => void;
  readonly columns: readonly ColumnView[] | undefined;
  readonly walk: Answered<WalkAnswer>;
}

/** The pane of the rows. */
export function RowsPane({ state, set, columns, walk }: Props) {
  const { rows } = state;
  const setRows = (changed: State['rows']): void =>
    set({ rows: changed, row: Math.min(state.row, Math.max(changed.length - 1, 0)), step: 0 });
  const add = (): void => setRows([...rows, (columns ?? []).map(({ notNull }) => (notNull ? '0' : null))]);
  const draw = (): void => {
    quick.call('exampleRows', { schema: state.schema, rows: 8 }).then(setRows, () => {});
  };
  const tools = (
    <>
      <button type="button" onClick={add} disabled={columns === undefined || rows.length >= mostRows}>
        Add a row
      </button>
      <button type="button" onClick={draw} disabled={columns === undefined}>
        Random rows
      </button>
    </>
  );
  return (
    <Pane
      id="rows"
      title="Rows"
      tools={tools}
      about="Values in PostgreSQL’s syntax; ∅ makes one null. The chosen row is the one that is stepped through."
    >
      {columns === undefined ? (
        <div class="scroll" style={{ '--rows': state.rows.length }}>
          <Nothing>
            {walk.asked === 0 && walk.failure === undefined
              ? 'The rows are here when PostgreSQL’s parser has been loaded.'
              : 'The rows need columns: the schema is not right.'}
          </Nothing>
        </div>
      ) : (
        <Table {...{ state, set, columns, walk, setRows }} />
      )}
      {walk.failure === undefined || columns === undefined ? null : (
        <FailureNote failure={walk.failure} lead="No row can be run:" />
      )}
    </Pane>
  );
}

interface TableProps extends Props {
  readonly columns: readonly ColumnView[];
  readonly setRows: (rows: State['rows']) => void;
}

function Table({ state, set, columns, walk, setRows }: TableProps) {
  const cellFailure = (row: number, column: number): Failure | undefined =>
    walk.value?.cells.find((cell) => cell.row === row && cell.column === column)?.failure;
  const change = (row: number, column: number, text: string | null): void => {
    setRows(
      state.rows.map((cells, n) =>
        n === row ? columns.map((_, i) => (i === column ? text : (cells[i] ?? null))) : cells,
      ),
    );
  };
  return (
    <div class="scroll" style={{ '--rows': state.rows.length }}>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">
              <span class="hidden">Chosen</span>
            </th>
            {columns.map(({ name, type, notNull }) => (
              <th scope="col" key={name}>
                {name} <span class="type">{notNull ? type : `${type}?`}</span>
              </th>
            ))}
            <th scope="col" class="result">
              Result
            </th>
            <th scope="col">
              <span class="hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {state.rows.map((cells, row) => (
            <tr key={row} class={row === state.row ? 'chosen' : ''}>
              <td>
                <input
                  type="radio"
                  name="row"
                  aria-label={`Step through row ${row + 1}`}
                  checked={row === state.row}
                  onChange={() => set({ row, step: 0 })}
                />
              </td>
              {columns.map(({ name }, column) => (
                <Cell
                  key={name}
                  label={`${name} of row ${row + 1}`}
                  text={cells[column] ?? null}
                  failure={cellFailure(row, column)}
                  onChange={(text) => change(row, column, text)}
                />
              ))}
              <td class="result">
                <ResultText result={walk.value?.results[row]} />
              </td>
              <td>
                <button
                  type="button"
                  class="quiet"
                  aria-label={`Remove row ${row + 1}`}
                  onClick={() => setRows(state.rows.filter((_, n) => n !== row))}
                >
                  ×
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div role="status">
        {(walk.value?.cells ?? []).slice(0, 3).map(({ row, column, failure }) => (
          <FailureNote
            key={`${row} ${column}`}
            failure={failure}
            lead={`Row ${row + 1}, ${columns[column]?.name ?? ''}:`}
          />
        ))}
      </div>
    </div>
  );
}

interface CellProps {
  readonly label: string;
  readonly text: string | null;
  readonly failure: Failure | undefined;
  readonly onChange: (text: string | null) => void;
}

function Cell({ label, text, failure, onChange }: CellProps) {
  return (
    <td class="cell">
      <input
        class={text === null ? 'null' : ''}
        aria-label={label}
        aria-invalid={failure !== undefined}
        title={failure?.message}
        value={text ?? ''}
        placeholder={text === null ? 'NULL' : ''}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <button
        type="button"
        class="quiet"
        aria-label={`Make ${label} null`}
        aria-pressed={text === null}
        onClick={() => onChange(text === null ? '' : null)}
      >
        ∅
      </button>
    </td>
  );
}

function ResultText({ result }: { readonly result: boolean | null | Failure | undefined }) {
  if (result === undefined) return <span class="quiet-text">…</span>;
  if (result === null) return <span class="outcome unknown">null</span>;
  if (typeof result === 'object') {
    return (
      <span class="outcome error" title={result.message}>
        error
      </span>
    );
  }
  return <span class={`outcome ${result ? 'yes' : 'no'}`}>{result ? 'true' : 'false'}</span>;
}
