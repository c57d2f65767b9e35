/** Fixed texts of results: the literals of JSON and the names of its types. */
import { textResult } from '../../core/runtime/scratch';

export const TRUE_WORD = memory.data<u8>([116, 114, 117, 101]);
export const FALSE_WORD = memory.data<u8>([102, 97, 108, 115, 101]);
export const NULL_WORD = memory.data<u8>([110, 117, 108, 108]);
const STRING_WORD = memory.data<u8>([115, 116, 114, 105, 110, 103]);
const NUMBER_WORD = memory.data<u8>([110, 117, 109, 98, 101, 114]);
const BOOLEAN_WORD = memory.data<u8>([98, 111, 111, 108, 101, 97, 110]);
const OBJECT_WORD = memory.data<u8>([111, 98, 106, 101, 99, 116]);
const ARRAY_WORD = memory.data<u8>([97, 114, 114, 97, 121]);

export function nullWord(): usize {
  return textResult(NULL_WORD, 4);
}
export function stringWord(): usize {
  return textResult(STRING_WORD, 6);
}
export function numberWord(): usize {
  return textResult(NUMBER_WORD, 6);
}
export function booleanWord(): usize {
  return textResult(BOOLEAN_WORD, 7);
}
export function objectWord(): usize {
  return textResult(OBJECT_WORD, 6);
}
export function arrayWord(): usize {
  return textResult(ARRAY_WORD, 5);
}
