/**
 * Why an answer that another server recorded is not the one to expect: kinds of change since its version, in the words of the release notes or of the commit, and
 * what depends on the machine. Each kind says what it explains by the two answers; one that only looks like it stays wrong.
 */

/** An answer as `type = value`, `type null` or `! code message`. */
export interface Differing {
  readonly sql: string;
  readonly recorded: string;
  readonly got: string;
}

interface Kind {
  /** The version of PostgreSQL that brought it; none where a newer server may say the same. */
  readonly release?: number;
  readonly words: string;
  readonly explains: (differing: Differing) => boolean;
}

/** The value of an answer of that type. */
function givenValue(type: string, answer: string): string | undefined {
  const start = `${type} = `;
  return answer.startsWith(start) ? answer.slice(start.length) : undefined;
}

const placesOf = (digits: string): number => (digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0);

/** The digits as an integer of the last of `places`, rounded. */
function rounded(digits: string, places: number): bigint {
  const whole = BigInt(digits.replace('.', ''));
  const dropped = placesOf(digits) - places;
  if (dropped <= 0) return whole * 10n ** BigInt(-dropped);
  const unit = 10n ** BigInt(dropped);
  const half = whole < 0n ? -unit / 2n : unit / 2n;
  return (whole + half) / unit;
}

function sameNumber(a: string | undefined, b: string | undefined): boolean {
  const plain = /^-?\d+(\.\d+)?$/;
  if (a === undefined || b === undefined || !plain.test(a) || !plain.test(b)) return false;
  const places = Math.min(placesOf(a), placesOf(b));
  return rounded(a, places) === rounded(b, places);
}

/** Whether the two are neighbours among the numbers of 64 bits. */
function areNeighbours(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const bits = new BigInt64Array(new Float64Array([Number(a), Number(b)]).buffer);
  const distance = (bits[0] ?? 0n) - (bits[1] ?? 0n);
  return distance === 1n || distance === -1n;
}

/** The intervals that became the infinite ones. */
const outermost: Readonly<Record<string, string>> = {
  infinity: '178956970 years 7 mons 2147483647 days 2562047788:00:54.775807',
  '-infinity': '-178956970 years -8 mons -2147483648 days -2562047788:00:54.775808',
};

const kinds: readonly Kind[] = [
  {
    release: 16,
    words: 'Improve the accuracy of numeric power() for integer exponents',
    explains: ({ sql, recorded, got }) =>
      /\^|\bpow(er)?\s*\(/i.test(sql) && sameNumber(givenValue('numeric', recorded), givenValue('numeric', got)),
  },
  {
    release: 16,
    words: 'Remove undocumented support for date input in the form YyearMmonthDday',
    explains: ({ sql, recorded, got }) =>
      /\bY\d+M\d+D\d+/i.test(sql) &&
      !recorded.startsWith('!') &&
      got.startsWith('! 22007 invalid input syntax for type '),
  },
  {
    release: 17,
    words: 'Support +/- infinity in the interval data type',
    explains: ({ recorded, got }) => {
      const infinite = givenValue('interval', got);
      return infinite !== undefined && outermost[infinite] === givenValue('interval', recorded);
    },
  },
  {
    words: 'cbrt differs in the last bit from one C library to the next',
    explains: ({ sql, recorded, got }) =>
      /\|\|\/|\bcbrt\s*\(/i.test(sql) &&
      areNeighbours(givenValue('double precision', recorded), givenValue('double precision', got)),
  },
];

/** Why both answers may stand; undefined where the one that was got is wrong. No change of a version explains what a current server says. */
export function reasonForChange(differing: Differing, isCurrent = false): string | undefined {
  const kind = kinds.find(({ release, explains }) => !(isCurrent && release !== undefined) && explains(differing));
  if (kind === undefined) return undefined;
  return kind.release === undefined ? kind.words : `PostgreSQL ${kind.release}: ${kind.words}`;
}
