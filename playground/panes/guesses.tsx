/** The branches of a step, and what each predictor guessed. */
import type { BranchView } from '../worker/walk.js';
import { Scroll } from '../parts/scroll.js';

interface Props {
  readonly branches: readonly BranchView[];
  readonly unguessed?: string;
  readonly started: boolean;
}

/** A table for each branch. */
export function Guesses({ branches, unguessed, started }: Props) {
  return (
    <div class="guesses">
      <h3>Branches of this step</h3>
      {unguessed !== undefined ? (
        <p class="nothing">There are no guesses: {unguessed}.</p>
      ) : branches.length === 0 ? (
        <p class="nothing">{started ? 'This step has none: it is straight code.' : 'No step has run yet.'}</p>
      ) : (
        branches.map((branch, n) => <Branch key={n} branch={branch} />)
      )}
    </div>
  );
}

function Branch({ branch: { site, kind, outcome, past, guesses } }: { readonly branch: BranchView }) {
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
        <thead>
          <tr>
            <th scope="col">predictor</th>
            <th scope="col">guess</th>
            <th scope="col">right here before</th>
          </tr>
        </thead>
        <tbody>
          {guesses.map(({ model, guess, right, rightBefore, askedBefore }) => (
            <tr key={model}>
              <th scope="row">{model}</th>
              <td class={right ? 'right' : 'wrong'}>
                {right ? '✓' : '✗'} {guess}
              </td>
              <td class="number">
                {askedBefore === 0
                  ? 'never asked'
                  : `${((100 * rightBefore) / askedBefore).toFixed(0)} % of ${askedBefore.toLocaleString('en')}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
