/** Which columns of a program are compared with what is the same for all rows: those that it can read in narrow form. */
import type { Program } from '../../program/program.js';
import type { FlatStep } from './flat.js';
import { formOfOpcode } from './forms.js';
import type { Classified, Kind } from './kinds.js';
import { planOf } from './write.js';

export function narrowable(program: Program): readonly number[] {
  const plan = planOf(program);
  if (typeof plan === 'string') return [];
  const columns = new Set<number>();
  plan.steps.forEach((step, n) => {
    const column = comparedColumn(step, plan.classified[n]);
    if (column !== undefined) columns.add(column);
  });
  return [...columns];
}

function comparedColumn(step: FlatStep, classified: Classified | undefined): number | undefined {
  const compares = step.form?.value?.compares;
  if (compares === undefined || classified?.mode !== 'lanes') return undefined;
  const kinds = [compares.left, compares.right].map((place) => classified.before?.get(step.operands[place] ?? -1));
  const columns = kinds.map(columnOf);
  const others = kinds.filter((kind, n) => columns[n] === undefined && kind !== undefined && kind.kind !== 'number');
  return others.length === 1 ? columns.find((column) => column !== undefined) : undefined;
}

function columnOf(kind: Kind | undefined): number | undefined {
  if (kind?.kind !== 'fetched') return undefined;
  return formOfOpcode(kind.opcode)?.value?.column === undefined ? undefined : kind.operand;
}
