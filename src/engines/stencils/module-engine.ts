/** Engines whose kernels are WebAssembly modules, compiled at their first run unless one of their shape is there. */
import { zoneRows, type NarrowBytes } from '../../memory/narrow.js';
import type { Program } from '../../program/program.js';
import type { Engine } from '../engine.js';
import { Frame } from '../frame.js';
import { frameKernel } from '../frame-kernel.js';
import { writeModule, type KernelModule } from './module.js';
import type { CachedModule, ModuleCache } from './module-cache.js';
import { shapeOf } from './shape.js';

/** The bytes of a value of each column that a batch has in narrow form; 0, or nothing at all, where it has none. */
export type NarrowWidths = readonly (NarrowBytes | 0)[];

/** A way to make a module of a program. */
export interface StencilSet {
  write(program: Program, baked: ReadonlySet<number>, narrow: NarrowWidths): KernelModule;
  /** What the module depends on beside the program's shape. */
  shape(program: Program): string;
  /** How many rows it runs at once: where a run begins in between, the rows up to the next such group are run one at a time. 1 unless given. */
  readonly rows?: number;
  /** The columns that it reads in narrow form if a batch has them so. Each run is then of rows of one zone. */
  narrowable?(program: Program): readonly number[];
}

/** The first row after the zone that a row is in. */
const zoneEnd = (row: number): number => (Math.floor(row / zoneRows) + 1) * zoneRows;

/** A row at a time. */
const rowByRow: StencilSet = { write: writeModule, shape: () => '' };

export interface ModuleMaker {
  readonly name: string;
  readonly cache: ModuleCache;
  /** The constants that are to be part of the code. */
  baked(program: Program): ReadonlySet<number>;
  /** What is done to the module before V8 compiles it. */
  finish(module: KernelModule): KernelModule;
  /** The set of stencils that the module is made of: those for one row at a time if not given. */
  readonly stencils?: StencilSet;
  prepare?(): Promise<void>;
}

export function moduleEngine({ name, cache, baked, finish, stencils = rowByRow, prepare }: ModuleMaker): Engine {
  const shapes = new WeakMap<Program, string>();
  const shape = (program: Program): string => {
    let text = shapes.get(program);
    if (text === undefined) {
      text = shapeOf(program, baked(program)) + stencils.shape(program);
      shapes.set(program, text);
    }
    return text;
  };
  const write = (program: Program, narrow: NarrowWidths): KernelModule =>
    finish(stencils.write(program, baked(program), narrow));
  const narrowable = new WeakMap<Program, readonly number[]>();
  const narrowOf = (program: Program): readonly number[] => {
    let columns = narrowable.get(program);
    if (columns === undefined) {
      columns = stencils.narrowable?.(program) ?? [];
      narrowable.set(program, columns);
    }
    return columns;
  };
  return {
    name,
    dispatch: 'none',
    ...(prepare === undefined ? {} : { prepare }),
    load(program, arena) {
      const frame = new Frame(program, arena);
      let module: CachedModule | undefined;
      let moduleShape = '';
      let single: CachedModule | undefined;
      const { rows = 1 } = stencils;
      const runSingly = (from: number, to: number): void => {
        if (single?.live !== true)
          single = cache.get(`1 ${shapeOf(program, baked(program))}`, () =>
            finish(writeModule(program, baked(program))),
          );
        single.scan(arena)(frame.base, frame.bitmap, from, to);
      };
      return frameKernel(frame, 'page by page', (batch) => {
        const narrow = batch.layout === 'columns' && batch.mayNarrow ? frame.bindNarrow(batch, narrowOf(program)) : [];
        const isNarrow = narrow.some((bytes) => bytes > 0);
        const wanted = isNarrow ? `${shape(program)}|narrow ${narrow.join()}` : shape(program);
        if (module?.live !== true || wanted !== moduleShape) module = cache.get(wanted, () => write(program, narrow));
        moduleShape = wanted;
        const scan = module.scan(arena);
        const runGroups = (from: number, to: number): void => {
          let first = from;
          do {
            first = scan(frame.base, frame.bitmap, first, to) ?? to;
            if (first < to) runSingly(first, Math.min(first + rows, to));
            first += rows;
          } while (first < to);
        };
        return (from, to) => {
          const group = Math.ceil(from / rows) * rows;
          if (from < group) runSingly(from, Math.min(group, to));
          if (group >= to && from !== group) return;
          let first = group;
          for (; isNarrow && zoneEnd(first) < to; first = zoneEnd(first)) runGroups(first, zoneEnd(first));
          runGroups(first, to);
        };
      });
    },
    has: (program) => cache.has(shape(program)),
    async compile(program) {
      const module = write(program, []);
      cache.add(shape(program), module, await WebAssembly.compile(module.bytes));
    },
  };
}
