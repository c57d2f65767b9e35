/** The line that a reader copies from a lesson, for the table of a class. */
import { useEffect, useState } from 'preact/hooks';
import type { Check } from '../../src/lessons/experiment.js';
import { resultLine } from '../../src/lessons/result-line.js';
import { CopyButton } from '../parts/copy-button.js';
import { browserText, processorText } from '../parts/processor.js';

interface Props {
  readonly lesson: number;
  readonly checks: readonly Check[];
  readonly guessed: boolean | undefined;
}

/** The processor's name, which the reader may know better than the page, and the button. */
export function ResultLineField({ lesson, checks, guessed }: Props) {
  const [processor, setProcessor] = useState('');
  useEffect(() => {
    void processorText().then((text) => setProcessor((before) => (before === '' ? text : before)));
  }, []);
  return (
    <div class="result-line">
      <label>
        Your processor{' '}
        <input
          value={processor}
          maxLength={80}
          size={32}
          onInput={({ currentTarget }) => setProcessor(currentTarget.value)}
        />
      </label>{' '}
      <CopyButton
        label="Copy the result as a line"
        text={() => resultLine({ lesson, processor, place: browserText(), guessed, checks })}
      />
      <p class="nothing">
        Browsers do not tell a processor’s name; write it if you know it. “A class” below lays such lines side by side.
      </p>
    </div>
  );
}
