/** The tour: where it stops, and what there is to see. Eight stops of a quarter of a minute each. */
import type { PaneId } from '../state/view.js';

export interface Stop {
  readonly pane: PaneId;
  readonly text: string;
}

export const stops: readonly Stop[] = [
  {
    pane: 'predicate',
    text: 'This is the question: the WHERE clause of a query. PostgreSQL’s own parser reads it here, and everything below follows from it. Change it whenever you like.',
  },
  {
    pane: 'rows',
    text: 'These rows are asked. Change a value, or press ∅ to make it null, and look at the last column: in SQL an answer is true, false or null.',
  },
  {
    pane: 'program',
    text: 'An interpreter runs a program. Its steps are here, one a line. The tabs are rungs of a ladder: from 0 to 4 the program gets shorter, and + and − show what each rung changed.',
  },
  {
    pane: 'code',
    text: 'The compiler has a piece of machine code for every step. It copies the pieces one after the other and fills the marked holes. Point at a step: it is marked in both panes.',
  },
  {
    pane: 'stepper',
    text: 'Press Step. One row goes through the program, and at each branch you see what seven predictors, from 1981 to 2006, would have guessed.',
  },
  {
    pane: 'dispatch',
    text: 'A wrong guess costs some twenty cycles. Here are three ways to get from step to step, and how many wrong guesses each costs.',
  },
  {
    pane: 'race',
    text: 'Does it show? Press Race: ten engines run the same rows in your browser, on your processor.',
  },
  {
    pane: 'lessons',
    text: 'That was the microscope. The lessons use it: each asks what you expect, measures it, and tells why. Begin with the first, or choose what you wonder about.',
  },
];
