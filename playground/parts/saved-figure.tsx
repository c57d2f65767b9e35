/** A figure that can be saved as SVG, with its numbers below as a table that can be saved as CSV. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { download, fileName } from './download.js';
import { csvOf, svgOf } from './figure-files.js';

interface Props {
  /** What its files are named after. */
  readonly title: string;
  /** The figure's numbers, as a table. */
  readonly table: ComponentChildren;
  /** The drawing: somewhere in it is an `<svg>`. */
  readonly children: ComponentChildren;
}

/** The figure, its buttons and its numbers. */
export function SavedFigure({ title, table, children }: Props) {
  const drawing = useRef<HTMLDivElement>(null);
  const numbers = useRef<HTMLDetailsElement>(null);
  const saveSvg = (): void => {
    const svg = drawing.current === null ? undefined : svgOf(drawing.current);
    if (svg !== undefined) download(fileName(title, 'svg'), 'image/svg+xml', svg);
  };
  const saveCsv = (): void => {
    const shown = numbers.current?.querySelector('table');
    if (shown) download(fileName(title, 'csv'), 'text/csv', csvOf(shown));
  };
  return (
    <figure class="plot">
      <div ref={drawing}>{children}</div>
      <div class="saving">
        <button type="button" class="quiet" onClick={saveSvg}>
          SVG
        </button>
        <button type="button" class="quiet" onClick={saveCsv}>
          CSV
        </button>
      </div>
      <details class="numbers" ref={numbers}>
        <summary>The numbers</summary>
        {table}
      </details>
    </figure>
  );
}
