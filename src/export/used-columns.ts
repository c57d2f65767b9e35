/** A program over only those columns that it reads, so that no host need give the others. */
import { decode } from '../program/decode.js';
import type { Program } from '../program/program.js';

export interface Narrowed {
  readonly program: Program;
  /** The places of its columns in the schema that the program was made for. */
  readonly used: readonly number[];
}

/** The program with its columns numbered among those that it reads, in the schema's order. */
export function narrowed(program: Program): Narrowed {
  const found = new Set<number>();
  const places: number[] = [];
  for (const step of decode(program.code)) {
    step?.info.operands.forEach(({ kind }, n) => {
      if (kind !== 'column') return;
      places.push(step.at + 1 + n);
      found.add(step.operands[n] ?? 0);
    });
  }
  const used = [...found].sort((a, b) => a - b);
  const code = program.code.slice();
  for (const place of places) code[place] = used.indexOf(code[place] ?? 0);
  const { columns, places: decimals } = program;
  return {
    program: {
      ...program,
      code,
      columns: used.flatMap((place) => columns[place] ?? []),
      ...(decimals === undefined ? {} : { places: used.map((place) => decimals[place] ?? null) }),
    },
    used,
  };
}
