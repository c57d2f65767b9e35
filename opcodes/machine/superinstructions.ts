/**
 * Which superinstructions there are: a scan (of a column, or of an attribute at a known place) and a comparison, with the null check between them where the column can be null, and
 * with the QUAL behind them where they are a conjunct of a WHERE. The families are those that filters are made of; the count is kept small because every
 * case makes a switch longer (see docs/adr).
 */
import { fuse, type FusedDefinition, type Part } from '../language/fuse.js';
import type { StepDefinition } from '../language/step.js';

const scans: readonly { readonly storage: string; readonly families: readonly string[] }[] = [
  { storage: 'INT4', families: ['INT4', 'DATE_'] },
  { storage: 'INT8', families: ['INT8', 'INT84', 'TIMESTAMP_'] },
  { storage: 'FLOAT8', families: ['FLOAT8'] },
];
const operators = ['EQ', 'NE', 'LT', 'LE', 'GT', 'GE'];

/** The superinstructions over the steps there are. */
export function superinstructions(steps: readonly StepDefinition[]): FusedDefinition[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const find = (name: string): StepDefinition => {
    const step = byName.get(name);
    if (step === undefined) throw new Error(`no step ${name}`);
    return step;
  };
  const scan = (name: string): Part => ({ step: find(name), operands: { result: 'a', column: 'column' } });
  const fetch = (storage: string): Part => ({
    step: find(`FETCHATT_${storage}_AT`),
    operands: { result: 'a', base: 'base', offset: 'offset' },
  });
  const jumpIfNull: Part = { step: find('JUMP_IF_NULL'), operands: { a: 'a', target: 'ifNull' } };
  const qual: Part = { step: find('QUAL_NOTNULL'), operands: { a: 'result', target: 'target' } };

  const compared = scans.flatMap(({ storage, families }) =>
    families.flatMap((family) =>
      operators.map((op) => ({ storage, name: family + op })).filter(({ name }) => byName.has(name)),
    ),
  );
  return compared.flatMap(({ storage, name }) => {
    const compare: Part = { step: find(name), operands: { result: 'result', a: 'a', b: 'b' } };
    return [
      fuse([scan(`SCAN_VAR_${storage}_NOTNULL`), compare, qual], ['a', 'result']),
      fuse([scan(`SCAN_VAR_${storage}`), jumpIfNull, compare, qual], ['a', 'result']),
      fuse([scan(`SCAN_VAR_${storage}_NOTNULL`), compare], ['a']),
      fuse([fetch(storage), compare, qual], ['a', 'result']),
      fuse([fetch(storage), compare], ['a']),
      fuse([compare, qual], ['result']),
    ];
  });
}
