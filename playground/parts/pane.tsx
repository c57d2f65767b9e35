/** A pane: a titled region that fails by itself. What goes wrong inside is told in its place, and the other panes go on. */
import { Component, createContext, type ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import type { Failure } from '../worker/protocol.js';

interface Props {
  readonly id: string;
  readonly title: string;
  /** A sentence on what is to be seen. */
  readonly about?: ComponentChildren;
  /** Buttons and such in the title's line. */
  readonly tools?: ComponentChildren;
  readonly class?: string;
  readonly waiting?: boolean;
  readonly children: ComponentChildren;
}

/** The only panes that are shown; undefined for all. */
export const ShownPanes = createContext<ReadonlySet<string> | undefined>(undefined);

/** The region of a pane. */
export function Pane({ id, title, about, tools, waiting = false, children, ...rest }: Props) {
  const shown = useContext(ShownPanes);
  if (shown?.has(id) === false) return null;
  return (
    <section
      id={id}
      class={`pane ${rest.class ?? ''}`}
      aria-labelledby={`${id}-title`}
      aria-busy={waiting}
      tabIndex={-1}
    >
      <header class="pane-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {tools === undefined ? null : <div class="pane-tools">{tools}</div>}
      </header>
      {about === undefined ? null : <p class="about">{about}</p>}
      <Boundary>{children}</Boundary>
    </section>
  );
}

/** Shows what its children throw instead of them. */
class Boundary extends Component<{ readonly children: ComponentChildren }, { readonly error: Error | undefined }> {
  override state = { error: undefined };

  static override getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }

  override render(): ComponentChildren {
    const { error } = this.state as { readonly error: Error | undefined };
    if (error === undefined) return this.props.children;
    return (
      <div class="failure" role="alert">
        <p>This pane has failed: {error.message}</p>
        <button type="button" onClick={() => this.setState({ error: undefined })}>
          Try again
        </button>
      </div>
    );
  }
}

/** An error as PostgreSQL would report it. */
export function FailureNote({ failure, lead }: { readonly failure: Failure; readonly lead?: string }) {
  return (
    <div class="failure" role="status">
      <p>
        {lead === undefined ? null : <>{lead} </>}
        <strong>{failure.message}</strong> <code>{failure.code}</code>
      </p>
      {failure.detail === undefined ? null : <p>{failure.detail}</p>}
      {failure.hint === undefined ? null : <p>Hint: {failure.hint}</p>}
    </div>
  );
}

/** What a pane says that has nothing to show. */
export function Nothing({ children }: { readonly children: ComponentChildren }) {
  return <p class="nothing">{children}</p>;
}
