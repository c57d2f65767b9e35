/** A button that copies a text, and says whether it could. Where there is no clipboard, as on pages of a network, the text is shown to be copied by hand. */
import { useState } from 'preact/hooks';

interface Props {
  readonly label: string;
  /** Makes the text when the button is pressed. */
  readonly text: () => string;
}

/** The button and what it says. */
export function CopyButton({ label, text }: Props) {
  const [said, say] = useState('');
  const [byHand, setByHand] = useState<string | undefined>(undefined);
  const copy = (): void => {
    const made = text();
    const copied = navigator.clipboard?.writeText(made) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => say('Copied.'),
      () => {
        say('There is no clipboard here; this is the text:');
        setByHand(made);
      },
    );
  };
  return (
    <span class="copying">
      <button type="button" onClick={copy}>
        {label}
      </button>{' '}
      <span class="said" role="status">
        {said}
      </span>
      {byHand === undefined ? null : (
        <textarea
          readOnly
          aria-label={label}
          rows={Math.min(byHand.split('\n').length, 12)}
          value={byHand}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      )}
    </span>
  );
}
