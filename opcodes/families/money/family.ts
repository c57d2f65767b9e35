/** money: amounts in hundredths, in the locale "C" (utils/adt/cash.c). */
import { defineFamily } from '../../language/family.js';
import { defineType } from '../../language/type.js';
import { arithmetic } from './arithmetic.js';
import { moneyErrors } from './errors.js';
import { moneyFunctions } from './functions.js';

/** An int8, the number of hundredths. */
const moneyType = defineType({
  name: 'money',
  oid: 790,
  sqlName: 'money',
  representation: 'i64',
  storage: 'INT8',
  input: 'cash_in',
  output: 'cash_out',
  equal: 'cash_eq',
});

export const money = defineFamily({
  name: 'money',
  number: 13,
  summary: 'Amounts of money.',
  types: [moneyType],
  errors: moneyErrors,
  functions: [...moneyFunctions, ...arithmetic],
});
