/**
 * A linker for quern's own modules: of a kernel, the functions of its interface, the core's runtime and the families, one module with its own memory that
 * holds only the functions that are reached, with the static data of the modules that they look into.
 */
import { SqlError } from '../error.js';
import { Writer } from '../engines/stencils/writer.js';
import { walkInstructions, type IndexSpace } from './instructions.js';
import type { ExportedName, Linking, TableEntry } from './linking.js';
import type { DataPart, ModuleParts } from './module-parts.js';
import { Reader, signed } from '../kernel/reader.js';

/** A function that is reached: whose it is, and its place among its module's functions, imports left out; or its type, where it is absent. */
type Reached = { readonly module: string; readonly place: number } | { readonly module: string; readonly type: number };

/** No locals, `unreachable`, `end`. */
const absentBody = Uint8Array.of(0x00, 0x00, 0x0b);

/** The pages of static data that belong to a module are these many bytes from where its data begins. */
const window = 65_536;

export class Linker {
  readonly #given: Linking;
  readonly #reached: Reached[] = [];
  /** The types of what the host gives, which are numbered before all other functions. */
  readonly #hostTypes: number[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #types: Uint8Array[] = [];
  readonly #typeNumbers = new Map<string, number>();
  readonly #globals: Uint8Array[] = [];
  readonly #globalNumbers = new Map<string, number>();
  /** The tables: the function table, if it is used, and the modules' own, by module. */
  readonly #tables: string[] = [];
  /** The modules into whose static data a function looks. */
  readonly #withData = new Set<string>();
  /** Constants that a function holds, any of which may be the number of an error. */
  readonly constants = new Set<number>();
  /** Whether the program, and not only its interface, can raise an error. */
  raises = false;

  constructor(given: Linking) {
    this.#given = given;
    for (const symbol of given.exports) this.#function(symbol.module, this.#exported(symbol));
    for (const symbol of given.table.values()) this.#function(symbol.module, this.#called(symbol));
    const started = new Set<string>();
    for (let n = 0; n < this.#reached.length; n++) {
      const reached = this.#reached[n];
      if (reached === undefined) break;
      this.#look(reached);
      const { start } = this.#module(reached.module);
      if (started.has(reached.module) || start === undefined) continue;
      started.add(reached.module);
      this.#function(reached.module, start);
    }
  }

  /** How many functions the linked module has. */
  get functions(): number {
    return this.#reached.length;
  }

  /** The linked module; `more` lies in its memory too. */
  write(more: readonly DataPart[] = []): Uint8Array<ArrayBuffer> {
    const whole = new Writer();
    const out = new Writer();
    const section = (id: number, content: () => void): void => {
      out.reset();
      content();
      whole.byte(id);
      whole.u32(out.length);
      whole.copy(out.bytes);
    };
    const { exports, pages, table } = this.#given;
    const vector = <T>(list: readonly T[], item: (item: T, place: number) => void): void => {
      out.u32(list.length);
      list.forEach(item);
    };
    const bodies = this.#reached.map((reached) => this.#body(reached));
    const starts = this.#starts();
    const typeOf = this.#reached.map((reached) => {
      const parts = this.#module(reached.module);
      return this.#type(parts, 'type' in reached ? reached.type : (parts.functions[reached.place]?.type ?? 0));
    });
    const startType = starts.length > 1 ? this.#typeNumber(Uint8Array.of(0x60, 0, 0)) : 0;
    const tables = this.#tables.map((owner) => ({ owner, size: this.#tableSize(owner) }));

    whole.copy(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00));
    section(1, () => {
      vector(this.#types, (type) => {
        out.copy(type);
      });
    });
    const { host } = this.#given;
    if (host.length > 0)
      section(2, () => {
        vector(host, (name, place) => {
          out.name('env');
          out.name(name);
          out.byte(0);
          out.u32(this.#hostTypes[place] ?? 0);
        });
      });
    section(3, () => {
      vector(starts.length > 1 ? [...typeOf, startType] : typeOf, (type) => {
        out.u32(type);
      });
    });
    if (tables.length > 0)
      section(4, () => {
        vector(tables, ({ size }) => {
          out.copy(Uint8Array.of(0x70, 0x00));
          out.u32(size);
        });
      });
    section(5, () => {
      out.copy(Uint8Array.of(1, 1));
      for (const size of pages) out.u32(size);
    });
    if (this.#globals.length > 0)
      section(6, () => {
        vector(this.#globals, (global) => {
          out.copy(global);
        });
      });
    section(7, () => {
      out.u32(exports.length + 1);
      out.name('memory');
      out.copy(Uint8Array.of(2, 0));
      for (const symbol of exports) {
        out.name(symbol.name);
        out.byte(0);
        out.u32(this.#function(symbol.module, this.#exported(symbol)));
      }
    });
    if (starts.length > 0)
      section(8, () => {
        out.u32(starts.length > 1 ? this.#given.host.length + this.#reached.length : (starts[0] ?? 0));
      });
    const elements = tables.flatMap(({ owner }, place) => this.#elements(owner, place, table));
    if (elements.length > 0)
      section(9, () => {
        vector(elements, ({ place, offset, functions }) => {
          // A table other than the first is named, with the kind of its elements.
          out.u32(place === 0 ? 0 : 2);
          if (place > 0) out.u32(place);
          out.byte(0x41);
          out.copy(signed(offset));
          out.byte(0x0b);
          if (place > 0) out.byte(0);
          vector(functions, (index) => {
            out.u32(index);
          });
        });
      });
    section(10, () => {
      out.u32(bodies.length + (starts.length > 1 ? 1 : 0));
      for (const body of bodies) {
        out.u32(body.length);
        out.copy(body);
      }
      if (starts.length > 1)
        out.sized(() => {
          out.u32(0);
          for (const start of starts) {
            out.byte(0x10);
            out.u32(start);
          }
          out.byte(0x0b);
        });
    });
    const data = [...this.#data(), ...this.#given.data, ...more];
    if (data.length > 0)
      section(11, () => {
        vector(data, ({ address, bytes }) => {
          out.copy(Uint8Array.of(0, 0x41));
          out.copy(signed(address ?? 0));
          out.byte(0x0b);
          out.u32(bytes.length);
          out.copy(bytes);
        });
      });
    return whole.bytes.slice();
  }

  #module(name: string): ModuleParts {
    const parts = this.#given.modules.get(name);
    if (parts === undefined) throw new SqlError('XX000', `there is no module ${name} to link`);
    return parts;
  }

  /** The index of an exported function in its module. */
  #exported({ module, name }: ExportedName): number {
    const index = this.#module(module).exports.get(name);
    if (index === undefined) throw new SqlError('XX000', `the module ${module} has no function ${name}`);
    return index;
  }

  /** The index of a function that is called through the table in its module. */
  #called(symbol: ExportedName | TableEntry): number {
    if ('name' in symbol) return this.#exported(symbol);
    for (const { offset, functions } of this.#module(symbol.module).elements) {
      const index = functions[symbol.entry - offset];
      if (index !== undefined) return index;
    }
    throw new SqlError('XX000', `the module ${symbol.module} has no function ${symbol.entry} in its table`);
  }

  /** The number in the linked module of a function that a module counts so, which is reached by that. */
  #function(module: string, index: number): number {
    const { imports } = this.#module(module);
    const imported = imports[index];
    if (imported !== undefined) {
      if (imported.module === 'env' && this.#given.absent.has(imported.name))
        return this.#absent(module, imported.type);
      const given = imported.module === 'env' ? this.#given.host.indexOf(imported.name) : -1;
      if (given >= 0) {
        this.#hostTypes[given] ??= this.#type(this.#module(module), imported.type);
        return given;
      }
      if (imported.name === 'raise' && module !== 'abi') this.raises = true;
      const owner = this.#ownerOf(imported.module, imported.name);
      return this.#function(owner, this.#exported({ module: owner, name: imported.name }));
    }
    const key = `${module} ${index}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#add({ module, place: index - imports.length });
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** The number of another function of the linked module. */
  #add(reached: Reached): number {
    return this.#given.host.length + this.#reached.push(reached) - 1;
  }

  /** A function that traps. */
  #absent(module: string, type: number): number {
    const key = `absent ${module} ${type}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#add({ module, type });
      this.#numbers.set(key, number);
    }
    return number;
  }

  #ownerOf(module: string, name: string): string {
    const { modules, environment } = this.#given;
    if (module !== 'env') return modules.has(module) ? module : (aliases[module] ?? module);
    const owner = environment.find((one) => modules.get(one)?.exports.has(name));
    if (owner === undefined) throw this.#given.unavailable(name);
    return owner;
  }

  /** Notes what a function reaches: functions, globals, types, tables, data. */
  #look(reached: Reached): void {
    const parts = this.#module(reached.module);
    const [first, last] = dataRange(parts);
    walkInstructions(this.#instructions(reached), {
      index: (space, index) => this.#index(reached.module, space, index),
      constant: (value) => {
        this.constants.add(value);
        if (value >= first && value <= last) this.#withData.add(reached.module);
      },
    });
  }

  #index(module: string, space: IndexSpace, index: number): number {
    const parts = this.#module(module);
    switch (space) {
      case 'function':
        return this.#function(module, index);
      case 'type':
        return this.#type(parts, index);
      case 'global':
        return this.#global(module, index);
      case 'table':
        return this.#table(module);
      case 'data':
        throw new SqlError('XX000', `the module ${module} copies its data itself, which cannot be linked`);
    }
  }

  #type({ types }: ModuleParts, index: number): number {
    return this.#typeNumber(types[index] ?? Uint8Array.of(0x60, 0, 0));
  }

  #typeNumber(type: Uint8Array): number {
    const key = type.join();
    let number = this.#typeNumbers.get(key);
    if (number === undefined) {
      number = this.#types.push(type) - 1;
      this.#typeNumbers.set(key, number);
    }
    return number;
  }

  #global(module: string, index: number): number {
    const key = `${module} ${index}`;
    let number = this.#globalNumbers.get(key);
    if (number === undefined) {
      number = this.#globals.push(this.#module(module).globals[index] ?? new Uint8Array()) - 1;
      this.#globalNumbers.set(key, number);
    }
    return number;
  }

  /** The place of the table that a module calls through: the function table that it imports, or its own, whose functions are reached by that. */
  #table(module: string): number {
    const { importsTable, elements } = this.#module(module);
    const owner = importsTable ? functionTable : module;
    const place = this.#tables.indexOf(owner);
    if (place >= 0) return place;
    if (!importsTable)
      for (const { functions } of elements) for (const index of functions) this.#function(module, index);
    return this.#tables.push(owner) - 1;
  }

  #tableSize(owner: string): number {
    return owner === functionTable ? Math.max(0, ...this.#given.table.keys()) + 1 : (this.#module(owner).table ?? 0);
  }

  #elements(owner: string, place: number, table: Linking['table']) {
    if (owner === functionTable)
      return [...table].map(([offset, symbol]) => ({
        place,
        offset,
        functions: [this.#function(symbol.module, this.#called(symbol))],
      }));
    return this.#module(owner).elements.map(({ offset, functions }) => ({
      place,
      offset,
      functions: functions.map((index) => this.#function(owner, index)),
    }));
  }

  /** What the modules run when they are instantiated, of those from which a function is reached. */
  #starts(): number[] {
    const modules = new Set(this.#reached.map(({ module }) => module));
    return [...modules].flatMap((module) => {
      const { start } = this.#module(module);
      return start === undefined ? [] : [this.#function(module, start)];
    });
  }

  #data(): DataPart[] {
    return [...this.#withData].flatMap((module) =>
      this.#module(module).data.filter(({ address }) => address !== undefined),
    );
  }

  /** Its locals and instructions with the linked module's numbers. */
  #body(reached: Reached): Uint8Array {
    const out = new Writer();
    const reader = this.#instructions(reached);
    out.copy(reader.bytes.subarray(0, reader.at));
    walkInstructions(reader, { index: (space, index) => this.#index(reached.module, space, index) }, out);
    return out.bytes.slice();
  }

  /** A reader at the first instruction, behind the locals. */
  #instructions(reached: Reached): Reader {
    const body = 'type' in reached ? absentBody : this.#module(reached.module).functions[reached.place]?.body;
    const reader = new Reader(body ?? absentBody);
    reader.vector(() => {
      reader.u32();
      reader.byte();
    });
    return reader;
  }
}

/** What a module is called by those that import from it, where that is not its name. */
const aliases: Readonly<Record<string, string>> = { runtime: 'core' };

/** The name of the table that modules import. */
const functionTable = 'the function table';

/** Where a module's static data begins and ends; nowhere without any. */
function dataRange({ data }: ModuleParts): readonly [first: number, last: number] {
  const addresses = data.flatMap(({ address }) => (address === undefined ? [] : [address]));
  if (addresses.length === 0) return [Infinity, -Infinity];
  const first = Math.min(...addresses);
  return [first, Math.min(first + window, Math.max(...data.map(({ address = 0, bytes }) => address + bytes.length)))];
}
