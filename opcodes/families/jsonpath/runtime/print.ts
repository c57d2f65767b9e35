/**
 * A stored path → its text, as PostgreSQL prints it (printJsonPathItem), but for one case: an operator or a predicate of which a member or a
 * method is taken is always in parentheses. PostgreSQL leaves some out (`($ == 1).a` within a subscript), and its text is then another path.
 */
import { appendString } from '../../json/runtime/escape';
import { resultLength } from '../../json/runtime/result';
import { appendByte, appendResult, begin, finish, giveBack } from '../../json/runtime/writer';
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { append } from '../../json/runtime/writer';
import { numeric_out } from '../../numeric/runtime/print';
import {
  ADD, AND, ANY, ANY_ARRAY, ANY_KEY, BOOL_ITEM, CURRENT, DECIMAL, DIV, EQUAL, EXISTS, FILTER, GREATER_OR_EQUAL, INDEX_ARRAY,
  IS_UNKNOWN, KEY, LAST, LAST_LEVEL, LIKE_REGEX, MINUS, MOD, MUL, NOT, NULL_ITEM, NUMERIC_ITEM, OR, PLUS, ROOT, STARTS_WITH,
  STRING_ITEM, SUB, VARIABLE, hasTimeArgument, isBinary, nameOf,
} from './kinds';
import { appendWord } from './message';
import {
  contentOf, fieldOf, kindOf, lax, nextOf, numericLengthOf, numericOf, openPath, operandOf, patternLengthOf, patternOf, regexOperand,
  textLengthOf, textOf,
} from './stored';

/** How tightly an operator binds; less binds less. */
function priority(kind: i32): i32 {
  if (kind == OR) return 0;
  if (kind == AND) return 1;
  if ((kind >= EQUAL && kind <= GREATER_OR_EQUAL) || kind == STARTS_WITH) return 2;
  if (kind == ADD || kind == SUB) return 3;
  if (kind == MUL || kind == DIV || kind == MOD) return 4;
  return kind == PLUS || kind == MINUS ? 5 : 6;
}

function appendNumber(n: u32): void {
  const length = decimalLength(n);
  writeDigits(append(length), n, length);
}

function number(item: i32): void {
  const wrapped = nextOf(item) >= 0;
  if (wrapped) appendByte(40);
  giveBack();
  const text = numeric_out(numericOf(item), numericLengthOf(item));
  appendResult(text, resultLength());
  if (wrapped) appendByte(41);
}

function operand(item: i32, operator: i32): void {
  print(item, false, priority(kindOf(item)) <= priority(operator));
}

function binary(item: i32, kind: i32): void {
  operand(operandOf(item, 0), kind);
  appendByte(32);
  appendWord(nameOf(kind));
  appendByte(32);
  operand(operandOf(item, 1), kind);
}

function level(n: u32): void {
  if (n == LAST_LEVEL) appendWord('last');
  else appendNumber(n);
}

function levels(first: u32, last: u32): void {
  appendWord('**');
  if (first == 0 && last == LAST_LEVEL) return;
  appendByte(123);
  level(first);
  if (first != last) {
    appendWord(' to ');
    level(last);
  }
  appendByte(125);
}

function subscripts(item: i32): void {
  const count = <i32>fieldOf(item, 0);
  appendByte(91);
  for (let i = 0; i < count; i++) {
    if (i != 0) appendByte(44);
    print(operandOf(item, 1 + 2 * i), false, false);
    const to = operandOf(item, 2 + 2 * i);
    if (to < 0) continue;
    appendWord(' to ');
    print(to, false, false);
  }
  appendByte(93);
}

/** The letters of like_regex's flags. */
function flags(bits: u32): void {
  if (bits == 0) return;
  appendWord(' flag "');
  if ((bits & 1) != 0) appendByte(105);
  if ((bits & 2) != 0) appendByte(115);
  if ((bits & 4) != 0) appendByte(109);
  if ((bits & 8) != 0) appendByte(120);
  if ((bits & 16) != 0) appendByte(113);
  appendByte(34);
}

function regex(item: i32): void {
  operand(regexOperand(item), LIKE_REGEX);
  appendWord(' like_regex ');
  appendString(patternOf(item), patternLengthOf(item));
  flags(fieldOf(item, 0));
}

/** What an operand in parentheses stands between. */
function wrapped(item: i32, before: string, after: string): void {
  appendWord(before);
  print(operandOf(item, 0), false, false);
  appendWord(after);
}

function method(item: i32, kind: i32): void {
  appendByte(46);
  appendWord(nameOf(kind));
  appendByte(40);
  if (kind == DECIMAL) {
    for (let n = 0; n < 2; n++) {
      const argument = operandOf(item, n);
      if (argument < 0) break;
      if (n != 0) appendByte(44);
      print(argument, false, false);
    }
  } else if (hasTimeArgument(kind) && operandOf(item, 0) >= 0) {
    print(operandOf(item, 0), false, false);
  }
  appendByte(41);
}

/** An item that stands for a value by itself, or accesses one. */
function accessor(item: i32, kind: i32, inKey: bool): void {
  if (inKey && (kind == KEY || kind == ANY || kind == ANY_KEY)) appendByte(46);
  if (kind == VARIABLE) appendByte(36);
  if (kind == STRING_ITEM || kind == KEY || kind == VARIABLE) appendString(textOf(item), textLengthOf(item));
  else if (kind == NULL_ITEM) appendWord('null');
  else if (kind == NUMERIC_ITEM) number(item);
  else if (kind == BOOL_ITEM) appendWord(load<u8>(contentOf(item)) != 0 ? 'true' : 'false');
  else if (kind == ANY_ARRAY) appendWord('[*]');
  else if (kind == ANY_KEY) appendByte(42);
  else if (kind == INDEX_ARRAY) subscripts(item);
  else if (kind == ANY) levels(fieldOf(item, 0), fieldOf(item, 1));
  else if (kind == CURRENT) appendByte(64);
  else if (kind == ROOT) appendByte(36);
  else if (kind == LAST) appendWord('last');
  else method(item, kind);
}

function printOne(item: i32, kind: i32, inKey: bool, inBrackets: bool): void {
  const accessed = nextOf(item) >= 0;
  if (kind == FILTER) return wrapped(item, '?(', ')');
  const sign = kind == PLUS || kind == MINUS;
  const test = kind == NOT || kind == IS_UNKNOWN || kind == EXISTS;
  if (!sign && !test && kind != LIKE_REGEX && !isBinary(kind)) return accessor(item, kind, inKey);
  const brackets = accessed || (inBrackets && !test);
  if (brackets) appendByte(40);
  if (sign) {
    appendByte(kind == PLUS ? 43 : 45);
    operand(operandOf(item, 0), kind);
  } else if (kind == NOT) {
    wrapped(item, '!(', ')');
  } else if (kind == IS_UNKNOWN) {
    wrapped(item, '(', ') is unknown');
  } else if (kind == EXISTS) {
    wrapped(item, 'exists (', ')');
  } else if (kind == LIKE_REGEX) {
    regex(item);
  } else {
    binary(item, kind);
  }
  if (brackets) appendByte(41);
}

/** The item and all that is applied to it. */
function print(first: i32, inKey: bool, brackets: bool): void {
  let key = inKey;
  let bracketed = brackets;
  for (let item = first; item >= 0; item = nextOf(item)) {
    printOne(item, kindOf(item), key, bracketed);
    key = true;
    bracketed = true;
  }
}

/** jsonpath → text. */
export function jsonpath_out(a: usize, length: i32): usize {
  openPath(a);
  begin();
  if (!lax) appendWord('strict ');
  print(0, false, true);
  return finish();
}
