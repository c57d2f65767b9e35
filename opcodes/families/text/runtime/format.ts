/** `format` (`text_format` of utils/adt/varlena.c) over texts: the format is read twice, first for the length and then to write. */
import { argumentIsNull, argumentLength, argumentPointer, resultIsNull } from '../../core/runtime/arguments';
import { int4in } from '../../core/runtime/integer-in';
import { fail, failWith } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { textlen } from '../../core/runtime/text';
import {
  ERR_FORMAT_NULL_IDENTIFIER, ERR_FORMAT_NUMBER_RANGE, ERR_FORMAT_TOO_FEW_ARGUMENTS, ERR_FORMAT_TYPE,
  ERR_FORMAT_UNTERMINATED, ERR_TEXT_TOO_LONG,
} from './errors.generated.ts';
import {
  directiveLeft, directivePosition, directiveWidth, directiveWidthPosition, readDirective,
} from './format-directive';
import { identifierLength, literalLength, NULL_WORD, writeIdentifier, writeLiteral } from './quote';
import { bytesBefore } from './utf8';
import { findByte } from '../../core/runtime/find-byte';

const PERCENT: u32 = 37;
const TYPE_STRING: u32 = 115;
const TYPE_IDENTIFIER: u32 = 73;
const TYPE_LITERAL: u32 = 76;

/** Where the next byte goes, or 0 while only the length is counted. */
let out: usize = 0;
let length: i64 = 0;

/** Counts bytes; returns where they go, or 0. */
function reserve(bytes: i32): usize {
  const to = out;
  length += bytes;
  if (length > i32.MAX_VALUE) fail(ERR_TEXT_TOO_LONG);
  if (to != 0) out += bytes;
  return to;
}

function append(text: usize, bytes: i32): void {
  const to = reserve(bytes);
  if (to != 0) memory.copy(to, text, bytes);
}

function spaces(count: i32): void {
  const to = reserve(count);
  if (to != 0) memory.fill(to, 32, count);
}

/** Appends a value in the way of its type. */
function appendAs(type: u32, text: usize, bytes: i32): void {
  if (type == TYPE_STRING) append(text, bytes);
  else if (type == TYPE_IDENTIFIER) {
    const to = reserve(identifierLength(text, bytes));
    if (to != 0) writeIdentifier(to, text, bytes);
  } else {
    const to = reserve(literalLength(text, bytes));
    if (to != 0) writeLiteral(to, text, bytes);
  }
}

/** How many characters `appendAs` appends: the bytes it adds are ASCII. */
function charactersAs(type: u32, text: usize, bytes: i32): i32 {
  const characters = textlen(text, bytes);
  if (type == TYPE_STRING) return characters;
  const quoted = type == TYPE_IDENTIFIER ? identifierLength(text, bytes) : literalLength(text, bytes);
  return characters + (quoted - bytes);
}

const nullText = memory.data<u32>([NULL_WORD]);

function convert(f: usize, argument: i32, type: u32, width: i32, left: bool): void {
  let text: usize = 0;
  let bytes = 0;
  if (!argumentIsNull(f, argument)) {
    text = argumentPointer(f, argument);
    bytes = argumentLength(f, argument);
  } else if (type == TYPE_IDENTIFIER) fail(ERR_FORMAT_NULL_IDENTIFIER);
  else {
    if (type == TYPE_LITERAL) {
      text = nullText;
      bytes = 4;
    }
    type = TYPE_STRING;
  }
  if (width < 0) {
    if (width == i32.MIN_VALUE) fail(ERR_FORMAT_NUMBER_RANGE);
    width = -width;
    left = true;
  }
  const missing = width == 0 ? 0 : max(width - charactersAs(type, text, bytes), 0);
  if (!left) spaces(missing);
  appendAs(type, text, bytes);
  if (left) spaces(missing);
}

/** The width that an argument says; null is none. */
function widthOf(f: usize, argument: i32): i32 {
  return argumentIsNull(f, argument) ? 0 : int4in(argumentPointer(f, argument), argumentLength(f, argument));
}

/** Reads the whole format; cell 0 is the format itself. */
function run(f: usize, n: i32): void {
  let p = argumentPointer(f, 0);
  const end = p + argumentLength(f, 0);
  let argument = 1;
  while (p < end) {
    const percent = findByte(p, end, PERCENT);
    append(p, <i32>(percent - p));
    if (percent >= end) return;
    p = percent + 1;
    if (p >= end) fail(ERR_FORMAT_UNTERMINATED);
    if (<u32>load<u8>(p) == PERCENT) {
      append(p++, 1);
      continue;
    }
    p = readDirective(p, end);
    const type = <u32>load<u8>(p);
    if (type != TYPE_STRING && type != TYPE_IDENTIFIER && type != TYPE_LITERAL)
      failWith(ERR_FORMAT_TYPE, p, bytesBefore(end, p));
    let width = directiveWidth;
    if (directiveWidthPosition >= 0) {
      if (directiveWidthPosition > 0) argument = directiveWidthPosition;
      if (argument >= n) fail(ERR_FORMAT_TOO_FEW_ARGUMENTS);
      width = widthOf(f, argument++);
    }
    if (directivePosition > 0) argument = directivePosition;
    if (argument >= n) fail(ERR_FORMAT_TOO_FEW_ARGUMENTS);
    convert(f, argument++, type, width, directiveLeft);
    p++;
  }
}

/** The format with its directives replaced by the arguments. */
export function text_format(f: usize, n: i32): usize {
  if (argumentIsNull(f, 0)) {
    resultIsNull();
    return 0;
  }
  out = 0;
  length = 0;
  run(f, n);
  const bytes = <i32>length;
  const result = allocate(bytes);
  out = result;
  length = 0;
  run(f, n);
  return textResult(result, bytes);
}

/** A format that has no arguments. */
export function text_format_nv(f: usize, n: i32): usize {
  return text_format(f, 1);
}
