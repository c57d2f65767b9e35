/** What a linker is given: modules, what of them is to be there in the end, and what the memory holds at first. */
import type { SqlError } from '../error.js';
import type { DataPart, ModuleParts } from './module-parts.js';

/** A function of one of the modules that are linked, by the name under which it is exported there. */
export interface ExportedName {
  readonly module: string;
  readonly name: string;
}

/** A function of one of the modules, by its place in the table that it has. */
export interface TableEntry {
  readonly module: string;
  readonly entry: number;
}

export interface Linking {
  /** The modules by their names; what one imports from another is found by the name of either. */
  readonly modules: ReadonlyMap<string, ModuleParts>;
  /** Where a module finds what it imports from `env`, in order. */
  readonly environment: readonly string[];
  /** What of the environment is never called, because nothing in the program needs it. */
  readonly absent: ReadonlySet<string>;
  /** What of the environment the linked module imports from its host. */
  readonly host: readonly string[];
  /** What the linked module exports. */
  readonly exports: readonly ExportedName[];
  /** The functions that are called through the function table, by their numbers. */
  readonly table: ReadonlyMap<number, ExportedName | TableEntry>;
  /** The sizes of the memory in pages: at first, and at most. */
  readonly pages: readonly [initial: number, maximum: number];
  /** What lies in the memory at first, beside the modules' own data. */
  readonly data: readonly DataPart[];
  /** What is raised when a function of the environment is called that none of the modules there has. */
  readonly unavailable: (name: string) => SqlError;
}
