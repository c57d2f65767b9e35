/** One predictor of each model that is registered, all led along the same trace. */
import { conditionalModels, indirectModels, type Consulted, type Trace } from '../../src/predictor/index.js';
import { opcodeInfo } from '../../src/program/steps.js';

/** What a predictor said before a branch. */
export interface Guess {
  readonly model: string;
  readonly guess: string;
  readonly right: boolean;
  /** How often it had been right at this place before, and how often it was asked there. */
  readonly rightBefore: number;
  readonly askedBefore: number;
  /** The entries of its tables that the guess was made from. */
  readonly consulted: readonly EntryView[];
}

/** An entry of a predictor's tables as it was before the branch. */
export interface EntryView {
  readonly table: string;
  readonly entry: number | undefined;
  readonly holds: string;
  readonly decides: boolean;
}

/** How many outcomes of a place are kept. */
const remembered = 16;

interface Record {
  asked: number;
  right: number;
}

export class Guessers {
  readonly #conditional = conditionalModels.map((model) => ({
    name: model.title,
    predictor: model.make(),
    places: new Map<number, Record>(),
  }));
  readonly #indirect = indirectModels.map((model) => ({
    name: model.title,
    predictor: model.make(),
    places: new Map<number, Record>(),
  }));

  readonly #pasts = new Map<number, number[]>();

  /** The last outcomes at the place of the trace's nth branch, before it, the newest last. */
  past(trace: Trace, n: number): readonly number[] {
    return [...(this.#pasts.get(trace.siteOf(n)) ?? [])];
  }

  /** Lets all predictors guess the trace's nth branch, and tells them how it went. */
  learn(trace: Trace, n: number): Guess[] {
    const site = trace.sites[trace.siteOf(n)];
    if (site === undefined) return [];
    const outcome = trace.outcomeOf(n);
    const { address } = site;
    this.#remember(trace.siteOf(n), outcome);
    if (site.kind === 'indirect') {
      return this.#indirect.map(({ name, predictor, places }) => {
        const target = predictor.predict(address);
        const consulted = entriesOf(predictor.consulted?.(address));
        predictor.update(address, outcome);
        return noted(
          name,
          target === undefined ? 'none' : opcodeInfo(target).name,
          target === outcome,
          places,
          address,
          consulted,
        );
      });
    }
    const taken = outcome === 1;
    for (const { predictor } of this.#indirect) predictor.observe?.(address, taken);
    return this.#conditional.map(({ name, predictor, places }) => {
      const guess = predictor.predict(address);
      const consulted = entriesOf(predictor.consulted?.(address));
      predictor.update(address, taken);
      return noted(name, guess ? 'taken' : 'not taken', guess === taken, places, address, consulted);
    });
  }

  #remember(site: number, outcome: number): void {
    const past = this.#pasts.get(site) ?? [];
    this.#pasts.set(site, past);
    past.push(outcome);
    if (past.length > remembered) past.shift();
  }
}

/** The entries as text: targets are opcodes here. */
const entriesOf = (consulted: readonly Consulted[] = []): EntryView[] =>
  consulted.map(({ table, entry, holds, target, decides = false }) => ({
    table,
    entry,
    holds: [...(target === undefined ? [] : [opcodeInfo(target).name]), ...(holds === '' ? [] : [holds])].join(', '),
    decides,
  }));

function noted(
  model: string,
  guess: string,
  right: boolean,
  places: Map<number, Record>,
  address: number,
  consulted: readonly EntryView[],
): Guess {
  const place = places.get(address) ?? { asked: 0, right: 0 };
  places.set(address, place);
  const before = { rightBefore: place.right, askedBefore: place.asked };
  place.asked++;
  if (right) place.right++;
  return { model, guess, right, ...before, consulted };
}
