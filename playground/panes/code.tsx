/** The code that each step becomes: the stencil with its holes, the same patched, as instructions, in the module; and the case of the switch and the closure that do the same. */
import { Fragment } from 'preact';
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import { Tabs } from '../parts/tabs.js';
import type { CodeTab } from '../state/state.js';
import type { CompiledView } from '../worker/compile.js';
import type { CodeView, StepCode } from '../worker/machine-code.js';
import type { ProgramLine } from '../worker/programs.js';
import { Generated } from './generated.js';
import { ModuleBytes } from './module-bytes.js';

interface Props {
  readonly view: CompiledView | undefined;
  readonly lines: readonly ProgramLine[];
  readonly tab: CodeTab;
  readonly setTab: (tab: CodeTab) => void;
}

const tabs: readonly { readonly value: CodeTab; readonly label: string; readonly title: string }[] = [
  { value: 'stencil', label: 'Stencil', title: 'The bytes that are copied, with holes in braces' },
  { value: 'patched', label: 'Patched', title: 'The same bytes with the holes filled' },
  { value: 'text', label: 'Text', title: 'The patched bytes as instructions' },
  { value: 'module', label: 'Module', title: 'All bytes of the finished module' },
  { value: 'switch', label: 'Switch', title: 'The case of the engine switch' },
  { value: 'closure', label: 'Closure', title: 'The maker of the engine closure' },
];

/** The pane of the code. */
export function CodePane({ view, lines, tab, setTab }: Props) {
  return (
    <Pane
      id="code"
      title="Code of each step"
      about="Generated from the same definition as the interpreter’s step. A hole is a place that copy-and-patch fills for this program."
    >
      <Tabs id="code-tab" label="Which code" chosen={tab} onChoose={setTab} tabs={tabs}>
        {view === undefined ? (
          <Nothing>
            When the predicate is right, the machine code of every step is here. Point at a step to see its bytes
            marked.
          </Nothing>
        ) : 'failure' in view.code ? (
          <FailureNote failure={view.code.failure} lead="No WebAssembly is made:" />
        ) : (
          <Shown code={view.code} lines={lines} tab={tab} />
        )}
      </Tabs>
    </Pane>
  );
}

function Shown({
  code,
  lines,
  tab,
}: {
  readonly code: CodeView;
  readonly lines: readonly ProgramLine[];
  readonly tab: CodeTab;
}) {
  const groupOf = (number: number): string =>
    lines.find((line) => line.kind === 'step' && line.number === number)?.group ?? 'other';
  if (tab === 'module') return <ModuleBytes code={code} groupOf={groupOf} />;
  return (
    <>
      <ol class="codes">
        {code.steps.map((step) => (
          <li key={step.number} class={`code-step group-${groupOf(step.number)}`} data-step={step.number}>
            <div class="code-name">{step.name}</div>
            <StepCodeText step={step} tab={tab} />
          </li>
        ))}
      </ol>
      {code.omitted > 0 ? <Nothing>{code.omitted} more steps are not shown.</Nothing> : null}
    </>
  );
}

/** The code of a step, in the form that is asked for. */
export function StepCodeText({ step, tab }: { readonly step: StepCode; readonly tab: CodeTab }) {
  switch (tab) {
    case 'stencil':
      return <Stencil text={step.stencil} />;
    case 'text':
      return <Instructions step={step} />;
    case 'switch':
    case 'closure':
      return <Generated kind={tab} opcode={step.opcode} name={step.name} />;
    default:
      return <Patched step={step} />;
  }
}

function Stencil({ text }: { readonly text: string }) {
  if (text === '') return <code class="bytes">no bytes</code>;
  const parts = text.split(/(\{[^}]*\})/);
  return (
    <code class="bytes">
      {parts.map((part, n) =>
        part.startsWith('{') ? (
          <span key={n} class="hole">
            {part}
          </span>
        ) : (
          part.replaceAll(/[0-9a-f]{2}(?=[0-9a-f])/g, '$& ')
        ),
      )}
    </code>
  );
}

function Patched({ step }: { readonly step: StepCode }) {
  return (
    <code class="bytes">
      {step.patched.map(({ hex, hole }, n) =>
        hole === undefined ? (
          `${hex} `
        ) : (
          <Fragment key={n}>
            <span class="hole" title={hole}>
              {hex}
            </span>{' '}
          </Fragment>
        ),
      )}
    </code>
  );
}

function Instructions({ step }: { readonly step: StepCode }) {
  return (
    <table class="instructions">
      <caption class="hidden">Instructions of {step.name}</caption>
      <tbody>
        {step.instructions.map(({ at, text, hole }) => (
          <tr key={at}>
            <td class="offset">{at.toString(16).padStart(4, '0')}</td>
            <td>{text}</td>
            <td class="comment">{hole === undefined ? '' : `;; ${hole}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
