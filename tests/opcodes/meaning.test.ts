/** What steps declare for the passes, held against what their bodies do. */
import { describe, expect, test } from 'vitest';
import { decisionOf, type Known, type Outcome } from '../../opcodes/analysis/outcomes.js';
import type { Facts } from '../../opcodes/language/meaning.js';
import type { StepDefinition } from '../../opcodes/language/step.js';
import { inlinedFunctions, steps } from '../../opcodes/machine/opcodes.js';
import { effects } from '../../opcodes/targets/effects.js';

const byName = new Map([...steps, ...inlinedFunctions].map((step) => [step.name, step]));
const found = (name: string): StepDefinition => {
  const step = byName.get(name);
  if (step === undefined) throw new Error(`a definition names the step ${name}, which there is not`);
  return step;
};
const operandNames = ({ operands }: StepDefinition): string[] => operands.map(({ name }) => name);

test('a step that reads a null flag says what that means', () => {
  const silent = steps.filter(
    (step) => step.nulls === undefined && [...effects(step).values()].some((effect) => effect.has('readNull')),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('each part is played by one step', () => {
  const roles = steps.flatMap(({ role }) => (role === undefined ? [] : [role]));
  expect(roles.sort()).toEqual(['clearFlag', 'end', 'nullJump', 'resetScratch', 'strictCheck', 'test']);
});

test('the form that takes a step’s place finds its operands in it, and asks less of nulls', () => {
  const flagsRead = (step: StepDefinition): number =>
    [...effects(step).values()].filter((effect) => effect.has('readNull')).length;
  const withForms = steps.filter(({ forms }) => forms !== undefined);
  expect(withForms.length).toBeGreaterThan(50);
  for (const step of withForms) {
    for (const form of step.forms ?? []) {
      expect(operandNames(step), step.name).toEqual(expect.arrayContaining([...form.notNull]));
      if (form.step === undefined) continue;
      expect(operandNames(step), step.name).toEqual(expect.arrayContaining(operandNames(found(form.step))));
      if (step.layout === undefined) expect(flagsRead(found(form.step)), step.name).toBeLessThan(flagsRead(step));
    }
  }
});

/** What a step does in one state of its inputs: the inputs and outputs by name, and where it goes on. */
interface Case {
  readonly inputs: ReadonlyMap<string, Known>;
  readonly outputs: ReadonlyMap<string, Known>;
  readonly to: Outcome['to'];
}
function casesOf(step: StepDefinition): Case[] {
  const { inputs, outcomes } = decisionOf(step);
  const name = (place: number): string => step.operands[place]?.name ?? '';
  const sizes = inputs.map(({ boolean }) => (boolean ? 3 : 2));
  return outcomes.map(({ writes, to }, state) => {
    let rest = state;
    const known = new Map<string, Known>();
    for (let i = inputs.length - 1; i >= 0; i--) {
      const size = sizes[i] ?? 1;
      const value = rest % size;
      // A flag's states are not null, null; the value under it is not asked.
      known.set(name(inputs[i]?.operand ?? -1), value === size - 1 ? null : value === 0 ? 0 : 1);
      rest = Math.floor(rest / size);
    }
    return { inputs: known, outputs: new Map(writes.map(([place, value]) => [name(place), value])), to };
  });
}
const isSo = ({ inputs }: Case, { holds, notNull = [] }: Facts = {}): boolean =>
  (holds === undefined || inputs.get(holds) === 1) && notNull.every((operand) => inputs.get(operand) !== null);

describe.each(steps.filter(({ overRows }) => overRows === 'decide').map((step) => [step.name, step] as const))(
  '%s',
  (_, step) => {
    const cases = casesOf(step);
    const { nulls = {}, forms = [] } = step;

    test('what it says of nulls is so in each state of its inputs', () => {
      const wrong = cases.filter((one) => {
        const { inputs, outputs, to } = one;
        const result = outputs.get('result');
        const anyNull = [...inputs.values()].includes(null);
        return (
          (nulls.result === 'never' && [...outputs.values()].includes(null)) ||
          (nulls.result === 'strict' && (result === null) !== anyNull) ||
          (to === 'next' && !isSo(one, nulls.next)) ||
          (typeof to === 'number' && !isSo(one, nulls.jump)) ||
          (result === 1 && !isSo(one, nulls.whenTrue))
        );
      });
      expect(wrong).toEqual([]);
    });

    test('its forms do what it does where the inputs are not null', () => {
      for (const form of forms) {
        const expected = cases.filter(({ inputs }) => form.notNull.every((operand) => inputs.get(operand) !== null));
        const actual = form.step === undefined ? undefined : casesOf(found(form.step));
        for (const { inputs, outputs, to } of expected) {
          const same = actual?.find((one) =>
            [...one.inputs].every(([operand, value]) => inputs.get(operand) === value),
          );
          const target = (place: Outcome['to'], of: StepDefinition) =>
            typeof place === 'number' ? of.operands[place]?.name : place;
          expect(same === undefined ? 'next' : target(same.to, found(form.step ?? ''))).toEqual(target(to, step));
          const written = [...outputs].filter(([operand]) => form.step !== undefined || operand !== 'result');
          expect(same === undefined ? [] : [...same.outputs]).toEqual(written);
        }
      }
      expect(cases.length).toBeGreaterThan(0);
    });
  },
);
