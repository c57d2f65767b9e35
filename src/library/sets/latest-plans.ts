/** The plans of predicates that were added lately, so that the next one of the same text, or the same predicate with other parameters, needs neither parsing nor analysing. */
import { SqlError } from '../../error.js';
import type { Schema } from '../../sql/expression.js';
import type { Analysed, Compiled } from '../front-end.js';
import type { Predicate } from '../predicate.js';
import { Plans } from './plan.js';

/** So many texts are remembered, of at most so many characters. */
const mostTexts = 256;
const longestText = 2000;

export class LatestPlans {
  readonly #schema: Schema;
  readonly #texts = new Map<string, Plans>();
  readonly #predicates = new WeakMap<Compiled, Plans>();

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  ofText(sql: string): Plans | undefined {
    return this.#texts.get(sql);
  }

  add(sql: string, compiled: Analysed): Plans {
    const plans = new Plans(compiled);
    // What is not used again is dropped: the first one of a Map is the oldest.
    const [oldest] = this.#texts.keys();
    if (oldest !== undefined && this.#texts.size >= mostTexts) this.#texts.delete(oldest);
    if (sql.length <= longestText) this.#texts.set(sql, plans);
    return plans;
  }

  /** Raises 42804 for a predicate over other columns. */
  ofPredicate<Row>(predicate: Predicate<Row>): Plans {
    const { compiled } = predicate.made;
    let plans = this.#predicates.get(compiled);
    if (plans === undefined) {
      this.#checkColumns(compiled);
      plans = new Plans(compiled);
      this.#predicates.set(compiled, plans);
    }
    return plans;
  }

  #checkColumns({ schema, table }: Compiled): void {
    const isSame =
      schema === this.#schema ||
      (schema.length === this.#schema.length &&
        schema.every(({ name, type, notNull }, n) => {
          const own = this.#schema[n];
          return name === own?.name && type === own.type && notNull === own.notNull;
        }));
    if (isSame && table === undefined) return;
    throw new SqlError('42804', 'the predicate is over other columns than the set', {
      hint: 'Compile it with the option { schema: set.schema }.',
    });
  }
}
