/** What of a program runs over 64 rows at a time, step by step, and why the rest does not: for people. */
import { functionInfo } from '../../functions/functions.js';
import type { Program } from '../../program/program.js';
import type { FlatStep } from './flat.js';
import { fewBits, type Classified, type Mode } from './kinds.js';
import { computesMany, planOf } from './write.js';

const told: Readonly<Record<Mode, string>> = {
  words: 'words, a bit a row',
  lanes: 'SIMD lanes, four rows an instruction or two',
  texts: 'SIMD on the views of the texts; what these leave open, a row at a time',
  fetch: 'where it is used',
  copy: 'where it is used',
  nothing: 'words, a bit a row',
};

/** Ends with a line break. */
export function vectorReport(program: Program): string {
  const plan = planOf(program);
  if (typeof plan === 'string') return `A row at a time: ${plan}.\n`;
  const { steps, classified, segments } = plan;
  const inSegment = (n: number) => segments.find(({ from, to }) => n >= from && n < to);
  if (!computesMany(plan))
    return `A row at a time: no step that computes has lanes.\n${linesOf(steps, classified, inSegment, program)}`;
  return linesOf(steps, classified, inSegment, program);
}

function linesOf(
  steps: readonly FlatStep[],
  classified: readonly Classified[],
  inSegment: (n: number) => object | undefined,
  program: Program,
): string {
  return steps
    .map((step, n) => {
      const { mode, before } = classified[n] ?? { mode: undefined, before: undefined };
      const how =
        before === undefined
          ? 'never reached'
          : mode === undefined
            ? `a row at a time: ${whyNot(step, program)}`
            : inSegment(n) === undefined
              ? told[mode]
              : 'a row at a time: what it gives is needed there, or what it needs is made there';
      return `${`${n}`.padStart(4)}  ${step.info.name.padEnd(24)} ${how}\n`;
    })
    .join('');
}

function whyNot(step: FlatStep, program: Program): string {
  const { info, operands } = step;
  const value = step.form?.value;
  const called = info.operands.findIndex(({ kind }) => kind === 'function');
  if (value === undefined && called >= 0) {
    const { name } = functionInfo(operands[called] ?? 0);
    return `${name} is called`;
  }
  if (value === undefined) return 'it has no form over many rows';
  if (value.matches !== undefined)
    return "a text is not a column's, or the other is no constant that tells what is in it";
  if (value.member !== undefined && !fewBits(program.tables[operands[value.member] ?? -1]))
    return 'the values of the list are 128 apart or more';
  return 'an operand is neither in lanes nor in words';
}
