/** The predicate as a WebAssembly module that other hosts run: made when the button is pressed, and saved. */
import { useState } from 'preact/hooks';
import { download } from '../parts/download.js';
import { failureFrom } from '../state/answer.js';
import type { State } from '../state/state.js';
import { quick } from '../worker/client.js';

/** The button, and what came of it. */
export function ExportButton({ state, disabled }: { readonly state: State; readonly disabled: boolean }) {
  const [said, say] = useState('');
  const save = async (): Promise<void> => {
    say('');
    try {
      const { bytes } = await quick.call('exportedKernel', { sql: state.sql, schema: state.schema });
      download('kernel.wasm', 'application/wasm', bytes);
      say(`kernel.wasm, ${bytes.length.toLocaleString('en')} bytes; docs/abi.md says how to run it.`);
    } catch (error) {
      say(`There is no kernel: ${failureFrom(error).message}`);
    }
  };
  return (
    <>
      <span class="said" role="status">
        {said}
      </span>
      <button
        type="button"
        disabled={disabled}
        title="The predicate as a WebAssembly module for JavaScript, Python and other hosts"
        onClick={() => void save()}
      >
        Save as .wasm
      </button>
    </>
  );
}
