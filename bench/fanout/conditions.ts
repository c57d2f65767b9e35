/** The predicates of the scenario `fanout` as plain conditions, from which each rival's own language is made, and the events that they are asked about. */

export interface FanoutEvent {
  readonly id: number;
  readonly org: number;
  readonly total: number;
  readonly qty: number;
  readonly name: string;
  readonly city: string;
}

export const eventSchema = {
  id: 'int8 not null',
  org: 'int4 not null',
  total: 'float8 not null',
  qty: 'int4 not null',
  name: 'text not null',
  city: 'text not null',
} as const;

type Column = keyof FanoutEvent;
export interface Condition {
  readonly column: Column;
  readonly op: '=' | '<>' | '<' | '<=' | '>' | '>=' | 'prefix';
  readonly value: number | string;
}
/** All must be true. */
export type Conjunction = readonly Condition[];

export const fanoutKinds = ['one shape', 'one shape without =', 'ten shapes', 'all different'] as const;
export type FanoutKind = (typeof fanoutKinds)[number];

const cities = ['Oslo', 'Rome', 'Bern', 'Paris', 'Lima', 'Cairo', 'Quito', 'Delhi'];

/** Numbers that are the same for a seed. */
function randomBelow(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
type Below = ReturnType<typeof randomBelow>;

/** A literal for a column. Subscriptions are narrow: a bound is near the end where few events are. */
function literal(below: Below, column: Column, op: Condition['op']): number | string {
  const near = (limit: number): number => {
    const distance = below(Math.ceil(limit / 8));
    return op === '<' || op === '<=' ? distance : limit - 1 - distance;
  };
  switch (column) {
    case 'id':
      return op === '=' || op === '<>' ? below(1_000_000) : near(1_000_000);
    case 'org':
      return op === '=' || op === '<>' ? below(1000) : near(1000);
    case 'total':
      return near(10_000) + 0.5;
    case 'qty':
      return op === '=' || op === '<>' ? below(100) : near(100);
    case 'name':
      return op === 'prefix' ? `n${below(900) + 100}` : `n${below(100_000)}`;
    case 'city':
      return op === 'prefix' ? (cities[below(8)] ?? '').slice(0, 2) : (cities[below(8)] ?? '');
  }
}

type Shape = readonly (readonly [Column, Condition['op']])[];

/** All pairs of a column and an operator that are worth asking. */
const pairs: Shape = [
  ...(['id', 'org', 'qty'] as const).flatMap((column) =>
    (['=', '<>', '<', '<=', '>', '>='] as const).map((op) => [column, op] as const),
  ),
  ...(['<', '<=', '>', '>='] as const).map((op) => ['total', op] as const),
  ...(['name', 'city'] as const).flatMap((column) =>
    (['=', '<>', 'prefix', '>', '<='] as const).map((op) => [column, op] as const),
  ),
];

const tenShapes: readonly Shape[] = [
  [
    ['org', '='],
    ['total', '>'],
  ],
  [
    ['org', '='],
    ['qty', '<'],
    ['city', '='],
  ],
  [
    ['city', '='],
    ['total', '>='],
    ['qty', '>'],
  ],
  [
    ['name', 'prefix'],
    ['qty', '<>'],
  ],
  [
    ['id', '>'],
    ['total', '<'],
  ],
  [
    ['qty', '='],
    ['org', '<>'],
    ['total', '>'],
  ],
  [
    ['name', '='],
    ['city', '<>'],
  ],
  [
    ['total', '>'],
    ['qty', '<'],
  ],
  [
    ['city', 'prefix'],
    ['org', '<'],
    ['total', '<='],
  ],
  [
    ['id', '<='],
    ['name', 'prefix'],
  ],
];

function shapesOf(kind: FanoutKind, below: Below): () => Shape {
  const seen = new Set<string>();
  let next = 0;
  switch (kind) {
    case 'one shape':
      return () => tenShapes[0] ?? [];
    case 'one shape without =':
      return () => [
        ['total', '>'],
        ['qty', '<'],
      ];
    case 'ten shapes':
      return () => tenShapes[next++ % tenShapes.length] ?? [];
    case 'all different':
      return () => {
        for (;;) {
          const chosen = new Set<number>();
          const length = 3 + below(3);
          while (chosen.size < length) chosen.add(below(pairs.length));
          const key = [...chosen].join();
          if (seen.has(key)) continue;
          seen.add(key);
          return [...chosen].flatMap((pair) => (pairs[pair] === undefined ? [] : [pairs[pair]]));
        }
      };
  }
}

export function fanoutPredicates(kind: FanoutKind, count: number, seed: number): Conjunction[] {
  const below = randomBelow(seed);
  const shape = shapesOf(kind, below);
  return Array.from({ length: count }, () =>
    shape().map(([column, op]) => ({ column, op, value: literal(below, column, op) })),
  );
}

export function fanoutEvents(count: number, seed: number): FanoutEvent[] {
  const below = randomBelow(seed + 1);
  return Array.from({ length: count }, () => ({
    id: below(1_000_000),
    org: below(1000),
    total: below(10_000),
    qty: below(100),
    name: `n${below(100_000)}`,
    city: cities[below(8)] ?? '',
  }));
}

/** What a person would write for one predicate; the texts are ASCII, so that JavaScript orders them as PostgreSQL's collation "C" does. */
export const holds = (conjunction: Conjunction, event: FanoutEvent): boolean =>
  conjunction.every(({ column, op, value }) => compares[op](event[column], value));

const compares: Readonly<Record<Condition['op'], (own: number | string, value: number | string) => boolean>> = {
  '=': (own, value) => own === value,
  '<>': (own, value) => own !== value,
  '<': (own, value) => own < value,
  '<=': (own, value) => own <= value,
  '>': (own, value) => own > value,
  '>=': (own, value) => own >= value,
  prefix: (own, value) => String(own).startsWith(String(value)),
};
