/** The versions of steps that keep values in registers: which there are, and that the loader numbers them as the generator does. */
import { expect, test } from 'vitest';
import { versionDigits, versionsOf, withVersions, type Version } from '../../opcodes/targets/versions.js';
import type { StepDefinition } from '../../opcodes/language/step.js';
import { opcodes } from '../../opcodes/machine/opcodes.js';
import { Versions } from '../../src/engines/wasm-interpreter/versions.js';

const named = (name: string): StepDefinition => {
  const found = opcodes.find((opcode) => opcode.name === name);
  if (found === undefined) throw new RangeError(`no opcode ${name}`);
  return found;
};

/** `a→`: the operand a comes from the registers; `→result`: the result stays there. The step as it is needs no mention. */
const text = (version: Version): string => `${version.input ?? ''}→${version.output ?? ''}`;
const kinds = (name: string): string[] =>
  versionsOf(named(name)).flatMap((version, kind) => (kind === 0 || version === undefined ? [] : [text(version)]));

test.each([
  ['a scan leaves its value', 'SCAN_VAR_INT4', ['→result']],
  [
    'a function of two arguments takes either and leaves its result',
    'INT4PL',
    ['→result', 'a→', 'a→result', 'b→', 'b→result'],
  ],
  ['a conjunct takes what it tests', 'QUAL', ['a→']],
  ['a null check takes the null flag', 'JUMP_IF_NULL', ['a→']],
  ['of two slots that are written, none stays', 'BOOL_AND_STEP_FIRST', ['a→']],
  ['a null flag alone does not stay: the value under it is elsewhere', 'CONST_NULL', []],
  ['a superinstruction that begins with a column takes nothing', 'SCAN_VAR_INT4_NOTNULL+INT4EQ', ['→result']],
  ['a superinstruction that begins with a comparison takes its operands', 'INT4EQ+QUAL_NOTNULL', ['a→', 'b→']],
])('%s (%s)', (_, name, expected) => {
  expect(kinds(name)).toEqual(expected);
});

test('opcodes keep their numbers, and their versions are numbered on behind the greatest', () => {
  const sparse = ['QUAL', 'INT4PL', 'SCAN_VAR_INT4'].map((name, i) => ({ number: 10 * (3 - i), step: named(name) }));
  const all = withVersions(sparse);
  expect(all.slice(0, 3)).toEqual(sparse.map((opcode) => ({ ...opcode, version: {} })));
  expect(all.slice(3).map(({ number, step, version }) => `${number} ${step.name} ${text(version)}`)).toEqual([
    '31 QUAL a→',
    '32 INT4PL →result',
    '33 INT4PL a→',
    '34 INT4PL a→result',
    '35 INT4PL b→',
    '36 INT4PL b→result',
    '37 SCAN_VAR_INT4 →result',
  ]);
});

test('rare functions have no versions, so that the table stays small', () => {
  const versioned = new Set(
    withVersions(opcodes.map((step, number) => ({ number, step }))).flatMap(({ step, version }) =>
      text(version) === '→' ? [] : [step.name],
    ),
  );
  expect(versioned.has('INT4PL')).toBe(true);
  expect(versioned.has('FLOAT48MUL')).toBe(false);
  expect(versioned.has('HASHED_SCALARARRAYOP_I32')).toBe(true);
});

test('the loader finds each version under the number that the generator has given it, and no other', () => {
  const generated = new Map(
    withVersions(opcodes.map((step, number) => ({ number, step }))).map(({ number, step, version }) => [
      `${step.name} ${text(version)}`,
      number,
    ]),
  );
  const versions = new Versions(versionDigits(opcodes));
  const wrong = opcodes.flatMap((step, opcode) => {
    const inputs = step.operands.filter(({ kind }) => kind === 'in').map(({ name }) => name);
    const outputs = step.operands.filter(({ kind }) => kind === 'out').map(({ name }) => name);
    return [undefined, ...inputs].flatMap((input, place) =>
      [false, true].flatMap((output) => {
        const found = versions.number(opcode, place, output);
        const name = `${step.name} ${input ?? ''}→${output ? (outputs[0] ?? '?') : ''}`;
        return found === generated.get(name) ? [] : [`${name} is ${generated.get(name)}, not ${found}`];
      }),
    );
  });
  expect(wrong).toEqual([]);
  expect(generated.size).toBeGreaterThan(opcodes.length * 2);
});
