/** How the page is to be seen, from its address's query: single panes without what is around them, and larger for a projector. It is no part of the state: a link holds what is shown, not how. */

/** The panes, by the ids of their elements, in the order of the page, with their titles. */
export const paneTitles = {
  lessons: 'Lessons',
  predicate: 'Predicate',
  rows: 'Rows',
  tree: 'Typed tree',
  program: 'Program',
  code: 'Code of each step',
  native: 'Native code',
  pipeline: 'Pipeline',
  compare: 'Two programs',
  postgres: 'Ask PostgreSQL',
  stepper: 'Stepper',
  dispatch: 'Three ways of dispatch',
  own: 'A predictor of your own',
  race: 'Race',
  sweep: 'Selectivity and nulls',
  class: 'Your processor among a class',
} as const;

export type PaneId = keyof typeof paneTitles;
export const paneIds = Object.keys(paneTitles) as readonly PaneId[];

export interface View {
  /** The only panes that are shown; undefined for the whole page. */
  readonly panes: ReadonlySet<string> | undefined;
  /** Names that are no pane's. */
  readonly unknown: readonly string[];
  readonly projector: boolean;
}

/** The view that a query asks for: `?embed=program,stepper&projector`. */
export function viewOf(query: string): View {
  const asked = new URLSearchParams(query);
  const names = asked
    .get('embed')
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const known = names?.filter((name) => Object.hasOwn(paneTitles, name));
  return {
    // A name too many should not leave an empty page.
    panes: known === undefined ? undefined : new Set(known.length === 0 ? ['predicate', 'program'] : known),
    unknown: (names ?? []).filter((name) => !Object.hasOwn(paneTitles, name)).slice(0, 5),
    projector: asked.has('projector'),
  };
}

/** The query that asks for a view. */
export function queryOf(panes: readonly PaneId[] | undefined, projector: boolean): string {
  const parts = [...(panes === undefined ? [] : [`embed=${panes.join(',')}`]), ...(projector ? ['projector'] : [])];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
