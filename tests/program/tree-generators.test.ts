/** What the definitions become for rows that are JavaScript objects: exactly this text, and these outcomes. */
import { describe, expect, it } from 'vitest';
import { functionsByName } from '../../opcodes/families/core/functions.js';
import { steps } from '../../opcodes/machine/opcodes.js';
import { decisionOf } from '../../opcodes/analysis/outcomes.js';
import { maker } from '../../opcodes/targets/trees.js';

const function_ = (name: string) => {
  const found = functionsByName.get(name);
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
};
const stepNamed = (name: string) => {
  const found = steps.find((step) => step.name === name);
  if (found === undefined) throw new Error(`no step ${name}`);
  return found;
};
const lines = (text: string): string[] => text.split('\n').map((line) => line.trim());

describe('a function', () => {
  it('becomes a closure over the closures of its arguments', () => {
    expect(lines(maker(function_('int4lt'), false))).toEqual([
      '(a, b) => (row) => {',
      'const $a = a(row);',
      'const $b = b(row);',
      'if ($a === null || $b === null) return null;',
      'return +($a < $b);',
      '},',
    ]);
  });

  it('of a constant becomes a closure that need not ask whether that is null', () => {
    expect(lines(maker(function_('int84eq'), true))).toEqual([
      '(a, $b) => (row) => {',
      'const $a = a(row);',
      'if ($a === null) return null;',
      'return +($a === $b);',
      '},',
    ]);
  });
});

describe('a step that decides', () => {
  it('has an outcome for each state of its inputs', () => {
    // QUAL goes on for true only.
    expect(decisionOf(stepNamed('QUAL'))).toEqual({
      inputs: [{ operand: 0, boolean: true }],
      outcomes: [
        { writes: [], to: 1 },
        { writes: [], to: 'next' },
        { writes: [], to: 1 },
      ],
    });
    // The last argument of an OR that has seen a null: only true is not null.
    const { inputs, outcomes } = decisionOf(stepNamed('BOOL_OR_STEP_LAST'));
    expect(inputs.map(({ operand }) => operand)).toEqual([1, 2]);
    expect(outcomes.slice(3, 6).map(({ writes }) => writes)).toEqual([[[0, null]], [[0, 1]], [[0, null]]]);
  });

  it('that computes something is refused', () => {
    expect(() => decisionOf(stepNamed('SCAN_VAR_INT4'))).toThrow();
  });
});
