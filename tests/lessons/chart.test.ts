/** Figures as text, character by character. */
import { describe, expect, it } from 'vitest';
import { drawFigure, shortNumber } from '../../src/lessons/chart.js';
import type { Figure } from '../../src/lessons/experiment.js';

const tent: Figure = {
  kind: 'lines',
  title: 'A tent and a floor',
  x: { label: 'per cent' },
  y: { label: 'ns' },
  series: [
    {
      name: 'tent',
      points: [
        { x: 0, y: 0 },
        { x: 50, y: 6 },
        { x: 100, y: 0 },
      ],
    },
    {
      name: 'floor',
      points: [
        { x: 0, y: 2 },
        { x: 100, y: 2 },
      ],
    },
  ],
};

const columns: Figure = {
  kind: 'bars',
  title: 'Bars',
  x: { label: 'engine', labels: ['one', 'two'] },
  y: { label: 'ns a row' },
  series: [
    {
      name: 'old',
      points: [
        { x: 0, y: 10 },
        { x: 1, y: 5 },
      ],
    },
    {
      name: 'new',
      points: [
        { x: 0, y: 2.5 },
        { x: 1, y: 0 },
      ],
    },
  ],
};

describe('drawFigure', () => {
  it('draws lines on a grid with round axes', () => {
    expect(drawFigure(tent, 40)).toMatchInlineSnapshot(`
      "A tent and a floor

        ns
      6 ┤                  ●
        │                 ··
        │                ·  ·
        │              ··    ··
        │             ·        ·
      4 ┤            ·          ·
        │           ·            ·
        │          ·              ·
        │        ··                ··
        │       ·                    ·
      2 ┤○··································○
        │     ·                        ·
        │    ·                          ·
        │  ··                            ··
        │ ·                                ·
      0 ┤●                                  ●
        └────────────────────────────────────
         0               50               100
         per cent

         ● tent
         ○ floor
      "
    `);
  });

  it('draws bars to scale, with their values', () => {
    expect(drawFigure(columns, 40)).toMatchInlineSnapshot(`
      "Bars

      ns a row

      one
      old │█████████████████████████ 10
      new │██████▎ 2.5

      two
      old │████████████▌ 5
      new │ 0
      "
    `);
  });

  it('on a logarithmic axis equal ratios are equal distances', () => {
    const points = [1, 10, 100, 1000].map((x) => ({ x, y: x }));
    const log = { scale: 'log', label: 'n' } as const;
    const lines = drawFigure(
      { kind: 'lines', title: 'Log', x: log, y: log, series: [{ name: 'n', points }] },
      50,
    ).split('\n');
    const places = lines.flatMap((line, row) => (line.includes('●') ? [[row, line.indexOf('●')] as const] : []));
    expect(places).toHaveLength(4);
    const steps = places
      .slice(1)
      .map(([row, column], n) => [row - (places[n]?.[0] ?? 0), column - (places[n]?.[1] ?? 0)]);
    expect(new Set(steps.map(([rows]) => rows))).toEqual(new Set([5]));
    const across = steps.map(([, by]) => Math.abs(by ?? 0));
    expect(Math.max(...across) - Math.min(...across)).toBeLessThanOrEqual(1);
  });

  it.each([20, 40, 80, 120])('keeps to a width of %i', (width) => {
    for (const figure of [tent, columns]) {
      for (const line of drawFigure(figure, width).split('\n')) expect([...line].length).toBeLessThanOrEqual(width);
    }
  });

  it('draws what there is when points are missing, alike, or not numbers', () => {
    const flat = {
      ...tent,
      series: [
        {
          name: 'flat',
          points: [
            { x: 1, y: 3 },
            { x: 1, y: Number.NaN },
          ],
        },
      ],
    };
    expect(drawFigure(flat, 40)).toContain('●');
    expect(drawFigure({ ...tent, series: [{ name: 'none', points: [] }] }, 40)).toContain('nothing was measured');
  });
});

it('shortNumber keeps three digits', () => {
  expect([0, 0.00814, 0.75, 1.234, 12.34, 123.4, 1234, 12_345, 1_234_567, Number.NaN].map(shortNumber)).toEqual([
    '0',
    '0.00814',
    '0.75',
    '1.23',
    '12.3',
    '123',
    '1234',
    '12.3k',
    '1.23M',
    '–',
  ]);
});
