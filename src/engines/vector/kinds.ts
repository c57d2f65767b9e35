/** What each slot holds before each step: booleans, a bit a row; numbers, in lanes; or what can be had again at any time. From it follows which steps can be run over many rows. */
import { types } from '../../catalog/types.js';
import { functionInfo } from '../../functions/functions.js';
import type { OpcodeInfo } from '../../program/metadata.js';
import type { Program, Table } from '../../program/program.js';
import type { FlatProgram, FlatStep } from './flat.js';
import { formOfOpcode } from './forms.js';
import { heldBy, type Live } from './live.js';
import { placesOf } from './places.js';
import { searchOf } from './search.js';
import type { TextMatch } from './step.js';

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

export const boolean: Kind = { kind: 'boolean' };
export const number: Kind = { kind: 'number' };
export const other: Kind = { kind: 'other' };

/** How a step is run: over words, over lanes, over views of texts, by fetching or copying, or, undefined, a row at a time. */
export type Mode = 'words' | 'lanes' | 'texts' | 'fetch' | 'copy' | 'nothing';

export interface Classified {
  readonly mode: Mode | undefined;
  /** What the slots hold before the step; undefined if it cannot be reached. */
  readonly before: Kinds | undefined;
}

/** What a slot holds from a step on. */
interface Written {
  readonly from: number;
  readonly kind: Kind | undefined;
  readonly before: Written | undefined;
}

/** What the slots hold at each step: one walk notes what changes, so that nothing is copied from step to step. */
class History {
  readonly #last: (Written | undefined)[] = [];
  /** The slots of which something is known now. */
  #slots: number[] = [];

  constructor(readonly constants: readonly Kind[]) {}

  now(slot: number): Kind | undefined {
    return this.#last[slot]?.kind;
  }
  at(slot: number, step: number): Kind | undefined {
    let written = this.#last[slot];
    while (written !== undefined && written.from > step) written = written.before;
    return written?.kind ?? this.constants[slot];
  }

  set(slot: number, from: number, kind: Kind | undefined): void {
    const before = this.#last[slot];
    if (kind !== undefined && before?.kind === undefined) this.#slots.push(slot);
    this.#last[slot] = { from, kind, before };
  }

  /** Forgets what no step reads any more; everything, where no step is `live`. */
  forget(step: number, live: Live | undefined): void {
    let kept = 0;
    for (const slot of this.#slots) {
      if (live?.has(step, heldBy(slot)) === true) this.#slots[kept++] = slot;
      else if (this.now(slot) !== undefined)
        this.#last[slot] = { from: step, kind: undefined, before: this.#last[slot] };
    }
    this.#slots.length = kept;
  }

  /** What is known now and read at a later step. */
  known(step: number, live: Live): Map<number, Kind> {
    const found = new Map<number, Kind>();
    for (const slot of this.#slots) {
      const kind = this.now(slot);
      if (kind !== undefined && live.has(step, heldBy(slot))) found.set(slot, kind);
    }
    return found;
  }
}

class Before implements Kinds {
  constructor(
    readonly history: History,
    readonly step: number,
  ) {}
  get(slot: number): Kind | undefined {
    return this.history.at(slot, this.step);
  }
}

const unreached: Classified = { mode: undefined, before: undefined };

/** `live` are the slots that are read at or after each step: of others nothing is noted. */
export function classify({ steps, slots }: FlatProgram, program: Program, live: Live): Classified[] {
  const isNumeric = (slot: number): boolean => slots[slot] !== 'ref';
  const constants = program.constants.map(
    ({ type }, slot): Kind => (type === 'bool' ? boolean : { kind: 'constant', slot, numeric: isNumeric(slot) }),
  );
  const history = new History(constants);
  const at = new Map<number, Map<number, Kind>>();
  let reached = true;
  return steps.map((step, n) => {
    const jumped = at.get(n);
    if (jumped !== undefined) {
      if (!reached) history.forget(n, undefined);
      for (const [slot, kind] of jumped) history.set(slot, n, joined(history.now(slot), kind));
      reached = true;
    }
    if (!reached) return unreached;
    history.forget(n, live);
    const before = new Before(history, n);
    const mode = modeOf(step, before, program);
    write(step, n, mode, { history, before }, program, isNumeric);
    const { info, operands, opcode } = step;
    const { jumps, nullWhereItJumps } = placesOf(opcode, info);
    for (const place of jumps) {
      const target = operands[place] ?? 0;
      const there = at.get(target);
      const known = history.known(target, live);
      for (const result of nullWhereItJumps) known.delete(operands[result] ?? -1);
      if (there === undefined) at.set(target, known);
      else for (const [slot, kind] of known) there.set(slot, joined(there.get(slot), kind));
    }
    if (info.ends) reached = false;
    return { mode, before };
  });
}

/** What is known on one way only is not read afterwards. */
const joined = (x: Kind | undefined, y: Kind): Kind => (x === undefined ? y : same(x, y) ? x : mixed(x, y));
const isNumber = (kind: Kind): boolean =>
  kind.kind === 'number' || ((kind.kind === 'fetched' || kind.kind === 'constant') && kind.numeric);
const mixed = (a: Kind, b: Kind): Kind => (isNumber(a) && isNumber(b) ? number : other);
function same(a: Kind, b: Kind): boolean {
  if (a === b) return true;
  if (a.kind === 'fetched') return b.kind === 'fetched' && a.opcode === b.opcode && a.operand === b.operand;
  if (a.kind === 'constant') return b.kind === 'constant' && a.slot === b.slot;
  return a.kind === b.kind;
}

/** How a step is run, by what its operands hold. */
export function modeOf({ form, operands }: FlatStep, kinds: Kinds, program: Program): Mode | undefined {
  if (form === undefined || !areBooleans(form.booleans, operands, kinds)) return undefined;
  const { value } = form;
  if (value === undefined) return 'nothing';
  if (value.param !== undefined || value.column !== undefined) return 'fetch';
  if (value.copy !== undefined) return kinds.get(operands[value.copy] ?? -1) === undefined ? undefined : 'copy';
  if (value.matches !== undefined) return hasViews(value.matches, operands, kinds, program) ? 'texts' : undefined;
  if (value.member !== undefined && !fewBits(program.tables[operands[value.member] ?? -1])) return undefined;
  if (value.words !== undefined && areBooleans(value.booleans, operands, kinds)) return 'words';
  if (value.lanes === undefined) return undefined;
  for (let i = 0; i < form.read.length; i++) {
    const kind = kinds.get(operands[form.read[i] ?? -1] ?? -1);
    if (kind === undefined || !isNumber(kind)) return undefined;
  }
  return 'lanes';
}

function areBooleans(places: readonly number[], operands: readonly number[], kinds: Kinds): boolean {
  for (let i = 0; i < places.length; i++)
    if (kinds.get(operands[places[i] ?? -1] ?? -1)?.kind !== 'boolean') return false;
  return true;
}

/** Whether the text is a column's, and the other one tells what must be in it. */
function hasViews(match: TextMatch, operands: readonly number[], kinds: Kinds, { constants }: Program): boolean {
  const text = kinds.get(operands[match.text] ?? -1);
  const pattern = kinds.get(operands[match.pattern] ?? -1);
  if (text?.kind !== 'fetched' || pattern?.kind !== 'constant') return false;
  if (formOfOpcode(text.opcode)?.value?.column === undefined) return false;
  return searchOf(match, constants[pattern.slot]) !== undefined;
}

/** Whether all bits of a table fit into one vector. */
export function fewBits(table: Table | undefined): boolean {
  if (table?.kind !== 'bitmap') return false;
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of table.values) {
    least = Math.min(least, Number(value));
    greatest = Math.max(greatest, Number(value));
    if (greatest - least >= 128) return false;
  }
  return true;
}

function write(
  { opcode, info, operands, form }: FlatStep,
  n: number,
  mode: Mode | undefined,
  { history, before }: { readonly history: History; readonly before: Kinds },
  program: Program,
  isNumeric: (slot: number) => boolean,
): void {
  const value = mode === undefined ? undefined : form?.value;
  for (let i = 0; i < operands.length; i++) {
    const operand = info.operands[i];
    if (operand?.kind !== 'out' || operand.writeValue !== true) continue;
    const slot = operands[i] ?? 0;
    let kind: Kind;
    if (value?.operand !== i) {
      const bit =
        operand.writesBit === true ||
        givesBoolean(info, operands) ||
        (mode !== undefined && form !== undefined && form.more.length > 0) ||
        (form?.value?.operand === i && form.value.isCondition);
      kind = bit ? boolean : isNumeric(slot) ? number : other;
    } else if (value.copy !== undefined) kind = before.get(operands[value.copy] ?? -1) ?? other;
    else if (value.param !== undefined || value.column !== undefined) {
      const from = operands[value.param ?? value.column ?? 0] ?? 0;
      const type = value.param === undefined ? undefined : program.params[from];
      const isBool = type !== undefined && type === 'bool' && types[type].representation === 'i32';
      kind = isBool ? boolean : { kind: 'fetched', opcode, operand: from, numeric: isNumeric(slot) };
    } else kind = mode === 'words' || value.isCondition ? boolean : number;
    history.set(slot, n + 1, kind);
  }
}

const givesBoolean = (info: OpcodeInfo, operands: readonly number[]): boolean =>
  info.operands.some(({ kind }, i) => kind === 'function' && functionInfo(operands[i] ?? 0).result === 'bool');
