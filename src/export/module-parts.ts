/** A WebAssembly module taken apart into what the linker puts together again: the parts that quern's own modules have, and no others. */
import { SqlError } from '../error.js';
import { Reader } from '../kernel/reader.js';

export interface ImportedFunction {
  readonly module: string;
  readonly name: string;
  readonly type: number;
}
/** A function's body: its locals and instructions as they stand. */
export interface FunctionPart {
  readonly type: number;
  readonly body: Uint8Array;
}
export interface DataPart {
  /** Its address, for what is there when the module begins; undefined for a passive segment. */
  readonly address: number | undefined;
  readonly bytes: Uint8Array;
}
/** Functions that stand in a table from the beginning. */
export interface ElementPart {
  readonly offset: number;
  readonly functions: readonly number[];
}

export interface ModuleParts {
  /** Signatures as they are encoded. */
  readonly types: readonly Uint8Array[];
  readonly imports: readonly ImportedFunction[];
  readonly importsTable: boolean;
  readonly functions: readonly FunctionPart[];
  /** The number of entries of a table of its own; undefined without one. */
  readonly table: number | undefined;
  /** Each as it is encoded: its type and the instructions of its first value. */
  readonly globals: readonly Uint8Array[];
  /** Function indices by name. */
  readonly exports: ReadonlyMap<string, number>;
  readonly start: number | undefined;
  readonly elements: readonly ElementPart[];
  readonly data: readonly DataPart[];
}

const refuse = (what: string): never => {
  throw new SqlError('XX000', `a module with ${what} cannot be linked`);
};

function limits(reader: Reader): number {
  const flags = reader.byte();
  const least = reader.u32();
  if ((flags & 1) !== 0) reader.u32();
  return least;
}

/** The number that an `i32.const` expression gives. */
function constant(reader: Reader): number {
  if (reader.byte() !== 0x41) return refuse('an address that is computed');
  const value = reader.i32();
  if (reader.byte() !== 0x0b) return refuse('an address that is computed');
  return value;
}

const functionType = 0x60;

/** Passes over a constant expression of numbers. */
function skipConstant(reader: Reader): void {
  for (let opcode = reader.byte(); opcode !== 0x0b; opcode = reader.byte()) {
    if (opcode === 0x41 || opcode === 0x42) while ((reader.byte() & 0x80) !== 0);
    else if (opcode === 0x43) reader.take(4);
    else if (opcode === 0x44) reader.take(8);
    else refuse('a global that is computed');
  }
}

export function takeApart(bytes: Uint8Array): ModuleParts {
  const module = new Reader(bytes, 8);
  const types: Uint8Array[] = [];
  const imports: ImportedFunction[] = [];
  let importsTable = false;
  const typeOf: number[] = [];
  let bodies: Uint8Array[] = [];
  let table: number | undefined;
  let globals: Uint8Array[] = [];
  const exports = new Map<string, number>();
  let start: number | undefined;
  const elements: ElementPart[] = [];
  let data: DataPart[] = [];

  const sections: Readonly<Record<number, (reader: Reader) => void>> = {
    1: (reader) => {
      reader.vector(() => {
        types.push(
          reader.passed(() => {
            if (reader.byte() !== functionType) refuse('a type that is no signature');
            reader.vector(() => reader.byte());
            reader.vector(() => reader.byte());
          }),
        );
      });
    },
    2: (reader) => {
      reader.vector(() => {
        const [from, name] = [reader.name(), reader.name()];
        const kind = reader.byte();
        if (kind === 0) imports.push({ module: from, name, type: reader.u32() });
        else if (kind === 1) {
          reader.byte();
          limits(reader);
          importsTable = true;
        } else if (kind === 2) limits(reader);
        else refuse('an imported global');
      });
    },
    3: (reader) => {
      typeOf.push(...reader.vector(() => reader.u32()));
    },
    4: (reader) => {
      reader.vector(() => {
        reader.byte();
        table = limits(reader);
      });
    },
    6: (reader) => {
      globals = reader.vector(() =>
        reader.passed(() => {
          reader.take(2);
          skipConstant(reader);
        }),
      );
    },
    7: (reader) => {
      reader.vector(() => {
        const name = reader.name();
        const kind = reader.byte();
        const index = reader.u32();
        if (kind === 0) exports.set(name, index);
      });
    },
    8: (reader) => {
      start = reader.u32();
    },
    9: (reader) => {
      reader.vector(() => {
        if (reader.u32() !== 0) refuse('elements that are not placed in its table');
        elements.push({ offset: constant(reader), functions: reader.vector(() => reader.u32()) });
      });
    },
    10: (reader) => {
      bodies = reader.vector(() => reader.take(reader.u32()));
    },
    11: (reader) => {
      data = reader.vector(() => {
        const mode = reader.u32();
        if (mode > 1) refuse('more than one memory');
        const address = mode === 0 ? constant(reader) : undefined;
        return { address, bytes: reader.take(reader.u32()) };
      });
    },
  };

  while (!module.done) {
    const id = module.byte();
    const size = module.u32();
    sections[id]?.(new Reader(bytes, module.at, module.at + size));
    module.at += size;
  }
  const functions = bodies.map((body, n) => ({ type: typeOf[n] ?? 0, body }));
  return { types, imports, importsTable, functions, table, globals, exports, start, elements, data };
}
