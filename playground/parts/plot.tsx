/** A figure by Observable Plot, which is fetched when the reader comes near the first one. For those who cannot see it, the same as a table; both can be saved. */
import type { PlotOptions } from '@observablehq/plot';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { whenNear } from './near.js';
import { SavedFigure } from './saved-figure.js';

type Plot = typeof import('./marks.js');

interface Props {
  /** What its files are named after. */
  readonly title: string;
  /** What the figure shows, in a sentence. */
  readonly label: string;
  /** The height that the figure will have, which is kept free until it is there. */
  readonly height?: number;
  /** Makes the options for a width; called again when what it depends on (`key`) changes. */
  readonly options: (plot: Plot, width: number) => PlotOptions;
  readonly dependsOn: unknown;
  /** The figure's numbers, as a table. */
  readonly children: ComponentChildren;
}

/** The figure and its numbers. */
export function PlotFigure({ title, label, height, options, dependsOn, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      setWidth(Math.round(entry?.contentRect.width ?? 0));
    });
    // A figure that nobody has come near to is not drawn, and Plot is not fetched for it.
    const forget = whenNear(element, () => observer.observe(element));
    return () => {
      forget();
      observer.disconnect();
    };
  }, []);
  useEffect(() => {
    let current = true;
    if (width > 0) {
      void import('./marks.js').then((plot) => {
        if (!current) return;
        const figure = plot.plot({
          width,
          style: { background: 'none', fontFamily: 'inherit', fontSize: '12px' },
          ...options(plot, width),
        });
        // The whole is one image with one label.
        for (const element of figure.querySelectorAll('[aria-label]')) element.removeAttribute('aria-label');
        place.current?.replaceChildren(figure);
      });
    }
    return () => {
      current = false;
    };
  }, [width, dependsOn]);
  return (
    <SavedFigure title={title} table={children}>
      <div
        ref={place}
        role="img"
        aria-label={label}
        {...(height === undefined ? {} : { style: { minHeight: `${height}px` } })}
      />
    </SavedFigure>
  );
}

/** The colours of series, in order. */
export const seriesColours = Array.from({ length: 8 }, (_, n) => `var(--series-${n + 1})`);
