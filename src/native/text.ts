/** Native code for people: what changed from the baseline to the optimised code, step by step, and the instructions of both beside the steps that they come from. */
import type { Program } from '../program/program.js';
import { decode } from '../program/decode.js';
import { countsOf, type Counts } from './counts.js';
import { architectureNames } from './architecture.js';
import type { LinkedInstruction, NativeCode } from './native-code.js';

/** Colours a text of a step; the same step has the same colour everywhere. */
export type Paint = (step: number, text: string) => string;

/** The two tables of instructions, after a table of how many there are. Ends with a line break. */
export function nativeText(codes: readonly NativeCode[], program: Program, paint: Paint): string {
  const names = stepNames(program);
  return [countsText(codes, names, paint), ...codes.map((code) => listing(code, names, paint))].join('\n');
}

const stepNames = ({ code }: Program): readonly string[] =>
  [...decode(code)].flatMap((step) => (step === undefined ? [] : [step.info.mnemonic ?? step.info.name]));

function countsText(codes: readonly NativeCode[], names: readonly string[], paint: Paint): string {
  const columns = codes.map(({ tier, compiler }) => `${tier} (${compiler})`);
  const cell = ({ instructions, loads, stores, branches }: Counts): string =>
    instructions === 0 ? '-' : `${instructions} (${loads} loads, ${stores} stores, ${branches} branches)`;
  const row = (title: string, of: (one: LinkedInstruction) => boolean): string[] => [
    title,
    ...codes.map(({ instructions }) => cell(countsOf(instructions.filter(of)))),
  ];
  const linked = codes.some((code) => code.linked);
  const rows = [
    ['', ...columns],
    ...(linked ? names.map((name, step) => row(`${step}  ${name}`, (one) => one.step === step)) : []),
    ...(linked ? [row('-  the loop over the rows, and before it', (one) => one.step === undefined)] : []),
    row('all', () => true),
    ['bytes', ...codes.map(({ size }) => String(size))],
  ];
  const widths = columns.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const lines = rows.map((cells, n) => {
    const text = cells
      .map((one, column) => one.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
    return linked && n > 0 && n <= names.length ? paint(n - 1, text) : text;
  });
  const unlinked = codes
    .filter((code) => !code.linked && linked)
    .map(({ compiler }) => `This version of ${compiler} does not tell which step an instruction comes from.\n`);
  const [architecture] = codes.map((code) => architectureNames[code.architecture]);
  return `Native code, ${architecture}: instructions by step\n${lines.map((line) => `  ${line}`).join('\n')}\n${unlinked.join('')}`;
}

function listing({ tier, compiler, instructions }: NativeCode, names: readonly string[], paint: Paint): string {
  const lines: string[] = [];
  let before: number | undefined = -1;
  for (const { step, at, text, meaning, isFiller } of instructions) {
    if (isFiller) continue;
    const head = step === before ? '' : step === undefined ? '-' : `${step} ${names[step] ?? ''}`;
    before = step;
    const line = `${head.slice(0, 28).padEnd(28)}  ${at.toString(16).padStart(5)}  ${text.padEnd(36)}  ${meaning}`;
    lines.push(`  ${step === undefined ? line : paint(step, line)}`);
  }
  return `${tier === 'baseline' ? 'Baseline' : 'Optimised'} code (${compiler})\n${lines.join('\n')}\n`;
}
