/** The pane of native code: what V8's two compilers made of a kernel, beside the stencils that it was given. */
import { useState } from 'preact/hooks';
import { architectureNamed, architectureNames, architectures } from '../../src/native/architecture.js';
import { Tabs } from '../parts/tabs.js';
import type { State } from '../state/state.js';
import type { NativeTab } from './native-listings.js';
import { RecordedPane } from './recorded-pane.js';

interface Props {
  readonly state: State;
  readonly set: (change: Partial<State>) => void;
}

const tabs: readonly { readonly value: NativeTab; readonly label: string; readonly title: string }[] = [
  { value: 'baseline', label: 'Baseline', title: 'Baseline: Liftoff’s code, step by step beside the stencils' },
  { value: 'optimized', label: 'Optimised', title: 'Optimised: TurboFan’s code, in its own order' },
  { value: 'changes', label: 'What changed', title: 'What changed: the instructions of each step, before and after' },
];

/** The pane. */
export function NativePane({ state, set }: Props) {
  const [tab, setTab] = useState<NativeTab>('baseline');
  return (
    <RecordedPane
      id="native"
      title="Native code"
      about="What V8 makes of copied stencils: first by the compiler that is quick, then by the one that makes quick code. A step’s stencil and its instructions have the same colour; point at one to see the others. It is a recording, whichever processor you have, because a page cannot ask its browser."
      state={state}
      set={set}
      tools={
        <label>
          Processor{' '}
          <select
            value={state.architecture}
            onChange={({ currentTarget }) => {
              const architecture = architectureNamed(currentTarget.value);
              if (architecture !== undefined) set({ architecture });
            }}
          >
            {architectures.map((architecture) => (
              <option key={architecture} value={architecture}>
                {architectureNames[architecture]}
              </option>
            ))}
          </select>
        </label>
      }
      method="native"
      argument={(choice) => ({ choice, architecture: state.architecture })}
      promise="The machine instructions of a predicate’s kernel come here, each beside the stencil that it was made of."
      flags="--native"
      load={() => import('./native-listings.js')}
      show={(view, { side, isOwn }, { NativeListings }) => (
        <>
          <h3 class="recorded-title">
            {view.name} <code>{view.sql}</code>
          </h3>
          <Tabs id={`native-${side}`} label={`Which code of ${view.name}`} chosen={tab} onChoose={setTab} tabs={tabs}>
            <NativeListings view={view} tab={tab} prefix={isOwn ? '' : `${view.name} `} />
          </Tabs>
          <p class="about">Recorded with {view.recorded}.</p>
        </>
      )}
    />
  );
}
