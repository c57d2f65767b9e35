/**
 * Damaged pages: every engine gives the same rows or the same error, which says where the damage is; what lies around the pages is never read; and
 * reading all values gives values or such an error. SEED and CASES in the environment ask for other and more cases.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { Arena } from '../../src/arena/arena.js';
import { pageBytes } from '../../src/memory/heap/page-layout.js';
import { deformRungs } from '../../src/program/deform/deform.js';
import { loadParser } from '../../src/sql/index.js';
import { everyRung } from '../engines/outcome.js';
import { Anatomy, damage, type Damage } from './damage.js';
import { Dice } from './dice.js';
import { specimens, type Specimen } from './specimens.js';
import type { Question } from './question.js';
import { errorText, file, firstBlock, Trial, valueText, type Answer, type Contents } from './trial.js';

const seed = Number(process.env['SEED'] ?? 1);
const cases = Number(process.env['CASES'] ?? 12_000);
const names = Object.keys(specimens);
/** A full page and one of many columns take longer than the others. */
const share = (name: string): number => (/full|forty/.test(name) ? 0.3 : 1);
const shares = names.reduce((sum, name) => sum + share(name), 0);

/** What an error can be when a page is damaged, besides what the predicate raises for the values that it finds. */
const ofThePage = ['XX001', '55000', '0A000'];
const counted = new Map<string, number>();
const waysTaken = new Set<string>();
const count = (what: string): void => void counted.set(what, (counted.get(what) ?? 0) + 1);

const { stackTraceLimit } = Error;
beforeAll(async () => {
  // Errors are thrown by the million here, and nobody looks at where.
  Error.stackTraceLimit = 0;
  await loadParser();
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
  const parts = [...counted].sort(([, a], [, b]) => b - a).map(([what, n]) => `${n} ${what}`);
  console.log(`SEED=${seed}, damaged pages: ${parts.join(', ')}`);
});

/** What came out of a case once. */
interface Observation {
  readonly answer: Answer;
  /** Where the tuples of the selected rows are in the pages, when a predicate was asked and there was no error. */
  readonly selected: readonly number[];
  readonly contents: Contents;
  readonly fault: string | undefined;
}

/** One case, and what it is told from when it fails. */
class Case {
  readonly #specimen: Specimen;
  readonly #trial: Trial;
  readonly pages: Uint8Array;
  readonly allTuples: boolean;
  readonly question: Question;
  readonly surroundings: readonly number[];
  /** Which page is damaged, and how. */
  readonly page: number;
  readonly damage: Damage;
  readonly anatomy: Anatomy;

  constructor(specimen: Specimen, trial: Trial, anatomies: readonly Anatomy[], dice: Dice) {
    this.#specimen = specimen;
    this.#trial = trial;
    this.allTuples = dice.chance(0.15);
    this.question = dice.pick(trial.questions);
    this.surroundings = dice.some([...trial.surroundings.keys()], 2);
    this.page = dice.below(anatomies.length);
    this.pages = specimen.pages.slice();
    this.anatomy = anatomies[this.page] as Anatomy;
    this.damage = damage(new DataView(this.pages.buffer, this.page * pageBytes, pageBytes), this.anatomy, dice);
  }

  get description(): string {
    const { sql, way } = this.question;
    const around = this.surroundings.map((n) => this.#trial.surroundings[n]).join(', ');
    return `${this.damage.what} on page ${this.page}; ${sql} (${way}${this.allTuples ? ', all tuples' : ''}; within ${around})`;
  }

  /** What is wrong with what comes out, if anything is. */
  fault(): string | undefined {
    const { question } = this;
    const whole =
      question.kind === 'predicate'
        ? this.#trial.selectedWhole(question, this.#specimen.pages, this.allTuples)
        : undefined;
    const [here, there] = this.surroundings.map((surroundings) => this.#observe(surroundings)) as [
      Observation,
      Observation,
    ];
    const { answer, selected, contents } = here;
    waysTaken.add(question.way);
    count('in all');
    count(
      answer.error === undefined
        ? 'answered'
        : ofThePage.includes(answer.error.code)
          ? answer.error.code
          : 'errors of the predicate',
    );
    return (
      here.fault ??
      there.fault ??
      (answer.text === there.answer.text ? undefined : `one time ${answer.text}, another ${there.answer.text}`) ??
      difference(contents, there.contents) ??
      (answer.error === undefined ? undefined : this.#misplaced(answer.error)) ??
      (answer.error === undefined && whole !== undefined ? this.#elsewhere(selected, whole) : undefined) ??
      this.#overlooked(answer, contents) ??
      this.#unlikeColumns(answer, contents)
    );
  }

  /** What comes out of the pages in those surroundings. */
  #observe(surroundings: number): Observation {
    const trial = this.#trial;
    const { question } = this;
    trial.place(this.pages, surroundings, this.allTuples);
    const answers = question.kernels.map(({ kernel }) => trial.ask(question, kernel));
    const [answer, ...others] = answers as [Answer, ...Answer[]];
    const selected = question.kernels.slice(0, 1).flatMap(({ kernel }) => trial.selected(kernel, surroundings));
    const other = others.findIndex(({ text }) => text !== answer.text);
    const contents = trial.contents(surroundings === this.surroundings[0] ? 'forwards' : 'backwards');
    let fault = this.#wrongContents(contents);
    if (other >= 0) fault = `${question.kernels[other + 1]?.engine} gives ${others[other]?.text}, not ${answer.text}`;
    if (!trial.isUnchanged(surroundings, this.pages)) fault = 'the pages, or what lies around them, were written to';
    return { answer, selected, contents, fault };
  }

  /** Does the error say where, and is it the right place? */
  #misplaced(error: SqlError): string | undefined {
    const { code, message, detail = '', row } = error;
    const wrong = (why: string): string => `${why}: ${errorText(error)}`;
    if (!ofThePage.includes(code) && code !== '53200' && !code.startsWith('22'))
      return wrong('an error that does not belong here');
    const said = ofThePage.includes(code) ? message : detail;
    const [, block, tuple] = new RegExp(`block (\\d+)(?:, tuple (\\d+))? of ${file}`).exec(said) ?? [];
    if (Number(block) !== firstBlock + this.page) return wrong('another block');
    if (row === undefined) return wrong('an error without a row');
    // Only a page's header is no tuple's.
    if (tuple === undefined)
      return /header of a page|more line pointers/.test(message) ? undefined : wrong('an error without a tuple');
    if (/line pointer|hint bits/.test(message)) return undefined;
    const { block: rowBlock, offset } = this.#trial.ctid(row);
    return rowBlock === Number(block) && offset === Number(tuple)
      ? undefined
      : wrong(`row ${row} is (${rowBlock},${offset})`);
  }

  /** Damage within tuples changes nothing for others: the kernel's rows apart from theirs are those of the whole pages. */
  #elsewhere(selected: readonly number[], whole: readonly number[]): string | undefined {
    const { bytes } = this.damage;
    const damaged = bytes?.map((byte) => this.anatomy.tupleAt(byte));
    if (damaged === undefined || damaged.includes(undefined)) return undefined;
    const touched = new Set(damaged.map((tuple) => this.page * pageBytes + (tuple?.offset ?? 0)));
    const others = (offsets: readonly number[]): string => offsets.filter((offset) => !touched.has(offset)).join();
    const found = others(selected);
    const expected = others(whole);
    count('compared with the whole pages');
    return found === expected ? undefined : `of the other tuples ${found} are selected, not ${expected}`;
  }

  #wrongContents({ cells, failure }: Contents): string | undefined {
    for (const error of new Set([failure, ...cells])) {
      if (!(error instanceof SqlError)) continue;
      const wrong = this.#misplaced(error);
      if (wrong !== undefined) return `reading values: ${wrong}`;
    }
    return undefined;
  }

  /** A value that cannot be read cannot have been used for an answer. */
  #overlooked({ error, text, values }: Answer, { rows, cells }: Contents): string | undefined {
    if (error !== undefined) return undefined;
    const { columns, attributes } = this.#specimen.table;
    for (let row = 0; row < rows; row++) {
      for (const column of this.question.needs) {
        const cell = cells[row * columns.length + column];
        if (cell instanceof SqlError) {
          // A program does not look whether the tuple ends before a value that is not in it.
          const { missing = null } = attributes.find((attribute) => attribute.column === column) ?? {};
          const isAbsent =
            values === undefined
              ? columns[column]?.notNull === false || missing !== null
              : [null, missing].includes(values[row] ?? null);
          if (!(isAbsent && cell.message.startsWith('a value lies behind the end')))
            return `${text}, without ${errorText(cell)}`;
        } else if (values !== undefined && !Object.is(values[row], cell))
          return `row ${row} is ${valueText(values[row])}, but read ${valueText(cell)}`;
      }
    }
    return undefined;
  }

  /** When all values could be read, the predicate over them as columns must give the same. */
  #unlikeColumns(answer: Answer, contents: Contents): string | undefined {
    const { cells, failure } = contents;
    const { question } = this;
    if (question.kind === 'column') return undefined;
    const isWhole = failure === undefined && cells.every((cell, place) => this.#trial.saysAll(cell, place));
    if (!isWhole) return undefined;
    // A value that must not be null may be one that only the program walks past.
    const passed = this.#specimen.table.attributes.some(({ notNull, column }) => notNull && column === undefined);
    if (passed && /declares NOT NULL/.test(answer.error?.message ?? '')) return undefined;
    const expected = this.#trial.askColumns(question, contents);
    count('compared with columns');
    const shown = ({ text, error }: Answer): string =>
      error === undefined ? text : `! ${error.code} ${error.message} row ${error.row}`;
    return shown(answer) === shown(expected)
      ? undefined
      : `the heap gives ${answer.text}, the same values as columns ${expected.text}`;
  }
}

/** How two readings of the same pages differ. */
function difference(one: Contents, other: Contents): string | undefined {
  const shown = (cell: Contents['cells'][number] | undefined): string =>
    cell instanceof SqlError ? errorText(cell) : `${typeof cell} ${String(cell)}`;
  if (one.rows !== other.rows) return `reading values: ${one.rows} rows and ${other.rows}`;
  if (shown(one.failure as SqlError) !== shown(other.failure as SqlError)) return 'reading values: different failures';
  const at = one.cells.findIndex(
    (cell, n) => !Object.is(cell, other.cells[n]) && shown(cell) !== shown(other.cells[n]),
  );
  return at < 0 ? undefined : `reading values: ${shown(one.cells[at])} and ${shown(other.cells[at])}`;
}

describe('a damaged page', () => {
  test.each(names)(
    '%s gives the same rows or the same error that says where, in every engine, whatever lies around it',
    async (name) => {
      const arena = new Arena({ scratchBytes: 64 * 1024 });
      const specimen = specimens[name]?.(arena) as Specimen;
      const trial = await Trial.make(arena, specimen);
      const anatomies = Array.from({ length: specimen.pages.length / pageBytes }, (_, page) => {
        const { buffer, byteOffset } = specimen.pages;
        return new Anatomy(new DataView(buffer, byteOffset + page * pageBytes, pageBytes));
      });
      const faults: string[] = [];
      for (let n = 0; n < (cases * share(name)) / shares && faults.length < 3; n++) {
        const one = new Case(specimen, trial, anatomies, new Dice(seed * 1_000_003 + n * 31 + names.indexOf(name)));
        const fault = one.fault();
        if (fault !== undefined) faults.push(`case ${n}: ${one.description}\n  ${fault}`);
      }
      expect(faults).toEqual([]);
    },
  );

  test('was there often enough, with every kind of outcome, on all rungs', ({ skip }) => {
    if (cases < 100_000) skip('Only many cases can show it.');
    const ways = everyRung.length * deformRungs.length;
    expect([counted.get('in all'), waysTaken.size]).toEqual([expect.toSatisfy((n: number) => n >= cases), ways]);
    for (const what of [
      'answered',
      'XX001',
      '55000',
      '0A000',
      'errors of the predicate',
      'compared with columns',
      'compared with the whole pages',
    ]) {
      expect([what, counted.get(what) ?? 0]).toEqual([what, expect.toSatisfy((n: number) => n > 0)]);
    }
  });
});
