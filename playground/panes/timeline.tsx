/** A row in the pipeline as a drawing: a line for each instruction, a column for each cycle, curves for what waits for what, and what a wrong guess cost. */
import { letterAt } from '../../src/pipeline/letters.js';
import { SavedFigure } from '../parts/saved-figure.js';
import { Scroll } from '../parts/scroll.js';
import type { PipelineLine, PipelineView } from '../worker/native.js';

/** In pixels: a cycle, a line, and the place for the instructions' texts. */
const [cycleWidth, lineHeight, textWidth, top] = [9, 17, 236, 22];
/** An instruction's text is cut here. */
const mostText = 28;
/** Cycles beyond this many are not drawn. */
const mostCycles = 160;

const xOf = (cycle: number): number => textWidth + cycle * cycleWidth;
const yOf = (line: number): number => top + line * lineHeight;

/** The drawing with its numbers. */
export function Timeline({ view: { name, lines, omitted } }: { readonly view: PipelineView }) {
  const cycles = Math.min(mostCycles, 1 + Math.max(...lines.map(({ retired }) => retired)));
  const [width, height] = [xOf(cycles) + 12, yOf(lines.length) + 4];
  const pattern = `lost-${name}`;
  return (
    <SavedFigure title={`pipeline ${name}`} table={<Numbers lines={lines} />}>
      <Scroll label={`Timeline of ${name}`}>
        <svg
          class="timeline"
          role="img"
          aria-label={`A row of ${name} in the pipeline: ${lines.length} instructions in ${cycles} cycles`}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          font-family="ui-monospace, monospace"
          font-size="11.5"
        >
          <defs>
            <pattern id={pattern} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" y1="0" x2="0" y2="6" stroke="var(--error)" stroke-width="1.5" stroke-opacity="0.45" />
            </pattern>
          </defs>
          <Cycles cycles={cycles} height={height} />
          {lines.map(({ wrong }, n) =>
            wrong ? <Lost key={n} lines={lines} n={n} cycles={cycles} pattern={pattern} /> : null,
          )}
          {lines.map((line, n) => (
            <Passage key={n} line={line} n={n} lines={lines} cycles={cycles} />
          ))}
        </svg>
      </Scroll>
      {omitted > 0 ? <p class="nothing">{omitted} more instructions are not shown.</p> : null}
    </SavedFigure>
  );
}

/** A rule every ten cycles, with its number. */
function Cycles({ cycles, height }: { readonly cycles: number; readonly height: number }) {
  return (
    <>
      {Array.from({ length: Math.ceil(cycles / 10) }, (_, n) => (
        <g key={n}>
          <line class="cycle-rule" x1={xOf(n * 10)} x2={xOf(n * 10)} y1={top - 6} y2={height} stroke="var(--line)" />
          <text x={xOf(n * 10)} y={top - 9} fill="var(--muted)">
            {n * 10}
          </text>
        </g>
      ))}
    </>
  );
}

interface PlaceProps {
  readonly lines: readonly PipelineLine[];
  readonly n: number;
  readonly cycles: number;
}

/** The cycles in which nothing was taken in after a wrong guess: what was taken in instead was thrown away. */
function Lost({ lines, n, cycles, pattern }: PlaceProps & { readonly pattern: string }) {
  const [branch, next] = [lines[n], lines[n + 1]];
  if (branch === undefined || next === undefined) return null;
  const [from, to] = [branch.fetched + 1, Math.min(next.fetched, cycles)];
  if (to <= from) return null;
  const below = Math.min(lines.length - n - 1, 6);
  return (
    <g>
      <rect
        x={xOf(from)}
        y={yOf(n + 1)}
        width={(to - from) * cycleWidth}
        height={below * lineHeight}
        fill={`url(#${pattern})`}
      />
      <text x={xOf(from) + 4} y={yOf(n + 1) + 13} fill="var(--error)" font-weight="600">
        {to - from} cycles lost
      </text>
    </g>
  );
}

function Passage({ lines, n, cycles, line }: PlaceProps & { readonly line: PipelineLine }) {
  const { text, step, group, wrong, fetched, retired, started, done, waitsFor } = line;
  const y = yOf(n);
  const letters = Array.from({ length: Math.max(0, Math.min(retired + 1, cycles) - fetched) }, (_, at) =>
    letterAt(line, fetched + at),
  );
  return (
    <g class={`passage group-${group}`}>
      <rect class="passage-back" x="0" y={y} width={xOf(cycles)} height={lineHeight} fill="none" />
      <text x="4" y={y + 12} fill={wrong ? 'var(--error)' : 'var(--muted)'}>
        {wrong ? '!' : (step ?? '–')}
      </text>
      <text x="28" y={y + 12} fill={wrong ? 'var(--error)' : 'var(--text)'}>
        {text.length > mostText ? `${text.slice(0, mostText - 1)}…` : text}
      </text>
      {started < cycles && done > started ? (
        <rect
          x={xOf(started)}
          y={y + 2}
          width={(Math.min(done, cycles) - started) * cycleWidth}
          height={lineHeight - 4}
          rx="2"
          fill="var(--group)"
          fill-opacity="0.3"
        />
      ) : null}
      {letters.map((letter, at) => (
        <text
          key={at}
          x={xOf(fetched + at) + cycleWidth / 2}
          y={y + 12}
          text-anchor="middle"
          fill={/[DER]/.test(letter) ? 'var(--text)' : 'var(--muted)'}
        >
          {letter}
        </text>
      ))}
      {waitsFor.map((one) => (
        <Dependence key={one} from={lines[one]} fromLine={one} to={line} toLine={n} cycles={cycles} />
      ))}
    </g>
  );
}

interface DependenceProps {
  readonly from: PipelineLine | undefined;
  readonly fromLine: number;
  readonly to: PipelineLine;
  readonly toLine: number;
  readonly cycles: number;
}

/** From where a result is there to where the one that waited for it begins. */
function Dependence({ from, fromLine, to, toLine, cycles }: DependenceProps) {
  if (from === undefined || from.done >= cycles || to.started >= cycles) return null;
  const [x1, y1] = [xOf(from.done) + cycleWidth / 2, yOf(fromLine) + lineHeight - 3];
  const [x2, y2] = [xOf(to.started) + cycleWidth / 2, yOf(toLine) + 3];
  const middle = (y1 + y2) / 2;
  return (
    <path
      class="dependence"
      d={`M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`}
      fill="none"
      stroke="var(--accent)"
      stroke-opacity="0.35"
    />
  );
}

function Numbers({ lines }: { readonly lines: readonly PipelineLine[] }) {
  return (
    <Scroll label="The numbers">
      <table>
        <thead>
          <tr>
            {[
              'line',
              'step',
              'instruction',
              'taken in',
              'begins',
              'has its result',
              'retires',
              'waits for',
              'guess',
            ].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ text, step, fetched, started, done, retired, waitsFor, wrong }, n) => (
            <tr key={n}>
              <th scope="row">{n}</th>
              <td>{step ?? ''}</td>
              <td>
                <code>{text}</code>
              </td>
              {[fetched, started, done, retired].map((cycle, at) => (
                <td key={at} class="number">
                  {cycle}
                </td>
              ))}
              <td>{waitsFor.join(' ')}</td>
              <td>{wrong ? 'wrong' : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
