/** The baseline that a JIT is measured against: what a programmer would write for one predicate and these columns. */
import type { PredicateName } from '../predicates.js';
import * as numbers from './hand-written-numbers.js';
import * as money from './hand-written-money.js';
import * as text from './hand-written-text.js';
import type { Loop } from './loop.js';

export const handWritten: Readonly<Record<PredicateName, Loop>> = {
  eq: numbers.eq,
  'eq-notnull': numbers.eqNotNull,
  range: numbers.range,
  'or-text': text.orText,
  between: numbers.between,
  'in-list': numbers.inList,
  arith: numbers.arith,
  prefix: text.prefix,
  infix: text.infix,
  case: numbers.caseWhen,
  coalesce: numbers.coalesce,
  float: numbers.float,
  bigint: numbers.bigint,
  date: numbers.date,
  distinct: numbers.distinct,
  chain16: numbers.chain16,
  money: money.money,
  'money-arith': money.moneyArith,
};
