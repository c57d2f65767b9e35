/**
 * Steps that hold texts against a constant: the views of 64 rows tell for most of them. Rows for which they do not (a text of more than 12 bytes, a literal of which
 * only a part has been looked for) run the step's own stencil, one at a time.
 */
import { SqlError } from '../../error.js';
import { headCode, longCode, noInfixCode, tailCode } from './lanes.generated.js';
import { LaneCode } from './lane-stencil.js';
import { columnLanes, computedLanes, patternLanes, type Column, type Lanes } from './lanes.js';
import type { PatternPart } from './pattern.js';
import type { RowLoop } from './rows.js';
import { searchOf, type Search } from './search.js';
import type { State, Translator } from './translate.js';
import type { Word } from './words.js';

/** A stencil over views, and the parts of the constant that it names, behind the view itself. */
interface ViewStencil {
  readonly code: LaneCode;
  readonly parts: readonly PatternPart[];
  /** Whether it reads the views a second time, as far later as the last byte of the constant's part is. */
  readonly later: boolean;
}
function viewStencil(code: string, parts: Readonly<Record<string, PatternPart>>, later = false): ViewStencil {
  const holes = ['text', ...Object.keys(parts), ...(later ? ['later'] : [])];
  const operands = holes.map((name) => ({ name, kind: 'in' as const }));
  return { code: new LaneCode(code, operands, -1, true, false), parts: Object.values(parts), later };
}
const stencils = {
  head: viewStencil(headCode, { wanted: 'head', mask: 'headMask' }),
  tail: viewStencil(tailCode, { wanted: 'tail', mask: 'tailMask' }),
  noInfix: viewStencil(noInfixCode, { first: 'first', last: 'last', places: 'places' }, true),
  long: viewStencil(longCode, {}),
} as const satisfies Record<string, ViewStencil>;
type StencilName = keyof typeof stencils;

/** Rows of which the views tell that the text matches, and those of which they cannot tell. */
interface Found {
  readonly matching: Word;
  readonly open: Word;
}

export class TextSteps {
  readonly #translator: Translator;
  readonly #rowLoop: RowLoop;

  constructor(translator: Translator, rowLoop: RowLoop) {
    this.#translator = translator;
    this.#rowLoop = rowLoop;
  }

  /** A step that `classify` has found to be one of these. */
  step(n: number): void {
    const translator = this.#translator;
    const { state } = translator;
    const step = translator.program.steps[n];
    const form = step?.form?.value;
    if (state === undefined || step === undefined || form?.matches === undefined) return;
    const { words } = translator.kernel;
    const { text, pattern, negated, by } = form.matches;
    const output = step.operands[form.operand] ?? -1;
    const [held, wanted] = [text, pattern].map((place) => this.#lanes(step.operands[place] ?? -1, state));
    if (held === undefined) {
      // Where the text is always null there is none.
      state.values.set(output, { word: words.none });
      return;
    }
    const slot = wanted?.kind === 'constant' ? wanted.slot : -1;
    const search = searchOf({ by }, translator.source.constants[slot]);
    if (search === undefined || held.kind !== 'column')
      throw new SqlError('XX000', `${step.info.name} has no constant to look for in a column`);
    const { matching, open } = this.#find(new Views(translator, held, slot, search), state.rows);
    let result = negated === true ? words.not(matching) : matching;
    if (open !== words.none) {
      words.settle(open);
      words.settle(result);
      const ran = this.#run(n, output, state, open);
      result = words.or(words.and(words.not(open), result), words.and(open, ran));
    }
    state.values.set(output, { word: result });
    translator.state = state;
  }

  #lanes(slot: number, state: State): Lanes | undefined {
    const held = this.#translator.held(slot, state);
    return held !== undefined && 'lanes' in held ? held.lanes : undefined;
  }

  #find(views: Views, rows: Word): Found {
    const { words } = this.#translator.kernel;
    const { by, most, exact } = views.search;
    const telling = (matching: Word, open: Word): Found =>
      exact ? { matching, open } : { matching: words.none, open: words.or(matching, open) };
    if (by === 'infix') {
      const long = views.look('long', rows);
      // The bytes of a longer text's view are not its own, and what they give does not matter.
      if (most > 12) return { matching: words.none, open: long };
      const infix = words.not(views.look('noInfix', rows));
      if (most > 2) return { matching: words.none, open: words.or(infix, long) };
      return telling(words.and(infix, words.not(long)), long);
    }
    const head = views.look('head', rows);
    if (most <= 4) return telling(head, words.none);
    const candidates = words.and(rows, head);
    if (most > 12) return { matching: words.none, open: candidates };
    const tail = words.and(head, views.look('tail', candidates));
    if (by === 'equality') return telling(tail, words.none);
    const long = words.and(candidates, views.look('long', candidates));
    return telling(words.and(tail, words.not(long)), long);
  }

  /** What the step's own stencil gives for the rows, one after the other. */
  #run(n: number, output: number, state: State, rows: Word): Word {
    const translator = this.#translator;
    const { words } = translator.kernel;
    translator.state = {
      rows: words.and(state.rows, rows),
      values: new Map(state.values),
      nulls: new Map(state.nulls),
    };
    this.#rowLoop.write({ from: n, to: n + 1 });
    const left = translator.state.values.get(output);
    return left !== undefined && 'word' in left ? left.word : words.none;
  }
}

/** A column's views beside the constant that their texts are searched for. */
class Views {
  constructor(
    readonly translator: Translator,
    readonly column: Column,
    readonly slot: number,
    readonly search: Search,
  ) {}

  /** The rows, of those that come by, for which the stencil holds; of others it says nothing. */
  look(name: StencilName, active: Word): Word {
    const { translator, column, slot, search } = this;
    const { code, parts, later }: ViewStencil = stencils[name];
    const inputs: Lanes[] = [column];
    for (const part of parts) inputs.push(patternLanes(slot, search, part));
    if (later)
      inputs.push(columnLanes(column.column, column.opcode, column.bytes, column.representation, { slot, search }));
    return translator.condition(computedLanes(code, inputs, active, 'i32'));
  }
}
