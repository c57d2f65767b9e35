/** Messages that name a part of the path, put together in scratch memory. */
import { failWith } from '../../core/runtime/raise';
import { appendByte, appendBytes, begin, finish } from '../../json/runtime/writer';
import { resultLength } from '../../json/runtime/result';

/** Adds a text of ASCII characters. */
export function appendWord(text: string): void {
  for (let i = 0; i < text.length; i++) appendByte(text.charCodeAt(i));
}

/** Raises the error with what was written since `begin`. */
export function failWritten(error: i32): void {
  const text = finish();
  failWith(error, text, resultLength());
}

/** Raises the error with a text of ASCII characters. */
export function failWithWord(error: i32, text: string): void {
  begin();
  appendWord(text);
  failWritten(error);
}

/** `what at or near "near"`, or `what at end` where nothing is near. */
export function failNear(error: i32, what: string, near: usize, length: i32): void {
  begin();
  appendWord(what);
  if (length == 0) {
    appendWord(' at end');
  } else {
    appendWord(' at or near "');
    appendBytes(near, length);
    appendByte(34);
  }
  failWritten(error);
}
