/** Who takes part in the scenario `fanout`: each is given all predicates, and then says for an event which of them are true. */
import { Arena } from '../../src/arena/arena.js';
import { predicate, type Predicate } from '../../src/library/predicate.js';
import { predicateSet, type PredicateSet } from '../../src/library/sets/predicate-set.js';
import { orMissing } from '../optional.js';
import { median } from '../statistics.js';
import { eventSchema, type Conjunction, type FanoutEvent } from './conditions.js';
import { cpuMicroseconds } from './cpu-time.js';
import { celOf, javascriptOf, jsonLogicOf, mongoOf, parametersOf, parametrized, ruleOf, sqlOf } from './languages.js';

/** The numbers of the predicates that are true for the event, in any order. */
export type Matcher = (event: FanoutEvent) => readonly number[] | Promise<readonly number[]>;

export interface Prepared {
  readonly match: Matcher;
  /** Bytes of linear memory that it has taken. */
  readonly linearBytes?: () => number;
  /** Microseconds to delete a predicate and to add one of a known shape. */
  readonly exchange?: () => number;
}

export interface FanoutContestant {
  readonly needsEval: boolean;
  /** With more predicates it takes too long, or too much memory, to be worth measuring. */
  readonly most?: number;
  /** Undefined when it cannot say one of them. */
  prepare(predicates: readonly Conjunction[]): Promise<Prepared | undefined>;
}

const eachOf = (tests: readonly ((event: FanoutEvent) => unknown)[]): Prepared => ({
  match: (event) => {
    const found: number[] = [];
    for (let i = 0; i < tests.length; i++) if (tests[i]?.(event) === true) found.push(i);
    return found;
  },
});

type Compiled = Predicate<FanoutEvent>;

const shapesKept = 64;
/** The first half of the rounds is for V8 to optimise what is run. */
const exchangeRounds = 30;

async function prepareSet(predicates: readonly Conjunction[]): Promise<Prepared> {
  const arena = new Arena();
  const before = arena.memory.buffer.byteLength;
  const set = (await predicateSet(eventSchema, { arena })) as unknown as PredicateSet<number, FanoutEvent>;
  const shapes = new Map<string, Compiled>();
  const add = async (key: number, conjunction: Conjunction): Promise<void> => {
    const text = parametrized(conjunction);
    const known = shapes.get(text);
    if (known !== undefined) {
      set.add(key, known, parametersOf(conjunction));
      return;
    }
    if (shapes.size < shapesKept)
      shapes.set(text, (await predicate(text, { schema: eventSchema })) as unknown as Compiled);
    await set.add(key, sqlOf(conjunction));
  };
  for (const [key, conjunction] of predicates.entries()) await add(key, conjunction);
  return {
    match: (event) => set.match(event),
    linearBytes: () => arena.memory.buffer.byteLength - before,
    exchange: () => {
      const some = predicates
        .slice(0, 1000)
        .map((conjunction, key) => [key, shapes.get(parametrized(conjunction)), parametersOf(conjunction)] as const);
      const known = some.filter(([, compiled]) => compiled !== undefined);
      const times = Array.from({ length: exchangeRounds }, () => {
        const start = cpuMicroseconds();
        for (const [key, compiled, params] of known) {
          set.delete(key);
          if (compiled !== undefined) set.add(key, compiled, params);
        }
        return (cpuMicroseconds() - start) / known.length / 2;
      });
      return known.length === 0 ? Number.NaN : median(times.slice(exchangeRounds / 2));
    },
  };
}

export const fanoutContestants = {
  'quern set': { needsEval: false, prepare: prepareSet },
  'quern one by one': {
    needsEval: false,
    most: 1000,
    prepare: async (predicates) => {
      const all = await Promise.all(
        predicates.map((conjunction) => predicate(sqlOf(conjunction), { schema: eventSchema })),
      );
      return eachOf(
        all.map(
          ({ test }) =>
            (event) =>
              test(event),
        ),
      );
    },
  },
  'new Function': {
    needsEval: true,
    prepare: (predicates) =>
      Promise.resolve(
        eachOf(
          predicates.map(
            (conjunction) =>
              new Function('r', `return ${javascriptOf(conjunction)}`) as (event: FanoutEvent) => unknown,
          ),
        ),
      ),
  },
  'json-rules-engine': {
    needsEval: false,
    most: 1000,
    prepare: async (predicates) => {
      const { Engine } = await import('json-rules-engine').catch(orMissing('json-rules-engine'));
      const engine = new Engine();
      engine.addOperator('prefix', (own: string, value: string) => own.startsWith(value));
      engine.addOperator('text >', (own: string, value: string) => own > value);
      engine.addOperator('text <=', (own: string, value: string) => own <= value);
      predicates.forEach((conjunction, i) => {
        engine.addRule({ conditions: { all: ruleOf(conjunction) }, event: { type: String(i) } });
      });
      return {
        match: async (event) =>
          (await engine.run(event as unknown as Record<string, unknown>)).events.map(({ type }) => Number(type)),
      };
    },
  },
  'json-logic-engine': {
    needsEval: false,
    prepare: async (predicates) => {
      const { LogicEngine } = await import('json-logic-engine').catch(orMissing('json-logic-engine'));
      const engine = new LogicEngine();
      return eachOf(
        predicates.map((conjunction) => {
          const logic = jsonLogicOf(conjunction);
          return (event) => engine.run(logic, event) as unknown;
        }),
      );
    },
  },
  sift: {
    needsEval: false,
    prepare: async (predicates) => {
      const { default: sift } = await import('sift').catch(orMissing('sift'));
      const compile = sift as unknown as (query: unknown) => (event: FanoutEvent) => unknown;
      return eachOf(predicates.map((conjunction) => compile(mongoOf(conjunction))));
    },
  },
  'cel-js': {
    needsEval: false,
    most: 1000,
    prepare: async (predicates) => {
      const { evaluate, parse } = await import('cel-js').catch(orMissing('cel-js'));
      const texts = predicates.map(celOf);
      if (texts.includes(undefined)) return undefined;
      const parsed = texts.map((text) => parse(text ?? ''));
      return eachOf(
        parsed.map((each) => (event) => (each.isSuccess ? (evaluate(each.cst, { ...event }) as unknown) : undefined)),
      );
    },
  },
} as const satisfies Readonly<Record<string, FanoutContestant>>;

export type FanoutContestantName = keyof typeof fanoutContestants;
export const fanoutContestantNames = Object.keys(fanoutContestants) as readonly FanoutContestantName[];
