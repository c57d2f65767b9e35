/** Random paths, mostly well formed, and the values and variables that they meet. */
import type { Random } from './json-random.js';

const keys = ['a', 'b', 'c', '"a b"', 'type', 'last'];
const numbers = ['0', '1', '2', '-1', '1.5', '1e2', '0x1F', '10000000000', '3.00'];
const strings = ['"a"', '"ab"', '""', '"12"', '"1.5"', '"true"', '"é\\n"', '"x y"', '" 7 "'];
const comparisons = ['==', '!=', '<>', '<', '<=', '>', '>='];
const methods = [
  'type',
  'size',
  'abs',
  'floor',
  'ceiling',
  'double',
  'keyvalue',
  'bigint',
  'boolean',
  'decimal',
  'integer',
  'number',
  'string',
];
const patterns = ['"^a"', '"b$"', '"[0-9]+"', '"A" flag "i"', '"." flag "s"', '"a." flag "q"', '"^x" flag "im"'];
const levels = ['', '{0}', '{1}', '{2}', '{last}', '{0 to 1}', '{1 to last}', '{2 to 1}'];

/** A path as a program would write it; `filters` says how deep it may still go. */
export function randomPath(random: Random): string {
  const mode = random.pick(['', '', '', 'lax ', 'strict ', 'strict ']);
  const body = random.below(3) === 0 ? predicate(random, 2, false) : value(random, 2, false, false);
  const text = mode + body;
  if (random.below(40) !== 0) return text;
  // Some are spoilt by leaving a part out.
  const at = random.below(text.length);
  return text.slice(0, at) + text.slice(at + 1 + random.below(3));
}

function literal(random: Random): string {
  const kind = random.below(8);
  if (kind < 3) return random.pick(numbers);
  if (kind < 6) return random.pick(strings);
  return random.pick(['null', 'true', 'false', '$x', '$y', '$z']);
}

function accessor(random: Random, depth: number): string {
  switch (random.below(12)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return `.${random.pick(keys)}`;
    case 4:
      return random.pick(['.*', '[*]', '[*]']);
    case 5:
      return `[${random.pick(['0', '1', 'last', '0 to 1', '1 to last', 'last - 1', '-1', '0, 2', '"a"', '1.7', '5'])}]`;
    case 6:
      return depth > 0 ? `[${value(random, depth - 1, false, true)}]` : '[0]';
    case 7:
      return `.**${random.pick(levels)}`;
    case 8:
    case 9:
      return depth > 0 ? ` ? (${predicate(random, depth - 1, true)})` : '.a';
    default: {
      const name = random.pick(methods);
      return `.${name}(${name === 'decimal' ? random.pick(['', '3', '4,2', '2,-1', '0']) : ''})`;
    }
  }
}

function primary(random: Random, depth: number, inFilter: boolean, inSubscript: boolean): string {
  const kind = random.below(10);
  let start = inFilter ? random.pick(['@', '@', '@', '$']) : '$';
  if (kind === 0) start = literal(random);
  if (kind === 1 && depth > 0) start = `(${value(random, depth - 1, inFilter, inSubscript)})`;
  if (kind === 2 && depth > 0) start = `(${predicate(random, depth - 1, inFilter)})`;
  if (kind === 3 && inSubscript) start = 'last';
  const number = /^[-0-9.]/.test(start);
  const count = number || (kind === 0 && random.below(3) > 0) ? 0 : random.below(4);
  return start + Array.from({ length: count }, () => accessor(random, depth)).join('');
}

function value(random: Random, depth: number, inFilter: boolean, inSubscript: boolean): string {
  const kind = random.below(8);
  const one = (): string => primary(random, depth, inFilter, inSubscript);
  if (kind === 0) return `${random.pick(['-', '+'])}${one()}`;
  if (kind === 1) return `${one()} ${random.pick(['+', '-', '*', '/', '%'])} ${one()}`;
  return one();
}

function predicate(random: Random, depth: number, inFilter: boolean): string {
  const operand = (): string => value(random, depth, inFilter, false);
  const kind = random.below(12);
  if (depth > 0 && kind === 0)
    return `${predicate(random, depth - 1, inFilter)} && ${predicate(random, depth - 1, inFilter)}`;
  if (depth > 0 && kind === 1)
    return `${predicate(random, depth - 1, inFilter)} || ${predicate(random, depth - 1, inFilter)}`;
  if (depth > 0 && kind === 2) return `!(${predicate(random, depth - 1, inFilter)})`;
  if (depth > 0 && kind === 3) return `(${predicate(random, depth - 1, inFilter)}) is unknown`;
  if (kind === 4) return `exists(${operand()})`;
  if (kind === 5) return `${operand()} starts with ${random.pick(['"a"', '""', '$x', '$y'])}`;
  if (kind === 6) return `${operand()} like_regex ${random.pick(patterns)}`;
  return `${operand()} ${random.pick(comparisons)} ${operand()}`;
}

const scalars = [
  '0',
  '1',
  '2',
  '-3',
  '1.5',
  '12345678901',
  '"a"',
  '"ab"',
  '"12"',
  '"1.5"',
  '"true"',
  'true',
  'false',
  'null',
  '"a\\nb"',
];

/** A JSON value with the keys that paths name. */
export function randomTarget(random: Random, depth = 3): string {
  const kind = random.below(depth === 3 ? 8 : 10);
  if (depth === 0 || kind >= 8 || (kind >= 6 && depth < 3)) return random.pick(scalars);
  const count = random.below(4);
  if (kind < 4) {
    const pairs = Array.from(
      { length: count },
      () => `${random.pick(['"a"', '"b"', '"c"', '"a b"', '"type"', '"last"'])}: ${randomTarget(random, depth - 1)}`,
    );
    return `{${pairs.join(', ')}}`;
  }
  return `[${Array.from({ length: count }, () => randomTarget(random, depth - 1)).join(', ')}]`;
}

/** Variables; not all that paths name are always there. */
export function randomVariables(random: Random): string {
  const names = ['x', 'y', 'z'].filter(() => random.below(6) > 0);
  return `{${names.map((name) => `"${name}": ${randomTarget(random, 1)}`).join(', ')}}`;
}
