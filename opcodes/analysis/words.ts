/**
 * What a step does to 64 rows at once where it only looks at booleans, null flags and bitmaps: its terms over words, a bit a row. A step of which a part cannot be said so,
 * and has no other form for many rows, is for one row at a time.
 */
import {
  columnAt,
  columnValidity,
  columnValues,
  rowBit,
  type Operand,
  type Statement,
  type StepDefinition,
} from '../language/step.js';
import type { Term } from '../language/term.js';

/** No row, all rows, the word of an operand (`a`, `a_null`, `column_validity`), or an operation on words. */
export type WordTerm =
  | 0
  | 1
  | string
  | readonly ['not', WordTerm]
  | readonly ['and' | 'or' | 'xor', WordTerm, WordTerm];

const not = (a: WordTerm): WordTerm => ['not', a];
const operations: Readonly<Record<string, (a: WordTerm, b: WordTerm) => WordTerm>> = {
  'i32.and': (a, b) => ['and', a, b],
  'i32.or': (a, b) => ['or', a, b],
  'i32.xor': (a, b) => ['xor', a, b],
  'i32.ne': (a, b) => ['xor', a, b],
  'i32.eq': (a, b) => not(['xor', a, b]),
  'i32.lt_s': (a, b) => ['and', not(a), b],
  'i32.le_s': (a, b) => ['or', not(a), b],
  'i32.gt_s': (a, b) => ['and', a, not(b)],
  'i32.ge_s': (a, b) => ['or', a, not(b)],
};

const same = (a: Term, b: Term): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The term over words, if every number in it is 0 or 1; whether an operand is must be known where it is used. */
export function wordOf(term: Term, step: Pick<StepDefinition, 'operands'>): WordTerm | undefined {
  const { operands } = step;
  for (const { name, kind } of operands) {
    if (kind !== 'column') continue;
    for (const bitmap of [columnValues(name), columnValidity(name)])
      if (same(term, rowBit(bitmap)) && bitmap.node.kind === 'local') return bitmap.node.name;
  }
  const { node, type } = term;
  if (type !== 'i32') return undefined;
  if (node.kind === 'const') return node.value === 0 ? 0 : node.value === 1 ? 1 : undefined;
  if (node.kind === 'local') {
    const isInput = ({ name, kind, representation }: Operand) =>
      kind === 'in' && (node.name === `${name}_null` || (node.name === name && representation === 'i32'));
    return operands.some(isInput) ? node.name : undefined;
  }
  if (node.kind !== 'op') return undefined;
  const args = node.args.map((arg) => wordOf(arg, step));
  const [a, b] = args;
  if (a === undefined || args.includes(undefined)) return undefined;
  if (node.op === 'i32.eqz') return not(a);
  return b === undefined ? undefined : operations[node.op]?.(a, b);
}

/** How an operand that is written gets its value. */
export type ValueForm =
  /** As another operand's value: of a slot or of a constant. */
  | { readonly copy: number }
  /** The parameter's value. */
  | { readonly param: number }
  /** The column's value, of so many bytes. */
  | { readonly column: number; readonly bytes: number }
  /** Whether the input is in the table of bits that this operand is. */
  | { readonly member: number }
  /** As the function gives it that this operand names, where no argument is null. */
  | { readonly call: number }
  /** Computed from the inputs: over words where these are booleans, over lanes where they are numbers. */
  | { readonly words?: WordTerm; readonly term: Term };

/** A step over many rows. Operands are given by their places. */
export interface WordForm {
  readonly value?: { readonly operand: number; readonly form: ValueForm };
  /** Further operands that are written, all booleans. */
  readonly more?: readonly (readonly [operand: number, WordTerm])[];
  readonly nulls: readonly (readonly [operand: number, WordTerm])[];
  readonly jumps: readonly (readonly [operand: number, WordTerm])[];
  /** Ends the rows, with these bits. */
  readonly ends?: WordTerm;
  /** It touches no row at all, only where functions put their texts. */
  readonly resets?: true;
}

type Draft = { -readonly [K in keyof WordForm]: WordForm[K] };

/** The form of a step; of a number that is computed, whether there are lanes for its term must be asked of who makes them. */
export function wordForm(step: StepDefinition): WordForm | undefined {
  if (step.layout === 'heap') return undefined;
  if (step.operands.length === 0 && step.body.every(({ kind }) => kind === 'store'))
    return { nulls: [], jumps: [], resets: true };
  const form: Draft = { nulls: [], jumps: [] };
  for (const statement of step.body) if (!add(form, statement, step)) return undefined;
  return form;
}

function add(form: Draft, statement: Statement, step: StepDefinition): boolean {
  const place = (name: string): number => step.operands.findIndex((operand) => operand.name === name);
  switch (statement.kind) {
    case 'set': {
      const value = valueForm(statement, step);
      // One value a step: where there are more, the others are booleans that only words tell of.
      if (value === undefined) return false;
      if (form.value !== undefined) {
        if (!('words' in value) || value.words === undefined) return false;
        form.more = [...(form.more ?? []), [place(statement.slot), value.words]];
        return true;
      }
      form.value = { operand: place(statement.slot), form: value };
      return true;
    }
    case 'setNull': {
      const { value } = form;
      // A parameter is null for all rows or for none, which whoever fetches its value looks up with it.
      if (value !== undefined && 'param' in value.form && value.operand === place(statement.slot)) return true;
      const word = wordOf(statement.value, step);
      if (word === undefined) return false;
      form.nulls = [...form.nulls, [place(statement.slot), word]];
      return true;
    }
    case 'if': {
      const [only, ...others] = statement.then;
      // A strict function is called where no argument is null; over lanes it is computed for all rows, and what it gives for the others is under a null flag.
      if (only?.kind === 'set' && calledBy(only, step) >= 0 && others.length === 0 && statement.otherwise.length === 0)
        return add(form, only, step);
      const word = wordOf(statement.cond, step);
      if (word === undefined || only?.kind !== 'jump' || others.length > 0 || statement.otherwise.length > 0)
        return false;
      form.jumps = [...form.jumps, [place(only.to), word]];
      return true;
    }
    case 'jump':
      form.jumps = [...form.jumps, [place(statement.to), 1]];
      return true;
    case 'return': {
      const word = wordOf(statement.selected, step);
      if (word === undefined) return false;
      form.ends = word;
      return true;
    }
    case 'let':
    case 'store':
      return false;
  }
}

/** The place of the operand that names the function which gives the value; -1 if none does. */
function calledBy(
  { lanes: [value], representation }: Extract<Statement, { kind: 'set' }>,
  step: StepDefinition,
): number {
  const node = value?.node;
  if (node?.kind !== 'callFunction' || representation === 'ref') return -1;
  return step.operands.findIndex(
    ({ name, kind }) => kind === 'function' && node.func.node.kind === 'local' && node.func.node.name === name,
  );
}

const widths = [1, 2, 4, 8, 16];

function valueForm(statement: Extract<Statement, { kind: 'set' }>, step: StepDefinition): ValueForm | undefined {
  const {
    lanes: [value],
    representation,
  } = statement;
  const call = calledBy(statement, step);
  if (call >= 0) return { call };
  const bitmap = step.operands.findIndex(({ table }) => table === 'bitmap');
  if (bitmap >= 0) return { member: bitmap };
  if (value === undefined) return undefined;
  for (const [place, { name, kind }] of step.operands.entries()) {
    if (kind === 'param') return { param: place };
    const pointer = representation === 'ref' ? '_pointer' : '';
    if ((kind === 'in' || kind === 'const') && value.node.kind === 'local' && value.node.name === name + pointer)
      return { copy: place };
    if (kind !== 'column') continue;
    // A text's view is where its length is.
    if (representation === 'ref') return { column: place, bytes: 16 };
    const { node } = value;
    const shift = widths.findIndex(
      (_, n) => node.kind === 'load' && node.offset === 0 && same(node.address, columnAt(name, n)),
    );
    const bytes = widths[shift];
    if (bytes !== undefined) return { column: place, bytes };
  }
  if (representation === 'ref') return undefined;
  const words = wordOf(value, step);
  return { term: value, ...(words === undefined ? {} : { words }) };
}
