/** A program as text, in PostgreSQL's vocabulary: what `explain` prints. */
import type { Schema } from '../sql/expression.js';
import { decode, type DecodedStep } from './decode.js';
import type { OperandInfo } from './metadata.js';
import { functionInfo } from '../functions/functions.js';
import type { Program } from './program.js';

/** One line a step: its place, its name, what it writes ← what it reads, and where it may go. `schema` gives the columns' names. */
export function disassemble(program: Program, schema: Schema = []): string {
  const lines: string[] = [];
  program.constants.forEach((_, slot) => {
    lines.push(`      constant ${slotName(program, slot)} = ${constantText(program, slot)}`);
  });
  program.tables.forEach((table, n) => {
    const values =
      table.kind === 'state'
        ? `${table.make}(${table.values.map((value) => `'${value}'`).join(', ')})`
        : `${table.values.length} values (${table.representation})`;
    lines.push(`      table ${n}: ${table.kind} of ${values}`);
  });
  for (const step of decode(program.code)) {
    if (step !== undefined) lines.push(stepText(program, schema, step));
  }
  return `${lines.join('\n')}\n`;
}

/** `   6  FUNCEXPR_STRICT_2   s2 ← int4eq(s1, 42)`. */
function stepText(program: Program, schema: Schema, step: DecodedStep): string {
  const at = (kind: OperandInfo['kind']) =>
    step.info.operands.flatMap((operand, i) => (operand.kind === kind ? [step.operands[i] ?? 0] : []));
  const outs = at('out').map((slot) => slotName(program, slot));
  const func = at('function').map((n) => functionInfo(n).name);
  const reads = step.info.operands.flatMap((operand, i): string[] => {
    const value = step.operands[i] ?? 0;
    switch (operand.kind) {
      case 'in':
      case 'const':
        return [value < program.constants.length ? constantText(program, value) : slotName(program, value)];
      case 'column':
        return [schema[value]?.name ?? `column ${value}`];
      case 'param':
        return [`$${value + 1}`];
      case 'address':
        return value < 0 ? [] : [`table ${value}`];
      case 'number':
        return [`${operand.name} ${value}`];
      default:
        return [];
    }
  });
  const jumps = [...new Set(at('jump'))].map((target) => ` → ${target}`).join('');
  const call = func.length > 0 ? `${func[0]}(${reads.join(', ')})` : reads.join(', ');
  const effect = [outs.join(', '), call].filter((part) => part !== '').join(' ← ');
  return `${String(step.at).padStart(4)}  ${(step.info.mnemonic ?? step.info.name).padEnd(24)} ${effect}${jumps}`.trimEnd();
}

const slotName = (program: Program, slot: number): string =>
  slot < program.constants.length ? `c${slot}` : `s${slot - program.constants.length}`;

function constantText(program: Program, slot: number): string {
  const constant = program.constants[slot];
  if (constant === undefined) return '?';
  const { type, value } = constant;
  if (type === 'text') return `'${String(value).replaceAll("'", "''")}'`;
  if (type === 'bool') return value ? 'true' : 'false';
  return Object.is(value, -0) ? '-0' : String(value);
}
