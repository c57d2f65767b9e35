/** Random calls of the family text: texts of few letters, so that searches find something, with characters of every length. */
import type { FamilyDefinition } from '../../opcodes/language/family.js';
import type { CallDefinition } from '../../opcodes/language/call.js';

/** A call: the function, and its arguments in order as PostgreSQL's literals. */
export interface Call {
  readonly name: string;
  readonly args: readonly (string | null)[];
}

/** A number from 0 to below the limit. */
export type Random = (limit: number) => number;

/** A linear congruential generator: the same calls for the same seed. */
export function seeded(seed: number): Random {
  let state = BigInt(seed) * 0x9e3779b97f4a7c15n + 1n;
  return (limit) => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number((state >> 33n) % BigInt(limit));
  };
}

const alphabets = [
  'ab',
  'aé€😀',
  'a b',
  ',;a',
  'aAbB zé_1',
  '%_\\a',
  '\'"\\aE',
  '%sIL$*-1 2',
  '\\uU+d83de0Fa',
  'aZ9é\t\n',
  'ΣσςαΑ\u0301 ’ßŉǆǅİiIıÉé',
];
const words = [
  'select',
  'abort',
  'interval',
  'json',
  'xmlserialize',
  'quern',
  '%1$s',
  '%-5s|',
  '%2$*1$L',
  '%*s',
  '%I',
  '\\d83d\\de00',
];
const numbers = [0, 1, -1, 2, -2, 3, -3, 5, 7, -7, 10, 30, 100, 2147483647, -2147483648, 2147483646, 65, 233];

const pick = <T>(random: Random, values: readonly T[]): T => {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error('there is nothing to pick from');
  return value;
};

function randomText(random: Random): string {
  if (random(8) === 0) return pick(random, words);
  const letters = [...pick(random, alphabets)];
  const length = random(20) === 0 ? random(300) : random(random(3) === 0 ? 40 : 9);
  const text = Array.from({ length }, () => pick(random, letters)).join('');
  return random(6) === 0 ? text + ' '.repeat(random(5)) : text;
}

/** A name as PostgreSQL holds it: at most 63 bytes. */
function clipped(text: string): string {
  let result = text;
  while (Buffer.byteLength(result) > 63) result = [...result].slice(0, -1).join('');
  return result;
}

const makers: Readonly<Record<string, (random: Random) => string>> = {
  text: randomText,
  cstring: randomText,
  bpchar: randomText,
  varchar: randomText,
  name: (random) => clipped(randomText(random)),
  char: (random) => pick(random, ['', 'a', 'b', 'A', ' ', '~', '\\200', '\\377', '\\303']),
  bool: (random) => pick(random, ['t', 'f']),
  int4: (random) => `${random(3) === 0 ? pick(random, numbers) : random(24) - 8}`,
  int8: (random) =>
    `${BigInt.asIntN(64, BigInt(random(2 ** 31)) * BigInt(pick(random, [1, -1, 4294967296, -4294967296])))}`,
  oid: (random) => `${random(2) === 0 ? random(2 ** 31) * 2 : random(100)}`,
};

/** An argument whose modest size keeps what the function makes small: `repeat` and padding ask for what they are told. */
function argument(random: Random, { args, name }: CallDefinition, i: number): string | null {
  const { type = 'text', name: parameter = '' } = args[Math.min(i, args.length - 1)] ?? {};
  if (random(30) === 0) return null;
  if (parameter === 'modifier') return `${pick(random, [-1, 4, 5, 6, 8, 12, 40])}`;
  const made = makers[type]?.(random);
  if (made === undefined) throw new Error(`no argument of type ${type} for ${name}`);
  return made;
}

export function randomCall({ functions }: FamilyDefinition, random: Random): Call {
  const definition = pick(random, functions);
  const length = definition.variadic === true ? definition.args.length + random(4) : definition.args.length;
  return { name: definition.name, args: Array.from({ length }, (_, i) => argument(random, definition, i)) };
}
