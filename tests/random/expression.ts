/** Random typed expressions as fast-check arbitraries, of a bounded depth. */
import fc from 'fast-check';
import type { TypeName } from '../../src/catalog/types.js';
import { schema, typeNames, valueText } from './columns.js';
import { callingConditions, productionsOf, type Production } from './productions.js';
import type { Tree } from './tree.js';

const leaf = (type: TypeName, template: string): Tree => ({ type, template, parts: [] });
const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A literal as people write it, or with its type before or behind it. */
function literal(type: TypeName): fc.Arbitrary<Tree> {
  return fc.tuple(valueText(type), fc.nat({ max: 2 })).map(([value, style]) => {
    if (type === 'bool') return leaf(type, value === 't' ? 'true' : 'false');
    const bare = (type === 'int4' && style < 2) || (type === 'text' && style < 2);
    if (bare) return leaf(type, type === 'text' ? quoted(value) : value.startsWith('-') ? `(${value})` : value);
    return leaf(type, style === 0 ? `${type} ${quoted(value)}` : `${quoted(value)}::${type}`);
  });
}

function leaves(type: TypeName): fc.Arbitrary<Tree> {
  const columns = schema.filter((column) => column.type === type).map((column) => leaf(type, column.name));
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...columns) },
    { weight: 4, arbitrary: literal(type) },
    { weight: 1, arbitrary: fc.constant(leaf(type, `NULL::${type}`)) },
  );
}

const made = new Map<string, fc.Arbitrary<Tree>>();

/** An expression of a type, at most `depth` deep. */
export function expressionOf(type: TypeName, depth: number): fc.Arbitrary<Tree> {
  const key = `${type} ${depth}`;
  let arbitrary = made.get(key);
  if (arbitrary === undefined) {
    arbitrary =
      depth === 0
        ? leaves(type)
        : fc.oneof({ weight: 1, arbitrary: leaves(type) }, { weight: 4, arbitrary: produced(type, depth) });
    made.set(key, arbitrary);
  }
  return arbitrary;
}

function produced(type: TypeName, depth: number): fc.Arbitrary<Tree> {
  return fc.oneof(
    ...productionsOf(type).map((production) => ({ weight: production.weight, arbitrary: filled(production, depth) })),
  );
}

function filled({ type, template, holes }: Production, depth: number): fc.Arbitrary<Tree> {
  return fc
    .tuple(...holes.map((hole) => (hole.literal ? literal(hole.type) : expressionOf(hole.type, depth - 1))))
    .map((parts) => ({ type, template, parts }));
}

/** Conditions on columns beside ones that call: an engine may run the former for many rows at once, and the latter for one row after the other. */
const besideCalls: fc.Arbitrary<Tree> = fc
  .tuple(
    expressionOf('bool', 1),
    fc.oneof(...callingConditions.map((production) => filled(production, 1))),
    expressionOf('bool', 1),
    fc.constantFrom('($ AND $ AND $)', '($ OR $ OR $)', '(($ OR $) AND $)', '(NOT $ AND $ AND $)'),
    fc.nat({ max: 2 }),
  )
  .map(([first, call, last, template, place]) => {
    const parts = [first, last];
    parts.splice(place, 0, call);
    return { type: 'bool', template, parts };
  });

/** Any expression: two in three are booleans, as filters are. */
export function anyExpression(depth: number): fc.Arbitrary<Tree> {
  const depths = Array.from({ length: depth }, (_, i) => i + 1);
  return fc.oneof(
    { weight: typeNames.length, arbitrary: fc.oneof(...depths.map((d) => expressionOf('bool', d))) },
    { weight: typeNames.length, arbitrary: besideCalls },
    {
      weight: typeNames.length,
      arbitrary: fc.oneof(...depths.flatMap((d) => typeNames.map((type) => expressionOf(type, d)))),
    },
  );
}

/** The seed of a run: `SEED` in the environment, or always the same. */
export const seedOfRun = (): number => Number(process.env['SEED'] ?? 20250101);
