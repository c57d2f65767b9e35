/**
 * FUNCEXPR: calls of a function through the function table, the generic way. STRICT checks the arguments
 * for null first; the rungs of the ladder drop the checks that are not needed (LEFT and RIGHT name the one argument that is
 * still checked) and then the call. There is one step for every signature, because WebAssembly's calls are typed.
 */
import { representations, signature, type FunctionDefinition } from '../language/function.js';
import type { Form, Meaning } from '../language/meaning.js';
import { isRare } from '../language/rare.js';
import {
  defineStep,
  ifThen,
  immediate,
  input,
  isNull,
  operand,
  output,
  set,
  setNull,
  slotValue,
  type StepDefinition,
} from '../language/step.js';
import { callFunction, i32, type Term } from '../language/term.js';
import { resultLength, toLanes, type Representation } from '../language/value.js';

interface Check {
  readonly mnemonic: string;
  readonly args: readonly string[];
}
const checks: Readonly<Record<number, readonly Check[]>> = {
  1: [
    { mnemonic: 'FUNCEXPR_STRICT_1', args: ['a'] },
    { mnemonic: 'FUNCEXPR_1', args: [] },
  ],
  2: [
    { mnemonic: 'FUNCEXPR_STRICT_2', args: ['a', 'b'] },
    { mnemonic: 'FUNCEXPR_STRICT_2_LEFT', args: ['a'] },
    { mnemonic: 'FUNCEXPR_STRICT_2_RIGHT', args: ['b'] },
    { mnemonic: 'FUNCEXPR_2', args: [] },
  ],
};

/** The calls that check fewer of the arguments that this one checks, the fewest first. */
function forms(sig: string, arity: number, { args }: Check): Form[] {
  return (checks[arity] ?? [])
    .filter((fewer) => fewer.args.length < args.length && fewer.args.every((arg) => args.includes(arg)))
    .sort((a, b) => a.args.length - b.args.length)
    .map(({ mnemonic, args: left }) => ({
      notNull: args.filter((arg) => !left.includes(arg)),
      step: `${mnemonic}_${sig}`,
    }));
}

function step(
  sig: string,
  args: readonly Representation[],
  result: Representation,
  check: Check,
  rarity: Pick<Meaning, 'rare'>,
): StepDefinition {
  const names = ['a', 'b'].slice(0, args.length);
  const lanes = names.flatMap((name, i) => toLanes(slotValue(args[i] ?? 'i32', name)));
  const called = callFunction(result === 'ref' ? 'i32' : result, immediate('func'), lanes);
  const call = set(
    'result',
    result,
    result === 'ref' ? { pointer: called as Term<'i32'>, length: resultLength } : called,
  );
  const [first, second] = check.args.map(isNull);
  const anyNull = first && second ? i32.or(first, second) : first;
  return defineStep({
    name: `${check.mnemonic}_${sig}`,
    mnemonic: check.mnemonic,
    ...rarity,
    ...(check.args.length === 0 ? {} : { nulls: { result: 'strict' }, forms: forms(sig, args.length, check) }),
    overRows: 'call',
    summary:
      anyNull === undefined
        ? 'Calls a function whose arguments are known not to be null.'
        : `Null if ${check.args.join(' or ')} is null, else calls a function.`,
    operands: [
      output('result', result),
      operand('func', 'function'),
      ...names.map((name, i) => input(name, args[i] ?? 'i32')),
    ],
    body: anyNull === undefined ? [call] : [setNull('result', anyNull), ifThen(i32.eqz(anyNull), [call])],
  });
}

/** The steps for every signature among the functions. */
export function callSteps(functions: readonly FunctionDefinition[]): StepDefinition[] {
  const signatures = new Map(functions.map((f) => [signature(f), f]));
  const frequent = new Set(functions.filter((f) => !isRare(f)).map(signature));
  return [...signatures].flatMap(([sig, f]) =>
    (checks[f.args.length] ?? []).map((check) =>
      step(
        sig,
        f.args.map((arg) => representations[arg.type]),
        representations[f.result],
        check,
        frequent.has(sig) ? {} : { rare: true },
      ),
    ),
  );
}
