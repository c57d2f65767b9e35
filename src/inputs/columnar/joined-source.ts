/** Several inputs of the same columns as one, each opened when the one before has ended. */
import { SqlError } from '../../error.js';
import type { ColumnRun, RunSource, SourceColumn } from './column-run.js';

export interface NamedSource {
  readonly name: string;
  readonly open: () => Promise<RunSource>;
}

export class JoinedSource implements RunSource {
  readonly columns: readonly SourceColumn[];
  readonly #sources: readonly NamedSource[];
  #current: RunSource;
  #next = 1;

  private constructor(sources: readonly NamedSource[], first: RunSource) {
    this.#sources = sources;
    this.#current = first;
    this.columns = first.columns;
  }

  /** Opens the first, which says what the columns are. */
  static async open(sources: readonly NamedSource[]): Promise<RunSource> {
    const [first] = sources;
    if (first === undefined) throw new SqlError('22023', 'there is no input');
    const opened = await first.open();
    return sources.length === 1 ? opened : new JoinedSource(sources, opened);
  }

  /** Raises 22P04 when the columns of an input are not those of the first. */
  async next(): Promise<ColumnRun | undefined> {
    for (;;) {
      const run = await this.#current.next();
      if (run !== undefined) return run;
      const next = this.#sources[this.#next++];
      if (next === undefined) return undefined;
      await this.#current.close();
      this.#current = await next.open();
      this.#mustAgree(next.name);
    }
  }

  close(): Promise<void> {
    return this.#current.close();
  }

  #mustAgree(name: string): void {
    const { columns } = this.#current;
    const place = this.columns.findIndex(
      (column, index) =>
        column.name !== columns[index]?.name ||
        column.type !== columns[index].type ||
        (column.notNull && !columns[index].notNull),
    );
    if (place < 0 && columns.length === this.columns.length) return;
    const shown = columns[place];
    throw new SqlError('22P04', `the columns of ${name} are not those of ${this.#sources[0]?.name ?? ''}`, {
      detail:
        shown === undefined
          ? `It has ${columns.length} columns, not ${this.columns.length}.`
          : `Column ${place + 1} is "${shown.name}" of type ${shown.type}.`,
      hint: 'Files that are read together must have the same columns in the same order.',
    });
  }
}
