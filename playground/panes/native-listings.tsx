/** Native code as listings: the baseline's beside its stencils, the optimised in its order, and how many instructions each step has in both. */
import type { Counts } from '../../src/native/counts.js';
import type { NativeLine, NativeListing, NativeStep, NativeView } from '../worker/native.js';
import { ColumnHeads } from '../parts/column-heads.js';

/** Which of them is shown. */
export type NativeTab = 'baseline' | 'optimized' | 'changes';

/** More instructions of the loop in a row are folded. */
const mostOfLoop = 8;

interface Props {
  readonly view: NativeView;
  readonly tab: NativeTab;
  /** Before the steps' numbers where they are not those of the page's program, so that other panes' steps are not marked. */
  readonly prefix: string;
}

/** The chosen one. */
export function NativeListings({ view, tab, prefix }: Props) {
  if (tab === 'changes') return <Changes view={view} prefix={prefix} />;
  const { compiler, bytes, lines } = view[tab];
  const runs = inRuns(lines);
  const isUnlinked = lines.every(({ step }) => step === undefined);
  const seen = new Set<number>();
  return (
    <>
      <p class="summary">
        {compiler}: {lines.length} instructions, {bytes} bytes.
        {isUnlinked ? ' It does not say which step they belong to.' : ''}
      </p>
      <table class="native-code">
        <caption class="hidden">
          Stencils and instructions of {view.name}, {compiler}
        </caption>
        <ColumnHeads of={['step and stencil', 'machine instructions']} />
        <tbody>
          {runs.map(({ step, lines: run }) => {
            const known = step === undefined ? undefined : view.steps[step];
            const isFirst = step !== undefined && !seen.has(step);
            if (step !== undefined) seen.add(step);
            return (
              <tr
                key={run[0]?.at}
                class={`native-run group-${known?.group ?? 'other'}`}
                {...(step === undefined ? {} : { 'data-step': `${prefix}${step}` })}
              >
                <th scope="row">
                  {known === undefined ? (
                    <span class="effect">the loop, and around it</span>
                  ) : (
                    <StepName step={known} number={step ?? 0} withStencil={isFirst} />
                  )}
                </th>
                <td>
                  {step === undefined && run.length > mostOfLoop ? (
                    <details>
                      <summary>{run.length} instructions</summary>
                      <Lines lines={run} />
                    </details>
                  ) : (
                    <Lines lines={run} />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

interface Run {
  readonly step: number | undefined;
  readonly lines: NativeLine[];
}

/** The lines, those of one step that follow each other together. */
function inRuns(lines: readonly NativeLine[]): readonly Run[] {
  const runs: Run[] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last !== undefined && last.step === line.step) last.lines.push(line);
    else runs.push({ step: line.step, lines: [line] });
  }
  return runs;
}

interface StepNameProps {
  readonly step: NativeStep;
  readonly number: number;
  readonly withStencil: boolean;
}

function StepName({ step: { name, effect, stencil }, number, withStencil }: StepNameProps) {
  return (
    <>
      <span class="at">{number}</span> <span class="name">{name}</span> <span class="effect">{effect}</span>
      {withStencil && stencil.length > 0 ? (
        <details>
          <summary>{stencil.length} instructions of WebAssembly</summary>
          <pre class="source">{stencil.join('\n')}</pre>
        </details>
      ) : null}
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly NativeLine[] }) {
  return (
    <ul class="native-lines">
      {lines.map(({ at, text, meaning }) => (
        <li key={at}>
          <span class="offset">{at.toString(16).padStart(3, '0')}</span> <span>{text}</span>{' '}
          <span class="comment">{meaning}</span>
        </li>
      ))}
    </ul>
  );
}

function Changes({ view: { steps, baseline, optimized }, prefix }: Omit<Props, 'tab'>) {
  return (
    <table class="native-counts">
      <caption>
        Instructions: {baseline.compiler} → {optimized.compiler}
      </caption>
      <ColumnHeads of={['step', 'instructions', 'loads', 'stores', 'branches']} />
      <tbody>
        {steps.map(({ name, group }, step) => (
          <tr key={step} class={`native-run group-${group}`} data-step={`${prefix}${step}`}>
            <th scope="row">
              <span class="at">{step}</span> <span class="name">{name}</span>
            </th>
            <CountCells from={baseline.counts[step]} to={optimized.counts[step]} />
          </tr>
        ))}
        <tr class="native-run group-other">
          <th scope="row">the loop over the rows, and what has no step</th>
          <CountCells from={baseline.counts[steps.length]} to={optimized.counts[steps.length]} />
        </tr>
        <tr class="native-run group-other">
          <th scope="row">all</th>
          <CountCells from={sumOf(baseline)} to={sumOf(optimized)} />
        </tr>
      </tbody>
    </table>
  );
}

const countNames = ['instructions', 'loads', 'stores', 'branches'] as const satisfies readonly (keyof Counts)[];

function CountCells({ from, to }: { readonly from: Counts | undefined; readonly to: Counts | undefined }) {
  return (
    <>
      {countNames.map((name) => (
        <td key={name} class="number">
          {from?.[name] ?? 0} → {to?.[name] ?? 0}
        </td>
      ))}
    </>
  );
}

const sumOf = ({ counts }: NativeListing): Counts =>
  counts.reduce((sum, one) => ({
    instructions: sum.instructions + one.instructions,
    loads: sum.loads + one.loads,
    stores: sum.stores + one.stores,
    branches: sum.branches + one.branches,
  }));
