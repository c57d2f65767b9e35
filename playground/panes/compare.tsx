/** Two predicates, two rungs or two engines: the programs as a difference, with the code that each side's engine has for a step. */
import { Editor } from '../parts/editor.js';
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import { Scroll } from '../parts/scroll.js';
import type { Answered } from '../state/answer.js';
import { compareCodes, rungNumbers, type CompareCode, type State } from '../state/state.js';
import type { Comparison, Pair, SideSize, SideStep } from '../worker/compare.js';
import { StepCodeText } from './code.js';

interface Props {
  readonly state: State;
  readonly revision: number;
  readonly set: (change: Partial<State>) => void;
  readonly answer: Answered<Comparison>;
}

const codeNames: Readonly<Record<CompareCode, string>> = {
  none: 'steps only',
  stencil: 'copy-patch: stencils',
  text: 'copy-patch: instructions',
  switch: 'switch: cases',
  closure: 'closure: functions',
};

/** The pane of the difference. */
export function ComparePane({ state, revision, set, answer: { value, failure, waiting } }: Props) {
  const { sql, rung, otherSql, otherRung, leftCode, rightCode } = state;
  return (
    <Pane
      id="compare"
      title="Two programs"
      class="wide"
      waiting={waiting}
      about="The predicate above, and another one, another rung or another engine’s code. Steps that both have stand beside each other; coloured ones are in one only."
    >
      <div class="sides">
        <div class="side">
          <p class="label">The predicate above, on rung {rung}</p>
          <pre class="source">{sql.length > 400 ? `${sql.slice(0, 400)}…` : sql}</pre>
          <CodeChoice label="Its code" chosen={leftCode} onChoose={(code) => set({ leftCode: code })} />
        </div>
        <div class="side">
          <p class="label">Beside it</p>
          <Editor
            id="other"
            label="Another predicate"
            value={otherSql === '' ? sql : otherSql}
            // While it follows the one above, each change there comes from elsewhere.
            revision={otherSql === '' ? `${revision} ${sql}` : revision}
            onChange={(text) => set({ otherSql: text === sql ? '' : text })}
            failure={undefined}
          />
          <div class="controls">
            <label>
              Rung{' '}
              <select
                value={otherRung}
                onChange={({ currentTarget }) => {
                  const chosen = rungNumbers.find((one) => String(one) === currentTarget.value);
                  if (chosen !== undefined) set({ otherRung: chosen });
                }}
              >
                {rungNumbers.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </select>
            </label>
            <CodeChoice label="Its code" chosen={rightCode} onChoose={(code) => set({ rightCode: code })} />
          </div>
        </div>
      </div>
      {failure === undefined ? null : <FailureNote failure={failure} lead="There is no difference to show:" />}
      {value === undefined ? (
        failure === undefined ? (
          <Nothing>When both predicates are right, their steps are here, side by side.</Nothing>
        ) : null
      ) : (
        <Difference value={value} left={leftCode} right={rightCode} />
      )}
    </Pane>
  );
}

interface CodeChoiceProps {
  readonly label: string;
  readonly chosen: CompareCode;
  readonly onChoose: (code: CompareCode) => void;
}

function CodeChoice({ label, chosen, onChoose }: CodeChoiceProps) {
  return (
    <label>
      {label}{' '}
      <select
        value={chosen}
        onChange={({ currentTarget }) => {
          const code = compareCodes.find((one) => one === currentTarget.value);
          if (code !== undefined) onChoose(code);
        }}
      >
        {compareCodes.map((code) => (
          <option key={code} value={code}>
            {codeNames[code]}
          </option>
        ))}
      </select>
    </label>
  );
}

interface DifferenceProps {
  readonly value: Comparison;
  readonly left: CompareCode;
  readonly right: CompareCode;
}

function Difference({ value, left, right }: DifferenceProps) {
  const { pairs, omitted } = value;
  const common = pairs.filter((pair) => pair.left !== undefined && pair.right !== undefined).length;
  return (
    <>
      <p class="summary">
        Left {sizeText(value.left)}, right {sizeText(value.right)}; {common} steps in both.
      </p>
      <Scroll label="Both programs">
        <table class="difference">
          <caption class="hidden">The steps of both programs</caption>
          <thead class="hidden">
            <tr>
              <th scope="col">left</th>
              <th scope="col">right</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair, n) => (
              <PairRow key={n} pair={pair} left={left} right={right} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {omitted > 0 ? <Nothing>{omitted} more lines are not shown.</Nothing> : null}
    </>
  );
}

const sizeText = ({ steps, bytes }: SideSize): string =>
  `${steps} steps, ${bytes.toLocaleString('en')} bytes of stencils`;

function PairRow({
  pair,
  left,
  right,
}: {
  readonly pair: Pair;
  readonly left: CompareCode;
  readonly right: CompareCode;
}) {
  return (
    <tr class={pair.right === undefined ? 'only-left' : pair.left === undefined ? 'only-right' : ''}>
      <Side step={pair.left} code={left} />
      <Side step={pair.right} code={right} />
    </tr>
  );
}

function Side({ step, code }: { readonly step: SideStep | undefined; readonly code: CompareCode }) {
  if (step === undefined) return <td class="absent" />;
  return (
    <td class={`group-${step.group}`}>
      <div class="compared">
        <span class="at">{step.at}</span> <span class="name">{step.name}</span>{' '}
        <span class="effect">{step.effect}</span>
      </div>
      {code === 'none' || step.code === undefined ? null : <StepCodeText step={step.code} tab={code} />}
    </td>
  );
}
