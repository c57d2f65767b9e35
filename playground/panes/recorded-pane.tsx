/** A pane over recorded native code: its fields, and one or two predicates side by side, asked for when the reader comes near. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useNear } from '../parts/near.js';
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import { useAnswer } from '../state/answer.js';
import type { PaneId } from '../state/view.js';
import type { State } from '../state/state.js';
import { simulating } from '../worker/client.js';
import type { Methods } from '../worker/worker.js';
import { choicesOf, NotRecorded, RecordedFields } from './recorded-choice.js';
import type { RecordedChoice } from '../worker/native.js';

type Method = 'native' | 'pipeline';
type Argument<M extends Method> = Parameters<Methods[M]>[0];
type View<M extends Method> = NonNullable<Awaited<ReturnType<Methods[M]>>>;

interface Props<M extends Method, V> {
  readonly id: PaneId;
  readonly title: string;
  readonly about: string;
  readonly state: State;
  readonly set: (change: Partial<State>) => void;
  /** What is asked of the worker for a choice. */
  readonly method: M;
  readonly argument: (choice: RecordedChoice) => Argument<M>;
  /** More fields. */
  readonly tools?: ComponentChildren;
  /** What is to be seen, while it is not there yet. */
  readonly promise: string;
  /** What the terminal's `quern explain` is told to show the same. */
  readonly flags: string;
  /** Fetches what draws; asked for when the reader comes near. */
  readonly load: () => Promise<V>;
  readonly show: (view: View<M>, side: SideOf, views: V) => ComponentChildren;
}

/** Which of the two a view is, and whether it is of the page's own predicate, whose steps other panes have too. */
export interface SideOf {
  readonly side: 'left' | 'right';
  readonly isOwn: boolean;
}

/** The pane. */
export function RecordedPane<M extends Method, V>({
  id,
  title,
  about,
  state,
  set,
  tools,
  load,
  ...shown
}: Props<M, V>) {
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place);
  const [views, setViews] = useState<{ readonly loaded: V } | undefined>(undefined);
  useEffect(() => {
    if (near) void load().then((loaded) => setViews({ loaded }));
  }, [near]);
  const { left, right } = choicesOf(state);
  return (
    <Pane
      id={id}
      title={title}
      class="wide"
      about={about}
      tools={
        <>
          <RecordedFields state={state} set={set} />
          {tools}
        </>
      }
    >
      <div ref={place} class={right === undefined ? 'recorded' : 'recorded sides'}>
        <Side {...shown} views={views} side="left" choice={left} near={near} state={state} />
        {right === undefined ? null : (
          <Side {...shown} views={views} side="right" choice={right} near={near} state={state} />
        )}
      </div>
    </Pane>
  );
}

interface SideProps<M extends Method, V>
  extends Pick<Props<M, V>, 'state' | 'method' | 'argument' | 'promise' | 'flags' | 'show'>,
    Pick<SideOf, 'side'> {
  readonly choice: RecordedChoice;
  readonly near: boolean;
  readonly views: { readonly loaded: V } | undefined;
}

function Side<M extends Method, V>({
  side,
  choice,
  near,
  views,
  state,
  method,
  argument,
  promise,
  flags,
  show,
}: SideProps<M, V>) {
  const { value, failure, waiting } = useAnswer<M>(simulating, method, near ? argument(choice) : undefined, 60);
  return (
    <div class="recorded-side" aria-busy={near && waiting}>
      {failure !== undefined ? (
        <FailureNote failure={failure} lead="This one cannot be shown:" />
      ) : value !== undefined && views !== undefined ? (
        show(value as View<M>, { side, isOwn: 'source' in choice }, views.loaded)
      ) : near && !waiting && value === undefined ? (
        <NotRecorded state={state} flags={flags} />
      ) : (
        <Nothing>{promise}</Nothing>
      )}
    </div>
  );
}
