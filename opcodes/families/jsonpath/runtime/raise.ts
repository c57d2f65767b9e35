/** Errors while a path is evaluated: raised, or results where they are silent. */
import { failWith, fail } from '../../core/runtime/raise';
import { appendByte, appendBytes, begin } from '../../json/runtime/writer';
import { Node } from '../../json/runtime/node';
import { ERROR, throwing } from './context';
import { ERR_INVALID_ARGUMENT } from './errors.generated.ts';
import { nameOf } from './kinds';
import { appendWord, failWithWord, failWritten } from './message';

export function raise(error: i32): i32 {
  if (throwing) fail(error);
  return ERROR;
}

/** An error that names the operator or method of that kind. */
export function raiseFor(error: i32, kind: i32): i32 {
  if (throwing) failWithWord(error, nameOf(kind));
  return ERROR;
}

export function raiseKey(error: i32, key: usize, length: i32): i32 {
  if (throwing) failWith(error, key, length);
  return ERROR;
}

/** An error that names the method of that kind, then says what of the text. */
export function raiseText(error: i32, kind: i32, what: string, text: Node): i32 {
  if (throwing) {
    begin();
    appendWord(nameOf(kind));
    appendWord(what);
    appendBytes(text.pointer, text.length);
    appendByte(34);
    failWritten(error);
  }
  return ERROR;
}

/** The argument of a method is no value of the type. */
export function raiseArgument(kind: i32, text: usize, length: i32, type: string): i32 {
  if (throwing) {
    begin();
    appendByte(34);
    appendBytes(text, length);
    appendWord('" of jsonpath item method .');
    appendWord(nameOf(kind));
    appendWord('() is invalid for type ');
    appendWord(type);
    failWritten(ERR_INVALID_ARGUMENT);
  }
  return ERROR;
}
