/** A scan of heap pages made ready in this process: all pages in memory when they fit, else read from the file in each pass, run by run. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { engineNamed, type EngineName } from '../../src/engines/named.js';
import { SqlError } from '../../src/error.js';
import { Arena } from '../../src/arena/arena.js';
import { decodeBase64 } from '../../src/platform/base64.js';
import { HeapBatch } from '../../src/memory/heap/batch.js';
import { pageBytes, segmentPages } from '../../src/memory/heap/page-layout.js';
import { SelectedBits } from '../../src/memory/selection.js';
import { compileQual } from '../../src/program/compile.js';
import type { Workload } from '../workload.js';
import type { HeapJob } from './job.js';
import { readBase64 } from './read.generated.js';
import { tableNamed } from './tables.js';

/** Pages that a kernel is given at a time, 4 MB: so many that calling it costs nothing, and so few that V8 can exchange it for its optimised form. */
const batchPages = 512;
/** More than so many bytes of pages are not kept in memory. */
const mostBytes = 1.8 * 1024 ** 3;

/** What is done with a run of pages at an address. */
type Visit = (address: number, pages: number, firstBlock: number) => void;

/** The relation's pages, all of them in every pass. */
class Pages {
  readonly arena: Arena;
  readonly #job: HeapJob;
  readonly #inMemory: boolean;
  readonly #address: number;

  constructor(job: HeapJob) {
    this.#job = job;
    this.#inMemory = job.pages * pageBytes <= mostBytes;
    this.arena = new Arena({ scratchBytes: 1024 * 1024, maximumBytes: 2 ** 31 - 65536 });
    this.#address = this.arena.allocate(((this.#inMemory ? job.pages : batchPages) + 1) * pageBytes);
    if (this.#inMemory) this.#read((at, pages, block) => this.#load(at, pages, this.#address + block * pageBytes));
  }

  each(visit: Visit): void {
    const { pages } = this.#job;
    if (this.#inMemory) {
      for (let block = 0; block < pages; block += batchPages)
        visit(this.#address + block * pageBytes, Math.min(batchPages, pages - block), block);
      return;
    }
    this.#read((file, count, block) => {
      this.#load(file, count, this.#address, block);
      visit(this.#address, count, block);
    });
  }

  /** Calls `load` for each run with the file that it is in, open at its place. */
  #read(load: (file: number, pages: number, block: number) => void): void {
    for (let segment = 0; segment * segmentPages < this.#job.pages; segment++) {
      const path = segment === 0 ? this.#job.path : `${this.#job.path}.${segment}`;
      const file = openSync(path, 'r');
      try {
        const first = segment * segmentPages;
        const pages = statSync(path).size / pageBytes;
        for (let block = 0; block < pages; block += batchPages)
          load(file, Math.min(batchPages, pages - block), first + block);
      } finally {
        closeSync(file);
      }
    }
  }

  #load(file: number, pages: number, address: number, block?: number): void {
    const bytes = pages * pageBytes;
    const read = readSync(
      file,
      this.arena.views.u8,
      address,
      bytes,
      block === undefined ? null : (block % segmentPages) * pageBytes,
    );
    if (read !== bytes) throw new SqlError('58030', `could not read ${this.#job.path}`);
  }
}

export async function prepareHeapScan(job: HeapJob): Promise<Workload> {
  const pages = new Pages(job);
  return job.contestant === 'read' ? readOnly(pages) : engineScan(job, job.contestant as EngineName, pages);
}

/** Only reads the pages: what a scan cannot be faster than. */
function readOnly(pages: Pages): Workload {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(decodeBase64(readBase64)), {
    env: { memory: pages.arena.memory },
  });
  const read = exports['read'] as (at: number, end: number) => number;
  return {
    arena: pages.arena,
    pass: () => {
      pages.each((address, count) => read(address, address + count * pageBytes));
    },
    check: () => ({ selected: undefined, checksum: undefined }),
  };
}

async function engineScan(job: HeapJob, name: EngineName, pages: Pages): Promise<Workload> {
  const engine = await engineNamed(name);
  const { arena } = pages;
  const { table } = tableNamed(job.table);
  const { conjuncts, rung, deform } = job;
  const kernel = engine.load(compileQual(conjuncts, { schema: table.columns, table, rung, deform }), arena);
  const batch = new HeapBatch(arena, table, batchPages, 0);
  const columns = table.columns.map((_, column) => column);
  let counted = 0;
  let before: number | undefined;
  const scan = (take: (selection: SelectedBits) => void): void => {
    pages.each((address, count, block) => {
      batch.moveTo(address, count, block, job.path);
      kernel.run(batch);
      take(new SelectedBits(arena, kernel.bitmap, batch.rows));
    });
  };
  const count = (selection: SelectedBits): void => {
    counted += selection.count;
  };
  const values = (selection: SelectedBits): void => {
    for (const row of selection.indices()) for (const column of columns) if (batch.get(column, row) !== null) counted++;
  };
  return {
    arena,
    pass: () => {
      counted = 0;
      scan(job.output === 'rows' ? values : count);
      if (before !== undefined && counted !== before)
        throw new SqlError('XX001', `a pass has counted ${counted}, the one before it ${before}`);
      before = counted;
    },
    check: () => {
      let selected = 0;
      let checksum = 0;
      scan((selection) => {
        selected += selection.count;
        for (const word of selection.keep().bitmap) checksum = Math.imul(checksum ^ word, 0x01000193) + 1;
      });
      return { selected, checksum };
    },
  };
}
