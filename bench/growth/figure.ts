/**
 * Draws what `bench growth --json FILE` wrote: the whole time over the number of conjuncts, both in logarithms, a line an engine, and beside them what is
 * in proportion.
 *
 *   npx tsx bench/growth/figure.ts FILE docs/figures/growth.svg
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { series } from './series.js';

interface Measured {
  readonly engine: string;
  readonly predicate: string;
  readonly conjuncts: number;
  readonly nsPerRow: { readonly median: number };
}
interface Point {
  readonly conjuncts: number;
  readonly milliseconds: number;
}

const width = 760;
const height = 440;
const margin = { left: 70, right: 150, top: 44, bottom: 52 };
/** Told apart without red and green (Okabe and Ito, Color Universal Design). */
const colours = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9', '#000000'];
/** The scales' ends: conjuncts, and milliseconds. */
const across = [1, 1024] as const;
const upwards = [0.1, 10_000] as const;

const place = (value: number, [from, to]: readonly [number, number]): number =>
  Math.log(value / from) / Math.log(to / from);
const x = (conjuncts: number): number => margin.left + place(conjuncts, across) * (width - margin.left - margin.right);
const y = (milliseconds: number): number =>
  height - margin.bottom - place(milliseconds, upwards) * (height - margin.top - margin.bottom);
const at = (value: number): string => value.toFixed(1);

function figure(results: readonly Measured[]): string {
  const own = results.filter(({ predicate }) => predicate.endsWith(series.mixed.title));
  const lines = new Map<string, Point[]>();
  for (const { engine, conjuncts, nsPerRow } of own) {
    lines.set(engine, [...(lines.get(engine) ?? []), { conjuncts, milliseconds: nsPerRow.median / 1e6 }]);
  }
  const title = 'From the text to the first row, by the number of conjuncts';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${margin.left}" y="24" font-size="15">${title}</text>`,
    ...axes(),
    `<path d="M${at(x(1))} ${at(y(upwards[0]))}L${at(x(1024))} ${at(y(upwards[0] * 1024))}" stroke="#999" stroke-dasharray="4 4" fill="none"/>`,
    `<text x="${at(x(1024) + 6)}" y="${at(y(upwards[0] * 1024) + 4)}" fill="#666">in proportion</text>`,
    ...labelled([...lines]).flatMap(({ engine, points, label }, n) =>
      line(engine, points, label, colours[n % colours.length] ?? '#000'),
    ),
    '</svg>\n',
  ].join('\n');
}

function axes(): string[] {
  const parts: string[] = [];
  for (let conjuncts = across[0]; conjuncts <= across[1]; conjuncts *= 4) {
    parts.push(
      `<path d="M${at(x(conjuncts))} ${margin.top}V${height - margin.bottom}" stroke="#eee"/>`,
      `<text x="${at(x(conjuncts))}" y="${height - margin.bottom + 18}" text-anchor="middle">${conjuncts.toLocaleString('en-US')}</text>`,
    );
  }
  for (let milliseconds = upwards[0]; milliseconds <= upwards[1]; milliseconds *= 10) {
    const told =
      milliseconds < 1
        ? `${Math.round(milliseconds * 1000)} µs`
        : milliseconds < 1000
          ? `${milliseconds} ms`
          : `${milliseconds / 1000} s`;
    parts.push(
      `<path d="M${margin.left} ${at(y(milliseconds))}H${width - margin.right}" stroke="#eee"/>`,
      `<text x="${margin.left - 8}" y="${at(y(milliseconds) + 4)}" text-anchor="end">${told}</text>`,
    );
  }
  parts.push(
    `<text x="${at((x(1) + x(1024)) / 2)}" y="${height - 12}" text-anchor="middle">conjuncts: ${series.mixed.title}</text>`,
  );
  return parts;
}

interface Line {
  readonly engine: string;
  readonly points: readonly Point[];
  /** Where its name stands. */
  readonly label: number;
}

/** The lines from the lowest end upwards, their names far enough apart to be read. */
function labelled(lines: readonly (readonly [string, readonly Point[]])[]): Line[] {
  const end = (points: readonly Point[]): number => y(points.at(-1)?.milliseconds ?? 1);
  let above = height;
  return [...lines]
    .sort((a, b) => end(b[1]) - end(a[1]))
    .map(([engine, points]) => {
      above = Math.min(end(points) + 4, above - 14);
      return { engine, points, label: above };
    });
}

function line(engine: string, points: readonly Point[], label: number, colour: string): string[] {
  const path = points
    .map(({ conjuncts, milliseconds }, n) => `${n === 0 ? 'M' : 'L'}${at(x(conjuncts))} ${at(y(milliseconds))}`)
    .join('');
  return [
    `<path d="${path}" stroke="${colour}" stroke-width="2" fill="none"/>`,
    `<text x="${at(x(points.at(-1)?.conjuncts ?? 1) + 6)}" y="${at(label)}" fill="${colour}">${engine}</text>`,
  ];
}

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) {
  process.stderr.write('usage: figure REPORT.json FIGURE.svg\n');
  process.exitCode = 2;
} else
  writeFileSync(
    to,
    figure((JSON.parse(readFileSync(from, 'utf8')) as { readonly results: readonly Measured[] }).results),
  );
