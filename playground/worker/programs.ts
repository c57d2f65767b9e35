/** The program on every rung of the ladder, step by step, and what each rung changed. */
import { decode } from '../../src/program/decode.js';
import { disassemble } from '../../src/program/disassemble.js';
import { rungs, type Program } from '../../src/program/program.js';
import type { Schema } from '../../src/sql/expression.js';
import { changesBetween } from './changes.js';
import { groupOf, type Group } from './groups.js';

/** A line of a program: a step, or one of the rung below that is gone. */
export interface ProgramLine {
  readonly kind: 'step' | 'gone';
  /** Its place in the wordcode; its number among the steps. */
  readonly at: number;
  readonly number: number;
  readonly name: string;
  /** What it writes and reads, and where it may jump. */
  readonly effect: string;
  readonly group: Group;
  /** The rung below does not have it. */
  readonly isNew: boolean;
}

export interface RungView {
  readonly title: string;
  readonly lines: readonly ProgramLine[];
  readonly steps: number;
  readonly words: number;
  /** `c0 = 10`, and the tables of IN lists. */
  readonly constants: readonly string[];
  /** How many lines were too many to show. */
  readonly omitted: number;
}

/** Lines beyond this many are left out. */
const mostLines = 400;

interface Parsed {
  readonly steps: readonly Omit<ProgramLine, 'kind' | 'isNew'>[];
  readonly constants: readonly string[];
}

/** The steps of a program as the disassembler prints them. */
export function parsedProgram(program: Program, schema: Schema): Parsed {
  const lines = disassemble(program, schema).trimEnd().split('\n');
  const first = program.constants.length + program.tables.length;
  const steps = [...decode(program.code)].flatMap((step, number) => {
    if (step === undefined) return [];
    const name = step.info.mnemonic ?? step.info.name;
    const text = (lines[first + number] ?? '').slice(6);
    return [{ at: step.at, number, name, effect: text.slice(name.length).trim(), group: groupOf(step.info) }];
  });
  return { steps, constants: lines.slice(0, first).map((line) => line.trim().replace(/^constant /, '')) };
}

/** All rungs; `programs` has one for each, the lowest first. */
export function rungViews(programs: readonly Program[], schema: Schema): RungView[] {
  const parsed = programs.map((program) => parsedProgram(program, schema));
  return parsed.map(({ steps, constants }, rung) => {
    const below = parsed[rung - 1]?.steps;
    const lines: ProgramLine[] = [];
    for (const { from, to } of changesBetween(below?.map(keyOf) ?? [], steps.map(keyOf), mostLines)) {
      const step = to === undefined ? below?.[from ?? -1] : steps[to];
      if (step === undefined) continue;
      lines.push({
        ...step,
        kind: to === undefined ? 'gone' : 'step',
        isNew: below !== undefined && from === undefined,
      });
    }
    return {
      title: rungs[rung] ?? '',
      lines: lines.slice(0, mostLines),
      steps: steps.length,
      words: programs[rung]?.code.length ?? 0,
      constants: constants.slice(0, mostLines),
      omitted: Math.max(lines.length - mostLines, 0),
    };
  });
}

/** What makes a step the same on two rungs: places and slots are numbered anew on each. */
export const keyOf = ({ name, effect }: { readonly name: string; readonly effect: string }): string =>
  `${name} ${effect.replaceAll(/→ \d+/g, '→').replaceAll(/(?<![\w'])s\d+/g, 's')}`;
