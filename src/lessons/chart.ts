/** Figures as text, for a terminal: lines on a grid of characters, bars of block characters. */
import type { Figure, Series } from './experiment.js';

const markers = ['●', '○', '▲', '△', '■', '□', '◆', '◇', '×', '+'] as const;
const marker = (n: number): string => markers[n % markers.length] ?? '●';

/** Draws a figure; `width` is that of the whole, in characters. Ends with a line break. */
export function drawFigure(figure: Figure, width = 80): string {
  const lines = figure.kind === 'bars' ? bars(figure, width) : grid(figure, width);
  return [figure.title, '', ...lines, ''].join('\n');
}

/** A number for an axis or a bar: three digits are enough. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return '–';
  if (size >= 1e6) return `${trimmed(value / 1e6)}M`;
  if (size >= 10_000) return `${trimmed(value / 1e3)}k`;
  return size >= 1000 ? value.toFixed(0) : trimmed(value);
}

const trimmed = (value: number): string =>
  value === 0 ? '0' : String(Number(Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)));

/** An axis: where a value lies between its ends, from 0 to 1. */
interface Axis {
  readonly from: number;
  readonly to: number;
  place(value: number): number;
  /** The value at a place. */
  at(place: number): number;
}

function axis(values: readonly number[], scale: 'linear' | 'log' | undefined, fromZero: boolean): Axis {
  const log = scale === 'log';
  const usable = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  const [onto, back] = log ? [Math.log10, (x: number) => 10 ** x] : [(x: number) => x, (x: number) => x];
  const low = Math.min(...usable);
  const from = onto(fromZero && !log ? Math.min(0, low) : low);
  const high = onto(Math.max(...usable));
  const length = !(high > from) ? 1 : fromZero && !log ? 3 * roundStep((high - from) / 3) : high - from;
  return {
    from: back(from),
    to: back(from + length),
    place: (value) => (onto(value) - from) / length,
    at: (place) => back(from + place * length),
  };
}

/** The next round number: the axis has three steps of it. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return (roundSteps.find((step) => step * power >= least * (1 - 1e-9)) ?? 10) * power;
}
const roundSteps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const;

const gridRows = 16;

function grid({ x, y, series }: Figure, width: number): string[] {
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) return ['(nothing was measured)'];
  const xAxis = axis(
    points.map((point) => point.x),
    x.scale,
    false,
  );
  const yAxis = axis(
    points.map((point) => point.y),
    y.scale,
    true,
  );
  const labels = Array.from({ length: gridRows }, (_, row) =>
    row % 5 === 0 ? shortNumber(yAxis.at(1 - row / (gridRows - 1))) : '',
  );
  const margin = Math.max(...labels.map((label) => label.length));
  const columns = Math.max(10, width - margin - 3);
  const cells = Array.from({ length: gridRows }, (): string[] => Array.from({ length: columns }, () => ' '));
  // The first series is drawn last, so that it is on top.
  for (let n = series.length - 1; n >= 0; n--) plot(series[n], n, cells, xAxis, yAxis);
  const ends = [shortNumber(xAxis.from), shortNumber(xAxis.at(0.5)), shortNumber(xAxis.to)] as const;
  const room = columns - ends.join('').length;
  return [
    `${' '.repeat(margin)} ${y.label}`,
    ...cells.map(
      (row, n) => `${(labels[n] ?? '').padStart(margin)} ${labels[n] === '' ? '│' : '┤'}${row.join('').trimEnd()}`,
    ),
    `${' '.repeat(margin)} └${'─'.repeat(columns)}`,
    `${' '.repeat(margin + 2)}${ends[0]}${' '.repeat(Math.max(1, Math.floor(room / 2)))}${ends[1]}${' '.repeat(Math.max(1, Math.ceil(room / 2)))}${ends[2]}`,
    `${' '.repeat(margin + 2)}${x.label}`,
    ...(series.length > 1 ? ['', ...series.map(({ name }, n) => `${' '.repeat(margin + 2)}${marker(n)} ${name}`)] : []),
  ];
}

/** Its points as markers, and dots on the straight lines between them. */
function plot(series: Series | undefined, n: number, cells: string[][], xAxis: Axis, yAxis: Axis): void {
  const [width, height] = [cells[0]?.length ?? 0, cells.length];
  const places = (series?.points ?? []).flatMap((point) => {
    const [column, row] = [xAxis.place(point.x) * (width - 1), (1 - yAxis.place(point.y)) * (height - 1)];
    return Number.isFinite(column) && Number.isFinite(row) ? [{ column, row }] : [];
  });
  const put = (column: number, row: number, text: string): void => {
    const line = cells[Math.round(row)];
    if (line !== undefined && (text !== '·' || line[Math.round(column)] === ' ')) line[Math.round(column)] = text;
  };
  places.forEach((to, index) => {
    const from = places[index - 1];
    const steps =
      from === undefined ? 0 : Math.ceil(Math.max(Math.abs(to.column - from.column), Math.abs(to.row - from.row)));
    for (let step = 1; from !== undefined && step < steps; step++) {
      const part = step / steps;
      put(from.column + (to.column - from.column) * part, from.row + (to.row - from.row) * part, '·');
    }
  });
  for (const { column, row } of places) put(column, row, marker(n));
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

function bars({ x, y, series }: Figure, width: number): string[] {
  const values = series
    .flatMap(({ points }) => points.map((point) => point.y))
    .filter((value) => Number.isFinite(value) && value > 0);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const log = y.scale === 'log' && most > least;
  const margin = Math.max(
    0,
    ...series.map(({ name }) => name.length),
    ...(series.length > 1 ? [] : (x.labels ?? []).map((label) => label.length)),
  );
  const room = Math.max(10, width - margin - 12);
  // On a logarithmic scale the shortest bar is one character long.
  const length = (value: number): number =>
    value <= 0 ? 0 : log ? 1 + ((room - 1) * Math.log(value / least)) / Math.log(most / least) : (room * value) / most;
  const bar = (value: number): string => {
    const parts = Math.round(length(value) * 8);
    return `${'█'.repeat(Math.floor(parts / 8))}${eighths[parts % 8] ?? ''} ${shortNumber(value)}`;
  };
  const lines = [`${y.label}${log ? ', logarithmic' : ''}`];
  (x.labels ?? []).forEach((label, place) => {
    if (series.length > 1) lines.push('', label);
    for (const { name, points } of series) {
      const point = points.find((one) => one.x === place);
      if (point !== undefined) lines.push(`${(series.length > 1 ? name : label).padStart(margin)} │${bar(point.y)}`);
    }
  });
  return lines;
}
