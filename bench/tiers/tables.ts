/** What the scenario `tiers` prints. */
import { engineNames, type EngineName } from '../../src/engines/named.js';
import { printTable } from '../markdown.js';
import { predicateNamed, type PredicateName } from '../predicates.js';
import { count, microseconds } from '../table.js';
import { againstBest, meanRatio, worst, type AgainstBest } from './against-best.js';
import type { Cell } from './measurement.js';
import type { TierContestant } from './messages.js';
import type { BreakEven } from './pairs.js';
import type { RebindResult } from './race.js';

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** For each predicate the total times, rows downwards; the fastest engine's with a star. */
export function totalTables(cells: readonly Cell[]): string {
  const contestants = contestantsOf(cells);
  return unique(cells.map(({ predicate }) => predicate))
    .map((predicate) => {
      const own = cells.filter((cell) => cell.predicate === predicate);
      const rows = unique(own.map((cell) => cell.rows)).map((n) => {
        const row = own.filter((cell) => cell.rows === n);
        const best = Math.min(
          ...row.filter(({ contestant }) => contestant !== 'auto').map(({ total }) => total.median),
        );
        return [count(n), ...contestants.map((contestant) => totalOf(row, contestant, best))];
      });
      const { sql } = predicateNamed(predicate);
      return `${predicate}: ${sql.length > 100 ? `${sql.slice(0, 100)}…` : sql}\n\n${printTable({ head: ['rows', ...contestants], rows })}`;
    })
    .join('\n');
}

const contestantsOf = (cells: readonly Cell[]): readonly TierContestant[] =>
  [...engineNames, 'auto' as const].filter((name) => cells.some(({ contestant }) => contestant === name));

function totalOf(row: readonly Cell[], contestant: TierContestant, best: number): string {
  const cell = row.find((one) => one.contestant === contestant);
  if (cell === undefined) return '';
  return `${microseconds(cell.total.median)}${cell.total.median === best ? ' *' : ''}`;
}

/** Microseconds until the first row's bit can be read: of one row, and of rows that come in whole batches. */
export function firstRowTable(cells: readonly Cell[], batchRows: number): string {
  const contestants = contestantsOf(cells);
  const rows = unique(cells.map(({ predicate }) => predicate)).map((predicate) => [
    predicate,
    ...contestants.map((contestant) => {
      const own = cells.filter((cell) => cell.predicate === predicate && cell.contestant === contestant);
      const [alone, inBatches] = [own.find((cell) => cell.rows === 1), own.find((cell) => cell.rows >= batchRows)];
      return [alone, inBatches]
        .map((cell) => (cell === undefined ? '' : microseconds(cell.firstRow.median)))
        .join(' / ');
    }),
  ]);
  return printTable({ head: ['predicate', ...contestants], rows });
}

/** The pairs that people ask for; the JSON has all. */
const pairs: readonly (readonly [EngineName, EngineName])[] = [
  ['switch', 'closure'],
  ['switch', 'wasm-switch'],
  ['switch', 'copy-patch'],
  ['closure', 'copy-patch'],
  ['wasm-switch', 'copy-patch'],
  ['wasm-threaded', 'copy-patch'],
  ['wasm-switch', 'optimizing'],
  ['copy-patch', 'optimizing'],
];

/** From how many rows on the second of a pair is faster. */
export function breakEvenTable(found: readonly BreakEven[]): string {
  const told = pairs.filter(([x, y]) => found.some((one) => isPair(one, x, y)));
  const rows = unique(found.map(({ predicate }) => predicate)).map((predicate) => [
    predicate,
    ...told.map(([x, y]) => pairCell(found, predicate, x, y)),
  ]);
  return printTable({ head: ['predicate', ...told.map(([x, y]) => `${x} → ${y}`)], rows });
}

const isPair = ({ from, to }: BreakEven, x: EngineName, y: EngineName): boolean =>
  (from === x && to === y) || (from === y && to === x);

function pairCell(found: readonly BreakEven[], predicate: PredicateName, x: EngineName, y: EngineName): string {
  const one = found.find((each) => each.predicate === predicate && isPair(each, x, y));
  if (one === undefined) return '';
  // The second one was sooner ready than the first: what is told is where the first one overtakes it.
  const isTurned = one.from === y;
  if (one.rows === null) return isTurned ? 'always' : 'never';
  return isTurned ? `up to ${rounded(one.rows)}` : one.rows === 0 ? 'always' : rounded(one.rows);
}

/** Two figures: there are powers of ten between the points. */
const rounded = (rows: number): string => count(Number(rows.toPrecision(2)));

/** auto's time as a part of the best engine's, predicates downwards, "!" where it is more than 5 % slower beyond noise. */
export function autoTable(cells: readonly Cell[]): string {
  const found = againstBest(cells);
  if (found.length === 0) return '';
  const all = unique(found.map(({ rows }) => rows));
  const rows = unique(found.map(({ predicate }) => predicate)).map((predicate) => [
    predicate,
    ...all.map((n) => {
      const one = found.find((each) => each.predicate === predicate && each.rows === n);
      return one === undefined
        ? ''
        : `${one.ratio.toFixed(2)} ±${((one.high - one.low) / 2).toFixed(2)}${one.isWorse ? ' !' : ''}`;
    }),
  ]);
  return `${printTable({ head: ['rows', ...all.map(count)], rows })}\n${verdict(found)}`;
}

function verdict(found: readonly AgainstBest[]): string {
  const told = ({ predicate, rows, ratio, low, high, best, chosen }: AgainstBest): string =>
    `${predicate} at ${count(rows)} rows: ${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}) against ${best}; auto: ${chosen}`;
  const bad = found.filter(({ isWorse }) => isWorse);
  const most = worst(found);
  return [
    `auto takes ${meanRatio(found).toFixed(3)} times the best engine's time in the geometric mean of ${found.length} points.`,
    most === undefined ? '' : `Worst: ${told(most)}.`,
    bad.length === 0
      ? 'Nowhere is it more than 5 % slower beyond noise.'
      : `It is more than 5 % slower, with intervals that do not overlap, at ${bad.length} of ${found.length} points:`,
    ...bad.map((one) => `- ${told(one)}`),
    '',
  ].join('\n');
}

/** Microseconds to the last row for statements like one that was there before. */
export function rebindTable(found: readonly RebindResult[]): string {
  const rows = found.map(({ statement, contestant, rows: n, freshShape, otherLiteral, otherParameter }) => [
    statement,
    contestant,
    count(n),
    ...[freshShape, otherLiteral, otherParameter].map(({ median }) => microseconds(median)),
  ]);
  return printTable({
    head: ['statement', 'engine', 'rows', 'a new shape', 'another literal', '`$1` rebound'],
    rows,
    texts: 2,
  });
}
