/** Bytes changed, lost, doubled and cut off, for tests of inputs that are not what they should be. */
import type { Dice } from '../heap/dice.js';

/** What is put in, besides any byte: what formats of text give a meaning to. */
const telling = [
  ...'",;\n\r\\{}[]:0-.eEtfn#\t ',
  '\ufeff',
  '\0',
  '\xff',
  '""',
  '\n\n',
  'NaN',
  '\\ud800',
  '1e999',
  '9'.repeat(40),
];

/** A copy with one or two mistakes. */
export function mutated(bytes: Uint8Array, dice: Dice): Buffer {
  let result = Buffer.from(bytes);
  for (let times = 1 + dice.below(2); times > 0; times--) {
    const at = dice.below(result.length + 1);
    const length = dice.below(6);
    const put = (middle: Uint8Array | string, skipped: number): void => {
      result = Buffer.concat([result.subarray(0, at), Buffer.from(middle), result.subarray(at + skipped)]);
    };
    switch (dice.below(6)) {
      case 0:
        put(Buffer.of(dice.below(256)), 1);
        break;
      case 1:
        put('', length);
        break;
      case 2:
        put(result.subarray(at, at + 20), 0);
        break;
      case 3:
        result = result.subarray(0, at);
        break;
      default:
        put(dice.pick(telling), dice.below(2));
    }
  }
  return result;
}

/** A copy of the same length with a few bits flipped or bytes replaced: what binary formats do not see by a length that is wrong. */
export function flipped(bytes: Uint8Array, dice: Dice): Buffer {
  const result = Buffer.from(bytes);
  for (let times = dice.pick([1, 1, 1, 2, 4]); times > 0; times--) {
    const at = dice.below(result.length);
    const byte = result[at] ?? 0;
    result[at] = dice.chance(0.6)
      ? byte ^ (1 << dice.below(8))
      : dice.pick([0, 1, 127, 128, 254, 255, dice.below(256)]);
  }
  return result;
}
