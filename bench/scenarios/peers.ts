/** The canonical predicates over the same rows in memory, counted by quern and by what people would use instead: one thread each, a process each. */
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoCsv, demoHeader } from '../../src/datasets/demo.js';
import { SqlError } from '../../src/error.js';
import { highestRung } from '../../src/program/program.js';
import { AskedProcess } from '../dialogue.js';
import type { Result } from '../json.js';
import { printTable } from '../markdown.js';
import { noiseWarning } from '../noise.js';
import { peerContestants, peerNames, type PeerContestant, type PeerName } from '../peers/contestants.js';
import type { PeerAnswer, PeerQuestion } from '../peers/messages.js';
import type { PeerRows } from '../peers/peer.js';
import { findPeer, installPeers, serverPrograms } from '../peers/packages.js';
import { findPostgres, startServer } from '../postgres/server.js';
import { peerPredicates, type PeerPredicate } from '../peers/predicates.js';
import { predicateNamed } from '../predicates.js';
import { disagreement } from '../race.js';
import { geometricMean, summarize, type Summary } from '../statistics.js';
import { count, nanoseconds, times } from '../table.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

interface Measured {
  readonly contestant: PeerName;
  readonly version: string | undefined;
  readonly selected: ReadonlyMap<PeerPredicate, number>;
  readonly summaries: ReadonlyMap<PeerPredicate, Summary>;
  /** Why it has no figure for a predicate, or for none. */
  readonly notes: readonly string[];
}

export const peers: Scenario = {
  summary:
    'counting rows in memory: quern, databases, data frames, JavaScript and C by hand (QUERN_PEERS: a folder to install them into)',
  usualRows: 2_000_000,
  async run(settings: Settings): Promise<Outcome> {
    installPeers((what) => {
      settings.onStep(what, 0);
    });
    const folder = mkdtempSync(join(tmpdir(), 'quern-peers-'));
    try {
      // A server reads it as another user.
      chmodSync(folder, 0o755);
      writeCsv(join(folder, 'demo.csv'), settings);
      const measured: Measured[] = [];
      for (const contestant of peerNames) {
        const data = { rows: settings.rows, seed: settings.seed, folder };
        measured.push(await measure(contestant, data, measured[0], settings, measured.length / peerNames.length));
      }
      const summaries = measured.flatMap((one) => [...one.summaries.values()].map((summary) => ({ summary })));
      return {
        contenders: [],
        report: { results: measured.flatMap(toResults) },
        text: `${textOf(measured, settings)}${noiseWarning(summaries)}`,
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function writeCsv(path: string, { rows, seed }: Settings): void {
  const file = openSync(path, 'w');
  writeSync(file, demoHeader);
  for (const lines of demoCsv(rows, { seed })) writeSync(file, lines);
  closeSync(file);
}

/** Why the contestant cannot take part here; undefined if it can. */
function missing({ package: name, server, command }: PeerContestant): string | undefined {
  if (name !== undefined && findPeer(name) === undefined)
    return `the package ${name} is not installed (set QUERN_PEERS to a folder for it)`;
  if (server === 'installed' && findPostgres() === undefined) return 'no server is installed';
  if (command !== undefined && spawnSync(command, ['--version']).error !== undefined) return `there is no ${command}`;
  return undefined;
}

async function measure(
  contestant: PeerName,
  data: PeerRows,
  first: Measured | undefined,
  settings: Settings,
  done: number,
): Promise<Measured> {
  const definition: PeerContestant = peerContestants[contestant];
  const { label, server, package: packageName } = definition;
  const none = { contestant, version: undefined, selected: new Map(), summaries: new Map() };
  const why = missing(definition);
  if (why !== undefined) return { ...none, notes: [`${label}: ${why}`] };
  const place = server === 'package' && packageName !== undefined ? serverPrograms(packageName) : undefined;
  let running: Awaited<ReturnType<typeof startServer>> | undefined;
  const asked = new AskedProcess<PeerQuestion, PeerAnswer>('peers/child', label);
  try {
    settings.onStep(`${label}: taking the rows in`, done);
    if (server !== undefined) {
      const options = { settings: { shared_buffers: '1GB' }, ...(place === undefined ? {} : { bin: place }) };
      running = await startServer(options);
    }
    const predicates = peerPredicates(settings.predicates);
    const question = { kind: 'count', contestant, data: { ...data, socket: running?.socket }, predicates } as const;
    const { counts, version } = await asked.ask(question, 'counted');
    const notes: string[] = [];
    const selected = new Map<PeerPredicate, number>();
    const summaries = new Map<PeerPredicate, Summary>();
    for (const predicate of predicates) {
      const found = counts[predicate];
      if (typeof found !== 'number') {
        notes.push(`${label}, ${predicate}: ${found ?? 'no answer'}`);
        continue;
      }
      const expected = first?.selected.get(predicate) ?? found;
      if (found !== expected)
        throw new SqlError(disagreement, `${label} counts ${found} rows for ${predicate}, not ${expected}`);
      selected.set(predicate, found);
      settings.onStep(`${label}, ${predicate}`, done);
      const { nsPerRow } = await asked.ask({ kind: 'time', predicate, samples: settings.samples }, 'timed');
      summaries.set(predicate, summarize(nsPerRow));
    }
    return { contestant, version, selected, summaries, notes };
  } catch (error) {
    if (error instanceof SqlError && error.code === disagreement) throw error;
    return { ...none, notes: [`${label}: ${error instanceof Error ? error.message : String(error)}`] };
  } finally {
    asked.end();
    await running?.stop();
  }
}

function textOf(measured: readonly Measured[], { rows, predicates: asked }: Settings): string {
  const predicates = peerPredicates(asked);
  const shown = measured.filter(({ summaries }) => summaries.size > 0);
  const [first] = shown;
  const head = [
    '',
    ...shown.map(
      ({ contestant, version }) => `${peerContestants[contestant].label}${version === undefined ? '' : ` ${version}`}`,
    ),
  ];
  const lines = predicates.map((predicate) => [
    predicate,
    ...shown.map(({ summaries }) => {
      const summary = summaries.get(predicate);
      return summary === undefined ? '–' : nanoseconds(summary.median);
    }),
  ]);
  const ratios = shown.map(({ summaries }) => {
    const both = predicates.flatMap((predicate) => {
      const [mine, theirs] = [first?.summaries.get(predicate), summaries.get(predicate)];
      return mine === undefined || theirs === undefined ? [] : [theirs.median / mine.median];
    });
    return both.length === 0 ? '–' : times(geometricMean(both));
  });
  const means = [`of ${first === undefined ? '' : peerContestants[first.contestant].label}, geometric mean`, ...ratios];
  const notes = measured.flatMap((one) => one.notes);
  return `${count(rows)} rows: nanoseconds a row to count, medians\n\n${printTable({ head, rows: [...lines, means] })}${notes.map((note) => `\n– ${note}`).join('')}\n`;
}

const toResults = ({ contestant, selected, summaries }: Measured): Result[] =>
  [...summaries].map(([predicate, { median, low, high, samples, spread }]) => ({
    engine: contestant,
    rung: highestRung,
    predicate: predicateNamed(predicate).sql,
    name: predicate,
    selected: selected.get(predicate) ?? null,
    nsPerRow: { median, low, high, samples },
    spread,
  }));
