/** Everything that the reader can set: what a permalink holds. */
import type { Architecture } from '../../src/native/architecture.js';
import type { SessionTexts, Source } from '../worker/protocol.js';
import type { TextRow } from '../worker/rows.js';

export const rungNumbers = [0, 1, 2, 3, 4] as const;
export type Rung = (typeof rungNumbers)[number];
export const codeTabs = ['stencil', 'patched', 'text', 'module', 'switch', 'closure'] as const;
export type CodeTab = (typeof codeTabs)[number];

/** What the comparison shows of a step: nothing, or the code of an engine. */
export const compareCodes = ['none', 'stencil', 'text', 'switch', 'closure'] as const satisfies readonly (
  | CodeTab
  | 'none'
)[];
export type CompareCode = (typeof compareCodes)[number];

export interface State {
  readonly sql: string;
  readonly schema: string;
  /** The parameters' values, `$1` first; null is NULL. */
  readonly params: readonly (string | null)[];
  /** The settings of the session. */
  readonly session: SessionTexts;
  readonly rung: Rung;
  readonly rows: readonly TextRow[];
  /** The row that is stepped through, and how many of its steps have run. */
  readonly row: number;
  readonly step: number;
  readonly engine: string;
  readonly tab: CodeTab;
  /** The predictors of the dispatch panes; an empty name is the best there is. */
  readonly conditional: string;
  readonly indirect: string;
  /** The part of null values in random rows, and of the curve. */
  readonly nullRate: number;
  readonly selectivity: number;
  readonly curveNulls: number;
  readonly sorted: boolean;
  /** The lesson that is open; 0 is none. */
  readonly lesson: number;
  /** The reader's own predictor, in JavaScript; an empty text is the sample. It never runs before a button is pressed, also when a link has brought it. */
  readonly predictor: string;
  /** What the predicate is compared with: an empty text is itself. */
  readonly otherSql: string;
  readonly otherRung: Rung;
  readonly leftCode: CompareCode;
  readonly rightCode: CompareCode;
  /** Whose native code is shown: a canonical predicate's name, or the page's own predicate. */
  readonly recorded: string;
  /** What stands beside it; an empty text is nothing. */
  readonly recordedBeside: string;
  /** The architecture of the native code that is shown. */
  readonly architecture: Architecture;
}

/** The page's own predicate, as a value of `recorded` and `recordedBeside`. */
export const ownPredicate = 'own';

export const defaultState: State = {
  sql: "a > 10 AND b < 50 OR c = 'x7'",
  schema: 'a int4 not null, b int4, c text, d float8 not null',
  params: [],
  session: { timeZone: '', dateStyle: '', intervalStyle: '', clock: '' },
  rung: 4,
  rows: [
    ['42', '17', 'x7', '0.5'],
    ['3', '80', 'x1', '0.25'],
    ['77', null, 'x7', '0.9'],
    ['15', '99', null, '0.1'],
    ['10', '49', 'x12', '0.75'],
    ['90', '20', 'x8', '0.6'],
  ],
  row: 0,
  step: 0,
  engine: 'wasm-switch',
  tab: 'patched',
  conditional: '',
  indirect: 'btb',
  nullRate: 0.1,
  selectivity: 0.5,
  curveNulls: 0,
  sorted: false,
  lesson: 0,
  predictor: '',
  otherSql: '',
  otherRung: 0,
  leftCode: 'none',
  rightCode: 'none',
  recorded: 'range',
  recordedBeside: '',
  architecture: 'x64',
};

/** What the workers are told of the predicate. */
export const sourceOf = ({ sql, schema, rung, params, session }: State): Source => ({
  sql,
  schema,
  rung,
  params,
  session,
});

/** The most rows that are kept, and the most characters of a text in a permalink. */
export const mostRows = 40;
export const mostCharacters = 20_000;
