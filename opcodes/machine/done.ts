/** How a row begins and ends. */
import { control } from '../language/control.js';
import {
  defineStep,
  done,
  immediate,
  input,
  operand,
  row,
  store,
  slotValue,
  type StepDefinition,
} from '../language/step.js';
import { rareOver } from '../language/meaning.js';
import { i32 } from '../language/term.js';
import { lanes, toLanes, type Representation } from '../language/value.js';

const all: readonly Representation[] = ['i32', 'i64', 'f32', 'f64', 'ref'];
/** Where the result of a scalar program goes: 8 bytes a row. */
const result = i32.add(immediate('results'), i32.shl(row, i32.const(3)));

export const doneSteps: readonly StepDefinition[] = [
  defineStep({
    name: 'RESET_EXPRCONTEXT',
    role: 'resetScratch',
    summary: 'Frees the texts that the row before has made.',
    overRows: 'skip',
    operands: [],
    body: [store('i32.store', i32.const(0), control.scratchNext, i32.load(i32.const(0), control.scratchStart))],
  }),
  ...all.map((r) =>
    defineStep({
      name: `ASSIGN_TMP_${r.toUpperCase()}`,
      mnemonic: 'ASSIGN_TMP',
      ...rareOver(r),
      summary: 'Stores the value of a scalar program: 8 bytes a row, of a text its pointer and length.',
      overRows: 'give',
      operands: [input('a', r), operand('results', 'address')],
      body: toLanes(slotValue(r, 'a')).map((lane, i) => store(`${lanes[r][i]?.type}.store`, result, i * 4, lane)),
    }),
  ),
  defineStep({
    name: 'DONE_RETURN',
    role: 'end',
    summary: 'Ends the row: the slot, which is 0 or 1, is its bit in the bitmap.',
    overRows: 'decide',
    operands: [input('a', 'i32')],
    body: [done(slotValue('i32', 'a'))],
  }),
];
