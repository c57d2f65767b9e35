/** The error of a step that is no integer, in whose message the step stands whole. */
import { failWith } from '../../core/runtime/raise';
import { int4out } from '../../core/runtime/integer-out';
import { ERR_PATH_ELEMENT_NOT_INTEGER } from './errors.generated.ts';
import { resultLength } from './result';
import { stepKey, stepKeyLength } from './steps';
import { appendByte, appendBytes, begin, position } from './writer';

const IS_NOT = memory.data<u8>([
  32, 105, 115, 32, 110, 111, 116, 32, 97, 110, 32, 105, 110, 116, 101, 103, 101, 114, 58, 32, 34,
]);

export function failAtStep(i: i32): void {
  const digits = int4out(i + 1);
  const digitsLength = resultLength();
  begin();
  const from = position();
  appendBytes(digits, digitsLength);
  appendBytes(IS_NOT, 21);
  appendBytes(stepKey(i), stepKeyLength(i));
  appendByte(34);
  failWith(ERR_PATH_ELEMENT_NOT_INTEGER, from, <i32>(position() - from));
}
