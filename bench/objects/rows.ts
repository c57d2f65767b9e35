/** The rows of the scenario `objects`: JavaScript objects of eight properties, the same for a seed. */

export interface ObjectRow {
  readonly id: number;
  readonly name: string;
  readonly age: number;
  readonly level: number;
  readonly city: string;
  readonly active: boolean;
  readonly price: number;
  readonly day: Date;
}

export const rowSchema = {
  id: 'int8',
  name: 'text',
  age: 'int4',
  level: 'int4',
  city: 'text',
  active: 'bool',
  price: 'float8',
  day: 'date',
} as const;

const cities = ['Oslo', 'Rome', 'Bern', 'Paris', 'Lima', 'Cairo', 'Quito', 'Delhi'];

export function objectRows(count: number, seed: number): ObjectRow[] {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return Array.from({ length: count }, (_, id) => ({
    id,
    name: `n${below(100_000)}`,
    age: below(100),
    level: below(100),
    city: cities[below(cities.length)] ?? '',
    active: below(2) === 1,
    price: below(1_000_000) / 100,
    day: new Date(Date.UTC(1992, 0, 1 + below(2557))),
  }));
}
