/** The branches of a step, what each predictor guessed, and the entries of its tables that it guessed from. */
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { EntryView, Guess } from '../worker/guessers.js';
import type { BranchView } from '../worker/walk.js';
import { Scroll } from '../parts/scroll.js';
import { ColumnHeads } from '../parts/column-heads.js';

interface Props {
  readonly branches: readonly BranchView[];
  readonly unguessed?: string;
  readonly started: boolean;
}

/** A table for each branch. */
export function Guesses({ branches, unguessed, started }: Props) {
  // The predictor whose tables are open stays so from step to step: that shows how they change.
  const [opened, open] = useState<string | undefined>(undefined);
  return (
    <div class="guesses">
      <h3>Branches of this step</h3>
      {unguessed !== undefined ? (
        <p class="nothing">There are no guesses: {unguessed}.</p>
      ) : branches.length === 0 ? (
        <p class="nothing">
          {started
            ? 'This step has none: it is straight code.'
            : 'No step has run yet. Press Step →: each predictor’s guess will be here, and its tables, when you press its name.'}
        </p>
      ) : (
        branches.map((branch, n) => <Branch key={n} branch={branch} opened={opened} open={open} />)
      )}
    </div>
  );
}

interface BranchProps {
  readonly branch: BranchView;
  readonly opened: string | undefined;
  readonly open: (model: string | undefined) => void;
}

function Branch({ branch: { site, kind, outcome, past, guesses }, opened, open }: BranchProps) {
  return (
    <Scroll label={`Guesses of ${site}`}>
      <table class="branch">
        <caption>
          <strong>{site}</strong>: {kind === 'indirect' ? 'jumps ' : ''}
          {outcome}
          {past === '' ? null : (
            <span class="past">
              Before: <code>{past}</code>
            </span>
          )}
        </caption>
        <ColumnHeads of={['predictor', 'guess', 'right here before']} />
        <tbody>
          {guesses.map((guess) => (
            <Fragment key={guess.model}>
              <GuessRow
                guess={guess}
                isOpen={guess.model === opened}
                toggle={() => open(guess.model === opened ? undefined : guess.model)}
              />
              {guess.model === opened ? <Entries entries={guess.consulted} /> : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

interface GuessRowProps {
  readonly guess: Guess;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

function GuessRow({ guess: { model, guess, right, rightBefore, askedBefore }, isOpen, toggle }: GuessRowProps) {
  return (
    <tr>
      <th scope="row">
        <button type="button" class="model" aria-expanded={isOpen} title={`The tables of ${model}`} onClick={toggle}>
          {model}
        </button>
      </th>
      <td class={right ? 'right' : 'wrong'}>
        {right ? '✓' : '✗'} {guess}
      </td>
      <td class="number">
        {askedBefore === 0
          ? 'never asked'
          : `${((100 * rightBefore) / askedBefore).toFixed(0)} % of ${askedBefore.toLocaleString('en')}`}
      </td>
    </tr>
  );
}

/** The entries as they were when the guess was made. */
function Entries({ entries }: { readonly entries: readonly EntryView[] }) {
  return (
    <tr class="entries">
      <td colSpan={3}>
        {entries.length === 0 ? (
          'It has no tables.'
        ) : (
          <ul>
            {entries.map(({ table, entry, holds, decides }) => (
              <li key={table} class={decides ? 'decides' : ''}>
                {table}
                {entry === undefined ? '' : `[${entry}]`}: <code>{holds}</code>
                {decides ? ' ← the guess' : ''}
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}
