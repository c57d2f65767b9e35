/** The typed expression, as it was analysed and as it is after its constants were folded. */
import { useState } from 'preact/hooks';
import { Nothing, Pane } from '../parts/pane.js';
import { Tabs } from '../parts/tabs.js';
import type { CompiledView } from '../worker/compile.js';
import type { TreeNode } from '../worker/tree.js';

interface Props {
  readonly view: CompiledView | undefined;
  /** Told where the node under the pointer was written. */
  readonly point: (position: number | undefined) => void;
}

/** The pane of the tree. */
export function TreePane({ view, point }: Props) {
  const [which, choose] = useState<'written' | 'simplified'>('simplified');
  return (
    <Pane id="tree" title="Typed tree" about="PostgreSQL’s nodes: each has a type, and ? where it can be null.">
      {view === undefined ? (
        <Nothing>
          When the predicate is right, its tree is here: the functions that PostgreSQL chooses for its operators. Point
          at a node to see its word in the text.
        </Nothing>
      ) : (
        <Tabs
          id="tree-kind"
          label="Which tree"
          chosen={which}
          onChoose={choose}
          tabs={[
            { value: 'simplified', label: 'Simplified', title: 'With constants folded' },
            { value: 'written', label: 'As written', title: 'As the analyser made it' },
          ]}
        >
          {/* biome-ignore lint/a11y/useKeyWithMouseEvents: the place is in each node’s title too */}
          <ul
            class="tree"
            onMouseOver={(event) => point(positionOf(event.target))}
            onMouseLeave={() => point(undefined)}
          >
            <Node node={view[which].root} />
          </ul>
          {view[which].omitted > 0 ? <Nothing>{view[which].omitted} more nodes are not shown.</Nothing> : null}
        </Tabs>
      )}
    </Pane>
  );
}

/** The place of the node that an element belongs to. */
function positionOf(target: EventTarget | null): number | undefined {
  const node = target instanceof Element ? target.closest<HTMLElement>('[data-position]') : null;
  return node === null ? undefined : Number(node.dataset['position']);
}

function Node({ node }: { readonly node: TreeNode }) {
  const { kind, label, type, canBeNull, position, children } = node;
  return (
    <li>
      <span
        class="node"
        data-position={position}
        title={position === undefined ? 'not written by you' : `at character ${position}`}
      >
        <span class="node-kind">{kind}</span> {label === '' ? null : <span class="node-label">{label}</span>}{' '}
        <span class="node-type">
          {type}
          {canBeNull ? <abbr title="can be null">?</abbr> : null}
        </span>
      </span>
      {children.length === 0 ? null : (
        <ul>
          {children.map((child, n) => (
            <Node key={n} node={child} />
          ))}
        </ul>
      )}
    </li>
  );
}
