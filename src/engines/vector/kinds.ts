/** What each slot holds before each step: booleans, a bit a row; numbers, in lanes; or what can be had again at any time. From it follows which steps can be run over many rows. */
import { types } from '../../catalog/types.js';
import { functionInfo } from '../../functions/functions.js';
import type { Program, Table } from '../../program/program.js';
import type { FlatProgram, FlatStep } from './flat.js';
import { formOf } from './forms.js';
import { heldBy } from './live.js';
import { searchOf } from './search.js';
import type { TextMatch, VectorStep, VectorValue, WordTerm } from './step.js';

export type Kind =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'number' }
  /** A column's value or a parameter: the step that fetches it, and the operand that it fetches. */
  | { readonly kind: 'fetched'; readonly opcode: number; readonly operand: number; readonly numeric: boolean }
  | { readonly kind: 'constant'; readonly slot: number; readonly numeric: boolean }
  /** A reference, or what differs from way to way. */
  | { readonly kind: 'other' };
export interface Kinds {
  /** What a slot holds; undefined where nothing reads it any more, or nothing has written it. */
  get(slot: number): Kind | undefined;
}

const boolean: Kind = { kind: 'boolean' };
const number: Kind = { kind: 'number' };
const other: Kind = { kind: 'other' };

/** How a step is run: over words, over lanes, over views of texts, by fetching or copying, or, undefined, a row at a time. */
export type Mode = 'words' | 'lanes' | 'texts' | 'fetch' | 'copy' | 'nothing';

export interface Classified {
  readonly mode: Mode | undefined;
  /** What the slots hold before the step; undefined if it cannot be reached. */
  readonly before: Kinds | undefined;
}

/** The names of operands in a term; of flags, those of their operands. */
export function namesOf(term: WordTerm | undefined): readonly string[] {
  if (term === undefined || typeof term === 'number') return [];
  if (typeof term === 'string') return [term];
  return term.slice(1).flatMap((part) => namesOf(part as WordTerm));
}

/** `live` are the slots that are read at or after each step: of others nothing is noted. */
export function classify(
  { steps, slots }: FlatProgram,
  program: Program,
  live: readonly ReadonlySet<number>[],
): Classified[] {
  const isNumeric = (slot: number): boolean => slots[slot] !== 'ref';
  const constants = program.constants.map(
    ({ type }, slot): Kind => (type === 'bool' ? boolean : { kind: 'constant', slot, numeric: isNumeric(slot) }),
  );
  const at = new Map<number, Map<number, Kind>>();
  let kinds: Map<number, Kind> | undefined = new Map();
  return steps.map((step, n) => {
    const jumped = at.get(n);
    if (jumped !== undefined) kinds = kinds === undefined ? jumped : joined(kinds, jumped);
    if (kinds === undefined) return { mode: undefined, before: undefined };
    for (const slot of kinds.keys()) if (live[n]?.has(heldBy(slot)) !== true) kinds.delete(slot);
    const known = new Map(kinds);
    const before: Kinds = { get: (slot) => known.get(slot) ?? constants[slot] };
    const form = formOf(step);
    const mode = modeOf(step, form, before, program);
    write(step, mode, form, { kinds, before }, program, isNumeric);
    step.info.operands.forEach(({ kind }, i) => {
      const target = step.operands[i] ?? 0;
      if (kind !== 'jump' || kinds === undefined) return;
      const known = at.get(target);
      at.set(target, known === undefined ? new Map(kinds) : joined(known, kinds));
    });
    if (step.info.ends) kinds = undefined;
    return { mode, before };
  });
}

function joined(a: ReadonlyMap<number, Kind>, b: ReadonlyMap<number, Kind>): Map<number, Kind> {
  const both = new Map<number, Kind>();
  for (const [slot, x] of a) {
    const y = b.get(slot);
    // What is known on one way only is not read afterwards.
    both.set(slot, y === undefined || same(x, y) ? x : mixed(x, y));
  }
  for (const [slot, y] of b) if (!both.has(slot)) both.set(slot, y);
  return both;
}
const isNumber = (kind: Kind): boolean =>
  kind.kind === 'number' || ((kind.kind === 'fetched' || kind.kind === 'constant') && kind.numeric);
const mixed = (a: Kind, b: Kind): Kind => (isNumber(a) && isNumber(b) ? number : other);
function same(a: Kind, b: Kind): boolean {
  if (a === b) return true;
  if (a.kind === 'fetched') return b.kind === 'fetched' && a.opcode === b.opcode && a.operand === b.operand;
  if (a.kind === 'constant') return b.kind === 'constant' && a.slot === b.slot;
  return a.kind === b.kind;
}

const looked = new WeakMap<VectorStep, readonly string[]>();
/** What must be booleans for the step to have this form at all. */
function lookedAt(form: VectorStep): readonly string[] {
  let names = looked.get(form);
  if (names === undefined) {
    const terms = [...(form.nulls ?? []), ...(form.jumps ?? []), ...(form.more ?? [])].map(([, term]) => term);
    names = [...terms, form.ends].flatMap(namesOf);
    looked.set(form, names);
  }
  return names;
}

function modeOf(
  { info, operands }: FlatStep,
  form: VectorStep | undefined,
  kinds: Kinds,
  program: Program,
): Mode | undefined {
  if (form === undefined) return undefined;
  const isBoolean = (name: string): boolean => {
    const place = info.operands.findIndex((operand) => operand.name === name);
    // Whatever is no operand's name is a flag or a bitmap.
    return place < 0 || kinds.get(operands[place] ?? -1)?.kind === 'boolean';
  };
  const { value } = form;
  if (!lookedAt(form).every(isBoolean)) return undefined;
  if (value === undefined) return 'nothing';
  if (value.param !== undefined || value.column !== undefined) return 'fetch';
  if (value.copy !== undefined) return kinds.get(operands[value.copy] ?? -1) === undefined ? undefined : 'copy';
  if (value.matches !== undefined) return hasViews(value.matches, operands, kinds, program) ? 'texts' : undefined;
  if (value.member !== undefined && !fewBits(program.tables[operands[value.member] ?? -1])) return undefined;
  if (value.words !== undefined && namesOf(value.words).every(isBoolean)) return 'words';
  const numbers = info.operands.every((operand, i) => {
    const kind = kinds.get(operands[i] ?? -1);
    return operand.kind !== 'in' || !operand.readValue || (kind !== undefined && isNumber(kind));
  });
  return (value.lanes !== undefined || value.member !== undefined) && numbers ? 'lanes' : undefined;
}

/** Whether the text is a column's, and the other one tells what must be in it. */
function hasViews(match: TextMatch, operands: readonly number[], kinds: Kinds, { constants }: Program): boolean {
  const text = kinds.get(operands[match.text] ?? -1);
  const pattern = kinds.get(operands[match.pattern] ?? -1);
  if (text?.kind !== 'fetched' || pattern?.kind !== 'constant') return false;
  if (formOf({ opcode: text.opcode, operands: [] })?.value?.column === undefined) return false;
  return searchOf(match, constants[pattern.slot]) !== undefined;
}

/** Whether all bits of a table fit into one vector. */
export function fewBits(table: Table | undefined): boolean {
  if (table?.kind !== 'bitmap') return false;
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of table.values) {
    least = Math.min(least, Number(value));
    greatest = Math.max(greatest, Number(value));
  }
  return greatest - least < 128;
}

/** Whether what is written is a boolean, however the step is run. */
const isCondition = ({ lanes, member, matches }: VectorValue): boolean =>
  lanes?.condition === true || member !== undefined || matches !== undefined;

function write(
  { opcode, info, operands }: FlatStep,
  mode: Mode | undefined,
  form: VectorStep | undefined,
  { kinds, before }: { readonly kinds: Map<number, Kind>; readonly before: Kinds },
  program: Program,
  isNumeric: (slot: number) => boolean,
): void {
  const value = mode === undefined ? undefined : form?.value;
  const givesBoolean = info.operands.some(
    ({ kind }, i) => kind === 'function' && functionInfo(operands[i] ?? 0).result === 'bool',
  );
  info.operands.forEach((operand, i) => {
    if (operand.kind !== 'out' || !operand.writeValue) return;
    const slot = operands[i] ?? 0;
    if (value?.operand !== i) {
      const bit =
        operand.writesBit === true ||
        givesBoolean ||
        (mode !== undefined && form?.more !== undefined) ||
        (form?.value?.operand === i && isCondition(form.value));
      kinds.set(slot, bit ? boolean : isNumeric(slot) ? number : other);
    } else if (value.copy !== undefined) kinds.set(slot, before.get(operands[value.copy] ?? -1) ?? other);
    else if (value.param !== undefined || value.column !== undefined) {
      const from = operands[value.param ?? value.column ?? 0] ?? 0;
      const type = value.param === undefined ? undefined : program.params[from];
      const isBool = type !== undefined && type === 'bool' && types[type].representation === 'i32';
      kinds.set(slot, isBool ? boolean : { kind: 'fetched', opcode, operand: from, numeric: isNumeric(slot) });
    } else {
      kinds.set(slot, mode === 'words' || isCondition(value) ? boolean : number);
    }
  });
}
