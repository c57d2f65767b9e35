/** The keyboard map: what can be done without a mouse. */
import { Dialog } from '../parts/dialog.js';
import { ColumnHeads } from '../parts/column-heads.js';

const keys: readonly (readonly [keys: string, where: string, what: string])[] = [
  ['?', 'outside of fields', 'this map'],
  ['Tab, Shift Tab', 'everywhere', 'to the next or the last control; Tab leaves an editor too'],
  ['← →', 'on tabs', 'the next or the last tab'],
  ['Home, End', 'on tabs', 'the first or the last tab'],
  ['← →', 'on the stepper’s buttons', 'a step back or forward'],
  ['Home, End', 'on the stepper’s buttons', 'to the row’s start or end'],
  ['↑ ↓', 'on the circles of the rows', 'another row is stepped through'],
  ['Enter', 'on a button', 'presses it'],
  ['← → ↑ ↓', 'in what scrolls', 'scrolls; panels and tables can be reached with Tab'],
  ['Escape', 'in the tour or a dialog', 'ends it'],
];

/** The map as a dialog. */
export function KeysDialog({ close }: { readonly close: () => void }) {
  return (
    <Dialog title="Keyboard" close={close}>
      <table class="keys">
        <ColumnHeads of={['keys', 'where', 'what']} />
        <tbody>
          {keys.map(([key, where, what]) => (
            <tr key={`${key} ${where}`}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{where}</td>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
