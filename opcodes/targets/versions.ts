/**
 * The versions of a step for an interpreter that keeps the value written last in registers, as a stack machine keeps the top of its stack (M. A. Ertl, "Stack
 * caching for interpreters", PLDI 1995): a version takes an operand from the registers instead of its slot, leaves its result there, or both.
 * Which version a step of a program becomes is decided when the program is loaded (src/engines/wasm-interpreter/registers.ts).
 */
import type { Operand, StepDefinition } from '../language/step.js';
import type { FusedDefinition } from '../language/fuse.js';
import { effects } from './effects.js';

export interface Version {
  /** The `in` operand that is in the registers. */
  readonly input?: string;
  /** The `out` operand that stays in the registers. */
  readonly output?: string;
}
export interface Opcode {
  readonly number: number;
  readonly step: StepDefinition;
}
export interface VersionedOpcode extends Opcode {
  readonly version: Version;
}

/** How many of a step's `in` operands, from the first, have versions that take them from the registers. */
const registerInputs = 2;

/**
 * A step's versions by their kind, undefined where there is none. Kind 0 is the step as it is; bit 0 of a kind says that the result stays in the registers, the bits above
 * it which operand comes from them: 0 none, 1 the first `in` operand, 2 the second. A superinstruction that begins with a value of the row
 * needs nothing of what was before it.
 */
export function versionsOf(step: StepDefinition): readonly (Version | undefined)[] {
  const output = registerOutput(step);
  const beginsAnew = 'parts' in step && (step as FusedDefinition).parts[0]?.step.layout !== undefined;
  const inputs = beginsAnew ? [] : step.operands.filter(({ kind }) => kind === 'in').slice(0, registerInputs);
  return [undefined, ...inputs].flatMap((input): (Version | undefined)[] => {
    const taken = input === undefined ? {} : { input: input.name };
    return [taken, output === undefined ? undefined : { ...taken, output: output.name }];
  });
}

/** The one slot that a step writes, if it writes one whole value there and does not read it again. */
function registerOutput(step: StepDefinition): Operand | undefined {
  const [output, ...others] = step.operands.filter(({ kind }) => kind === 'out');
  if (output?.representation === undefined || others.length > 0) return undefined;
  const effect = effects(step).get(output.name);
  return effect?.has('writeValue') && !effect.has('readValue') && !effect.has('readNull') ? output : undefined;
}

/** The versions of each step that are worth their place in a table: those of the steps that filters are made of, IN lists among them. */
function chosenVersions(steps: readonly StepDefinition[]): readonly (readonly (Version | undefined)[])[] {
  const looksUp = ({ operands }: StepDefinition): boolean => operands.some(({ table }) => table !== undefined);
  return steps.map((step) => (step.rare !== true || looksUp(step) ? versionsOf(step) : [{}]));
}

/** All opcodes as they are, and behind them, numbered on from the greatest number, their versions. */
export function withVersions(opcodes: readonly Opcode[]): readonly VersionedOpcode[] {
  let next = Math.max(-1, ...opcodes.map(({ number }) => number)) + 1;
  const versions = chosenVersions(opcodes.map(({ step }) => step));
  const added = opcodes.flatMap(({ step }, i) =>
    (versions[i] ?? []).flatMap((version, kind) =>
      kind === 0 || version === undefined ? [] : [{ number: next++, step, version }],
    ),
  );
  return [...opcodes.map((opcode) => ({ ...opcode, version: {} })), ...added];
}

/** Which versions each opcode has, a base-32 digit an opcode: bit n of it stands for kind n + 1. */
export function versionDigits(steps: readonly StepDefinition[]): string {
  const digit = (versions: readonly (Version | undefined)[]): number =>
    versions.reduce((sum, version, kind) => (kind === 0 || version === undefined ? sum : sum | (1 << (kind - 1))), 0);
  return chosenVersions(steps)
    .map((versions) => digit(versions).toString(32))
    .join('');
}
