/** What an opcode has to do with nulls, worked out from its name and its operands once. */
import { opcodes } from '../opcodes.generated.js';

export interface NullEffect {
  /** Is its result never null, or not null when no argument is whose null flag it reads, or is nothing known? */
  readonly gives: 'value' | 'strict' | 'anything';
  /** What is known when the next step is reached, or of the first operand where it jumps to (`null`: it is so on the way on). */
  readonly then: 'true' | 'not null' | 'second not null' | 'both not null' | 'null' | 'never' | 'nothing';
  /** What a result that is true says. */
  readonly means: 'second is true' | 'second is not null' | 'arguments are not null' | 'nothing';
  /** What a result that is not null says: the column is not null, or the arguments are not. */
  readonly from: 'column' | 'arguments' | 'nothing';
}

export function nullEffect(opcode: number): NullEffect {
  return effects[opcode] ?? none;
}

const none: NullEffect = { gives: 'anything', then: 'nothing', means: 'nothing', from: 'nothing' };

const effects: readonly NullEffect[] = opcodes.map((info) => ({
  gives: gives(info),
  then: then(info),
  means: means(info),
  from: from(info),
}));

type Info = (typeof opcodes)[number];

/** A step that leaves the flag alone has no null; others say so by what they read. */
function gives({ name, operands }: Info): NullEffect['gives'] {
  if (!operands.some((operand) => operand.kind === 'out' && operand.writeNull)) return 'value';
  if (/^(MOVE_|FUNCEXPR_STRICT_|HASHED_|BOOL_NOT_STEP$)/.test(name)) return 'strict';
  return /^(BOOL_(AND|OR)_STEP_FIRST|SET_NOTNULL)$/.test(name) ? 'value' : 'anything';
}

function then({ name, ends }: Info): NullEffect['then'] {
  switch (name) {
    case 'QUAL':
    case 'QUAL_NOTNULL':
    case 'JUMP_IF_NOT_TRUE':
      return 'true';
    case 'JUMP_IF_NULL':
      return 'not null';
    case 'STRICT_CHECK':
      return 'second not null';
    case 'JUMP_IF_NOT_NULL':
      return 'null';
    case 'DISTINCT':
      return 'both not null';
    default:
      return ends ? 'never' : 'nothing';
  }
}

function means({ name }: Info): NullEffect['means'] {
  if (name === 'BOOLTEST_IS_TRUE') return 'second is true';
  if (name === 'NULLTEST_ISNOTNULL' || name.startsWith('BOOL_NOT_STEP')) return 'second is not null';
  return /^(FUNCEXPR_|HASHED_)/.test(name) ? 'arguments are not null' : 'nothing';
}

function from({ name }: Info): NullEffect['from'] {
  if (name.startsWith('SCAN_VAR_')) return 'column';
  return /^(FUNCEXPR_|BOOL_NOT_STEP)/.test(name) ? 'arguments' : 'nothing';
}
