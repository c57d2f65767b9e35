/** The compiler of lesson 18 in an editor: it can be changed and run where it stands, over conditions of the reader's. */
import { useState } from 'preact/hooks';
import { conditionsIn, countTrue } from '../../src/lessons/conditions.js';
import { randomColumn } from '../../src/lessons/random-columns.js';
import { runCompiler, type CompilerRun } from '../compiler/run.js';
import { Editor } from '../parts/editor.js';
import { FailureNote, Nothing } from '../parts/pane.js';
import { failureFrom } from '../state/answer.js';
import type { Failure } from '../worker/protocol.js';

/** It may take so long, in milliseconds. */
const patience = 3000;
/** Two columns of numbers below 100. */
const [rows, columnCount] = [1 << 17, 2];

/** A run, and how many rows are right. */
interface Outcome extends CompilerRun {
  readonly right: number;
}

/** The editor; `text` is what it holds at first. */
export function OwnCompiler({ text }: { readonly text: string }) {
  const [code, setCode] = useState(text);
  const [revision, setRevision] = useState(0);
  const [conditions, setConditions] = useState('a > 10 AND b < 50 AND a >= 20');
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [waiting, setWaiting] = useState(false);
  const read = conditionsIn(conditions, columnCount);
  const run = async (): Promise<void> => {
    if (read === undefined) return;
    setWaiting(true);
    setFailure(undefined);
    setOutcome(undefined);
    try {
      const columns = Array.from({ length: columnCount }, (_, n) => randomColumn(rows, 100, n + 1));
      setOutcome({ ...(await runCompiler(code, read, columns, patience)), right: countTrue(read, columns) });
    } catch (error) {
      setFailure(failureFrom(error));
    } finally {
      setWaiting(false);
    }
  };
  return (
    <div id="own-compiler" aria-busy={waiting}>
      <Editor
        id="compiler"
        label="The compiler, in JavaScript"
        value={code}
        revision={revision}
        onChange={setCode}
        failure={failure?.position === undefined ? undefined : failure}
        plain
      />
      <div class="controls">
        <label>
          Conditions{' '}
          <input
            type="text"
            size={36}
            value={conditions}
            aria-invalid={read === undefined}
            onInput={({ currentTarget }) => setConditions(currentTarget.value)}
          />
        </label>
        <button type="button" class="primary" disabled={waiting || read === undefined} onClick={() => void run()}>
          Compile and run
        </button>
        <button
          type="button"
          disabled={code === text}
          onClick={() => {
            setCode(text);
            setRevision(revision + 1);
          }}
        >
          As it was
        </button>
      </div>
      <div id="compiler-failure" role="status">
        {read === undefined ? (
          <Nothing>
            Conditions compare <code>a</code> or <code>b</code> with a whole number and are joined by AND:{' '}
            <code>a &gt; 10 AND b &lt;= 50</code>.
          </Nothing>
        ) : failure !== undefined ? (
          <FailureNote failure={failure} lead="It could not be run:" />
        ) : outcome !== undefined ? (
          <Shown outcome={outcome} />
        ) : (
          <Nothing>Change it, and run it over {rows.toLocaleString('en')} random rows; three seconds at most.</Nothing>
        )}
      </div>
    </div>
  );
}

function Shown({ outcome: { bytes, counted, right, nanoseconds } }: { readonly outcome: Outcome }) {
  const hex = Array.from(bytes.subarray(0, 4096), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return (
    <>
      <p class={counted === right ? 'verdict yes' : 'verdict'}>
        {counted === right
          ? `✓ ${counted.toLocaleString('en')} rows, as an interpreter counts them`
          : `✗ ${counted.toLocaleString('en')} rows, but an interpreter counts ${right.toLocaleString('en')}`}
        ; {nanoseconds.toFixed(1)} ns a row; a module of {bytes.length} bytes.
      </p>
      <details>
        <summary>The module</summary>
        <pre class="source">{hex}</pre>
      </details>
    </>
  );
}
