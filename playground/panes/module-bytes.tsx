/** All bytes of a module, sixteen a line, in the colours of the steps that they belong to. */
import type { CodeView } from '../worker/machine-code.js';
import { Nothing } from '../parts/pane.js';

/** Lines beyond this many are left out. */
const mostLines = 256;

interface Run {
  readonly from: number;
  readonly to: number;
  readonly step: number | undefined;
}

/** The module as a dump. */
export function ModuleBytes({
  code,
  groupOf,
}: {
  readonly code: CodeView;
  readonly groupOf: (step: number) => string;
}) {
  const { module, body, steps, functions } = code;
  const count = Math.ceil(module.length / 16);
  return (
    <>
      <p class="summary">
        {module.length} bytes; the function with the program is bytes {body.from} to {body.to}
        {functions.length === 0 ? '' : `; it calls ${functions.join(', ')}`}. Bytes without a colour are the loop over
        the rows, its locals, and the sections around.
      </p>
      <pre class="dump">
        {Array.from({ length: Math.min(count, mostLines) }, (_, line) => (
          <span key={line}>
            <span class="offset">{(line * 16).toString(16).padStart(4, '0')}</span>
            {runsOf(steps, line * 16, Math.min(line * 16 + 16, module.length)).map(({ from, to, step }) => {
              const text = Array.from(
                module.subarray(from, to),
                (byte) => ` ${byte.toString(16).padStart(2, '0')}`,
              ).join('');
              return step === undefined ? (
                text
              ) : (
                <span key={from} class={`byte-run group-${groupOf(step)}`} data-step={step}>
                  {text}
                </span>
              );
            })}
            {'\n'}
          </span>
        ))}
      </pre>
      {count > mostLines ? <Nothing>{module.length - mostLines * 16} more bytes are not shown.</Nothing> : null}
    </>
  );
}

/** The bytes from `from` to `to` in runs that belong to one step each, or to none. */
function runsOf(steps: CodeView['steps'], from: number, to: number): Run[] {
  const runs: Run[] = [];
  let at = from;
  for (const step of steps) {
    const begin = Math.max(step.from, at);
    const end = Math.min(step.to, to);
    if (end <= begin) continue;
    if (begin > at) runs.push({ from: at, to: begin, step: undefined });
    runs.push({ from: begin, to: end, step: step.number });
    at = end;
  }
  if (at < to) runs.push({ from: at, to, step: undefined });
  return runs;
}
