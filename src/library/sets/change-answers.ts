/** What a change means for each predicate, from what is known of it before and after. */
import type { SqlError } from '../../error.js';
import type { Schema } from '../../sql/expression.js';
import type { PredicateError } from './predicate-error.js';
import type { Answers } from './shape-group.js';
import type { Entry } from './shapes.js';

/** What a change means for the predicates of a set, by their keys, in no particular order. */
export interface MatchedChange<Key> {
  /** Not true before, true after. */
  readonly entered: readonly Key[];
  /** True before, not true after. */
  readonly left: readonly Key[];
  /** True before and after. */
  readonly updated: readonly Key[];
  /** It depends on values that are unavailable. */
  readonly undecided: readonly Key[];
  /** The names of the columns whose values decide about those. */
  readonly needs: readonly string[];
  /** The error's `row` is 0 for the row before the change and 1 for the row after it. */
  readonly errors: readonly PredicateError<Key>[];
}

/** What an entry's `change` holds: bits of what was told of it. */
const wasTrue = 1;
const mayHaveBeen = 2;
const isTrue = 4;
const mayBe = 8;
const raised = 16;

export class ChangeAnswers<Key> {
  readonly errors: PredicateError<Key>[] = [];
  readonly #told: Entry<Key>[] = [];
  /** The columns that are not known before or after. */
  unknown: ReadonlySet<number> = new Set();
  readonly before = this.#answers(wasTrue, mayHaveBeen, 0);
  readonly after = this.#answers(isTrue, mayBe, 1);

  /** The result. */
  result(schema: Schema): MatchedChange<Key> {
    const entered: Key[] = [];
    const left: Key[] = [];
    const updated: Key[] = [];
    const undecided: Key[] = [];
    const needs = new Set<number>();
    for (const entry of this.#told) {
      const { key, change, shape } = entry;
      if ((change & raised) !== 0) continue;
      if ((change & (mayHaveBeen | mayBe)) !== 0) {
        undecided.push(key);
        for (const column of shape.columns) if (this.unknown.has(column)) needs.add(column);
      } else if (change === (wasTrue | isTrue)) updated.push(key);
      else if (change === isTrue) entered.push(key);
      else left.push(key);
    }
    const names = [...needs].sort((a, b) => a - b).map((column) => schema[column]?.name ?? '');
    return { entered, left, updated, undecided, needs: names, errors: this.errors };
  }

  /** Forgets what was noted of the entries: the next change begins with nothing known. */
  forget(): void {
    for (const entry of this.#told) entry.change = 0;
  }

  #answers(hit: number, maybe: number, row: number): Answers<Entry<Key>> {
    const note = (entry: Entry<Key>, bit: number): void => {
      if (entry.change === 0) this.#told.push(entry);
      entry.change |= bit;
    };
    return {
      hit: (entry) => {
        note(entry, hit);
      },
      maybe: (entry) => {
        note(entry, maybe);
      },
      failed: (entry, error: SqlError) => {
        note(entry, raised);
        this.errors.push({ key: entry.key, error: error.with({ row }) });
      },
    };
  }
}
