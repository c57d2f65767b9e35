/**
 * Rung 4: the last conjunct of a WHERE need not be branched on. Where QUAL would accept the row or reject it, its value is the row's bit as it
 * is, which spares a branch that a processor guesses wrong in up to half of the rows.
 */
import { opcodeOf, operandOf, stepOf } from '../operands.js';
import { isLabel, opcodeInfo, type Draft, type Item } from '../steps.js';

export function returnLastQual(draft: Draft): Draft {
  const items = [...draft.items];
  for (let i = 0; i + 1 < items.length; i++) {
    const [qual, accept, label, reject] = items.slice(i, i + 4);
    if (qual === undefined || isLabel(qual) || opcodeInfo(qual.opcode).role !== 'test') continue;
    const a = operandOf(qual, 'a');
    const rejects =
      label !== undefined && isLabel(label) && label.label === operandOf(qual, 'target') && returns(draft, reject, 0);
    if (!rejects || !returns(draft, accept, 1) || !givesBit(items[i - 1], a)) continue;
    items.splice(i, 2, stepOf(opcodeOf('end'), { a }));
    const jumped = items.some(
      (item) =>
        !isLabel(item) &&
        opcodeInfo(item.opcode).operands.some(
          (operand, place) => operand.kind === 'jump' && item.operands[place] === label.label,
        ),
    );
    // Without another jump the rejecting end cannot be reached.
    if (!jumped) items.splice(i + 1, 2);
    break;
  }
  return { ...draft, items };
}

/** Does the step write 0 or 1 to the slot? Only such a value may end a row. */
function givesBit(item: Item | undefined, slot: number): boolean {
  if (item === undefined || isLabel(item)) return false;
  return opcodeInfo(item.opcode).operands.some((operand, place) => operand.writesBit && item.operands[place] === slot);
}

/** Is it the end of a row with that constant? */
function returns(draft: Draft, item: Item | undefined, value: number): boolean {
  return (
    item !== undefined &&
    !isLabel(item) &&
    opcodeInfo(item.opcode).role === 'end' &&
    draft.constants[operandOf(item, 'a')]?.value === value
  );
}
