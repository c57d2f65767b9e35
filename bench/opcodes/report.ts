/** What came out of the scenario `opcodes` for one predicate, as tables: one for JavaScript and one for WebAssembly. */
import Table from 'cli-table3';
import type { Contender } from '../contender.js';
import { count, nanoseconds, tableStyle, times } from '../table.js';
import { seriesLabel, type GeneratedSwitch, type Series } from './generated-switch.js';

/** A column: its title, its side, and what it says of an interpreter. */
type Column = readonly [
  title: string,
  align: 'left' | 'right',
  cell: (generated: GeneratedSwitch, contender: Contender) => string,
];

/** One row an interpreter; `limit`, in bytes, is the longest bytecode that V8 optimises. */
export function sizeTables(contenders: readonly Contender[], limit: number | undefined): string {
  const isWasm = ({ job }: Contender): boolean => job.generated?.series === 'WebAssembly';
  const tables = [
    table(
      contenders.filter((contender) => !isWasm(contender)),
      [
        [
          'text, KB',
          'right',
          ({ facts }) => (facts.codeBytes === undefined ? '' : (facts.codeBytes / 1000).toFixed(1)),
        ],
        [
          'bytecode',
          'right',
          ({ facts: { bytecodeBytes } }) =>
            bytecodeBytes === undefined ? '' : `${mark(bytecodeBytes, limit)}${count(bytecodeBytes)}`,
        ],
      ],
    ),
    table(contenders.filter(isWasm), [
      ['module, KB', 'right', ({ facts }) => ((facts.codeBytes ?? 0) / 1000).toFixed(1)],
      ['Liftoff, ms', 'right', ({ facts }) => facts.liftoffMilliseconds?.toFixed(1) ?? ''],
      ['TurboFan, ms', 'right', ({ facts }) => facts.turbofanMilliseconds?.toFixed(1) ?? ''],
    ]),
  ];
  return tables.filter((text) => text !== '').join('\n');
}

const mark = (bytecodeBytes: number, limit = Infinity): string => (bytecodeBytes > limit ? '> ' : '');

function table(contenders: readonly Contender[], own: readonly Column[]): string {
  if (contenders.length === 0) return '';
  const columns: readonly Column[] = [
    ['', 'left', ({ series }) => seriesLabel[series]],
    ['opcodes', 'right', sizeOf],
    ...own,
    ['runs in', 'left', (_, { tiers }) => [...new Set(tiers)].join(', ')],
    ['ns a row', 'right', (_, { summary }) => nanoseconds(summary.median)],
    ['', 'left', (_, { summary: { median, low, high } }) => `±${Math.round((50 * (high - low)) / median)} %`],
    ['/ smallest', 'right', ({ series }, { summary }) => ratio(summary.median, smallestOf(contenders, series))],
  ];
  const printed = new Table({
    head: columns.map(([title]) => title),
    colAligns: columns.map(([, align]) => align),
    ...tableStyle,
  });
  for (const contender of contenders) {
    const { generated } = contender.job;
    if (generated !== undefined) printed.push(columns.map(([, , cell]) => cell(generated, contender)));
  }
  return `${printed.toString()}\n`;
}

const sizeOf = ({ opcodes, facts: { casesInFirst } }: GeneratedSwitch): string =>
  casesInFirst === undefined ? String(opcodes) : `${casesInFirst} + ${opcodes - casesInFirst}`;

/** Of the same language: all in JavaScript are held against the smallest in one function. */
const smallestOf = (contenders: readonly Contender[], series: Series): Contender | undefined =>
  contenders.find(({ job }) => job.generated?.series === (series === 'WebAssembly' ? series : 'one function'));

const ratio = (median: number, smallest: Contender | undefined): string =>
  smallest === undefined ? '' : times(median / smallest.summary.median);
