/** A predicate or an expression as one WebAssembly module that needs nothing else: its kernel, the functions that it calls and an interface (docs/abi.md). */
import { Arena } from '../arena/arena.js';
import { runtimeBase64 } from '../arena/runtime.generated.js';
import { isImmutable } from '../catalog/catalog.js';
import type { TypeName } from '../catalog/types.js';
import { types } from '../catalog/types.js';
import { allNumbers } from '../engines/stencils/baking.js';
import { writeModule } from '../engines/stencils/module.js';
import { Frame } from '../engines/frame.js';
import { SqlError } from '../error.js';
import { functionsBase64 } from '../functions/core-table.generated.js';
import { familyStride } from '../functions/family.js';
import { functionInfo } from '../functions/functions.js';
import { loadedFamily } from '../functions/registry.js';
import { compileSql, type Compiled } from '../library/front-end.js';
import type { CompileOptions } from '../library/options.js';
import { asItIs } from '../library/row-program.js';
import { decodeBase64 } from '../platform/base64.js';
import { compileQual, compileScalar } from '../program/compile.js';
import { decode } from '../program/decode.js';
import type { Program } from '../program/program.js';
import { childrenOf } from '../sql/children.js';
import type { Expr } from '../sql/expression.js';
import { qualList } from '../sql/simplify/qual.js';
import { abiBase64 } from './abi.generated.js';
import {
  clickhouseExports,
  clickhouseImports,
  clickhouseTable,
  clickhouseType,
  valueOfColumn,
  type ClickhouseValue,
} from './clickhouse.js';
import { description, inputNumber } from './description.js';
import { errorTable } from './error-table.js';
import { Linker } from './link.js';
import type { ExportedName, TableEntry } from './linking.js';
import { abiVersion, epochs, type KernelValues } from '../kernel/manifest.js';
import { withManifest } from './manifest-section.js';
import { takeApart, type ModuleParts } from './module-parts.js';
import type { ExportedKernel, ExportOptions } from './options.js';
import { snapshot } from './snapshot.js';
import { narrowed } from './used-columns.js';

const pageSize = 65_536;
/** The module that has the core's functions in a table. */
const coreTable = 'functions of core';
const always = ['abi', 'alloc', 'free', 'columns', 'bind', 'run', 'bitmap', 'error'];

/** The numbers among the constants are part of the code: nobody reads their slots. */
function forgetBaked({ arena, program, slots }: Frame): void {
  for (const constant of allNumbers(program)) arena.views.u8.fill(0, slots + 16 * constant, slots + 16 * constant + 8);
}

/** The functions of the interface that a program needs. */
const interfaceOf = (program: Program): readonly string[] => [
  ...always,
  ...(program.params.length > 0 ? ['params', 'param'] : []),
  ...(program.families.length > 0 ? ['clock'] : []),
  ...(program.kind === 'scalar' ? ['results'] : []),
];

/** The parts of the interface that no column of a program needs, nor the host. */
function absentFrom({ columns }: Program, isForClickhouse: boolean): ReadonlySet<string> {
  const absent = new Set<string>();
  if (!isForClickhouse) absent.add('tell_host');
  if (columns.every((type) => types[type].representation !== 'ref')) absent.add('bind_views');
  if (columns.every((type) => inputNumber(type) === undefined)) absent.add('read_values');
  if (!columns.some(hasEpoch)) absent.add('scale_numbers');
  return absent;
}

/**
 * A predicate or an expression as one WebAssembly module with the same answers, for other hosts: its kernel, the functions that it calls, and nothing else.
 *
 * Raises what compiling raises, 0A000 for what needs quern around it (functions over the elements of arrays), 22023 for a bound that is too small. An exported
 * kernel knows no time zone by name but UTC: one that asks for another at run time raises.
 */
export async function exportKernel(sql: string, options: ExportOptions = {}): Promise<ExportedKernel> {
  const { kind = 'predicate', target, scratchBytes = 256 * 1024, maximumBytes = 1024 ** 3, ...compile } = options;
  const isForClickhouse = target === 'clickhouse';
  const arena = new Arena({ scratchBytes });
  const compiled = await compiledFor(sql, kind, { ...compile, engine: 'copy-patch', arena });
  const { program, used } = narrowed(programOf(compiled, kind));
  const clickhouse = isForClickhouse ? clickhouseValues(compiled, kind, used) : [];
  const frame = new Frame(program, arena);
  const kernel = writeModule(program, allNumbers(program));
  const heapStart = arena.allocate(64);

  const modules = new Map<string, ModuleParts>([
    ['kernel', takeApart(kernel.bytes)],
    ['abi', apart(abiBase64)],
    ['core', apart(runtimeBase64)],
    [coreTable, apart(functionsBase64)],
  ]);
  const table = calledByNumber(program);
  for (const { module } of table.values()) addFamily(modules, module);
  const pages = [Math.ceil((heapStart + pageSize) / pageSize), Math.ceil(maximumBytes / pageSize)] as const;
  if (pages[0] > pages[1])
    throw new SqlError('22023', `a kernel of at most ${maximumBytes} bytes has no room for its scratch area`, {
      hint: `Let maximumBytes be at least ${pages[0] * pageSize}.`,
    });
  forgetBaked(frame);
  const linker = new Linker({
    modules,
    environment: ['abi', 'core'],
    absent: absentFrom(program, isForClickhouse),
    host: isForClickhouse ? clickhouseImports : [],
    exports: [
      ...interfaceOf(program).map((name) => `quern_${name}`),
      ...(isForClickhouse ? clickhouseExports : []),
    ].map((name) => ({ module: 'abi', name })),
    table,
    pages,
    data: snapshot(arena, heapStart),
  });
  const errors = errorTable(heapStart, {
    constants: linker.constants,
    raises: linker.raises,
    scales: program.columns.some(hasEpoch),
    buffers: isForClickhouse,
  });
  const hostTable = clickhouseTable(aligned(errors.end), clickhouse);
  const about = description({
    frame,
    heapStart: aligned(errors.end) + hostTable.bytes.length,
    errors: { address: heapStart, count: errors.count },
    scratchStart: arena.scratchStart,
    clickhouse: isForClickhouse ? aligned(errors.end) : 0,
  });
  const bytes = linker.write([errors.data, ...(isForClickhouse ? [hostTable] : []), about]);
  frame.free();
  return withManifest(bytes, {
    abi: abiVersion,
    kind,
    sql,
    columns: used.flatMap((place) => {
      const column = compiled.schema[place];
      return column === undefined ? [] : [{ name: column.name, ...valuesOf(column.type), notNull: column.notNull }];
    }),
    params: compiled.params.map(valuesOf),
    ...(kind === 'expression' ? { result: valuesOf(compiled.expr.type) } : {}),
    ...(errors.codes.length > 0 ? { errors: errors.codes } : {}),
    ...(isForClickhouse ? { clickhouse: clickhouse.map((value) => clickhouseType(value) ?? '') } : {}),
  });
}

/** Whether it calls what gives another value at another time, such as `now()`: it is not immutable, and depends on no column. */
const asksClock = (expr: Expr): boolean =>
  (expr.kind === 'FuncExpr' && !isImmutable(expr.func) && expr.args.every(({ kind }) => kind === 'Const')) ||
  childrenOf(expr).some(asksClock);

const aligned = (address: number): number => (address + 7) & ~7;

/** The columns and the result as ClickHouse has them. Raises 0A000 for what its convention cannot do. */
function clickhouseValues(
  compiled: Compiled,
  kind: 'predicate' | 'expression',
  used: readonly number[],
): ClickhouseValue[] {
  if (compiled.params.length > 0)
    throw new SqlError('0A000', 'a kernel with parameters cannot be called by ClickHouse', {
      hint: 'Write the values into the text.',
    });
  if (asksClock(compiled.expr))
    throw new SqlError('0A000', 'ClickHouse gives its functions no clock', {
      hint: 'Give the instant as a column: ClickHouse has now64(6).',
    });
  const columns = used.flatMap((place) => compiled.schema[place] ?? []);
  const values = [
    ...columns.map(valueOfColumn),
    kind === 'predicate'
      ? { type: 'bool' as const, isNullable: false }
      : { type: compiled.expr.type, isNullable: true },
  ];
  values.forEach((value, n) => {
    if (clickhouseType(value) !== undefined) return;
    const what = n < columns.length ? `column "${columns[n]?.name ?? ''}"` : 'the result';
    throw new SqlError('0A000', `${what} has type ${value.type}, which ClickHouse has no type for`, {
      hint: 'Cast it to text in an expression, or declare the column as text and cast it in the predicate.',
    });
  });
  return values;
}

/** Whether a host counts its values from another day than PostgreSQL, or in another unit. */
const hasEpoch = (type: TypeName): boolean => epochs[type] !== undefined;

/** A type, and how a host gives or gets values of it. */
function valuesOf(type: TypeName): KernelValues {
  const { representation, storage } = types[type];
  if (inputNumber(type) !== undefined) return { type, form: 'input' };
  if (representation === 'ref') return { type, form: 'bytes' };
  return storage === 'BOOL' ? { type, form: 'bits' } : { type };
}

/** The text compiled; a value that has no number is handed out as its text. */
async function compiledFor(sql: string, kind: 'predicate' | 'expression', options: CompileOptions): Promise<Compiled> {
  const compiled = await compileSql(sql, kind, options);
  return kind === 'predicate' || inputNumber(compiled.expr.type) === undefined
    ? compiled
    : compileSql(`(${sql}\n)::text`, kind, { ...options, paramTypes: compiled.params });
}

function programOf({ expr, schema: columns, params }: Compiled, kind: 'predicate' | 'expression'): Program {
  // A host gives each value as its type has it.
  const schema = columns.map(asItIs);
  return kind === 'predicate'
    ? compileQual(qualList(expr), { schema, params })
    : compileScalar(expr, { schema, params });
}

const taken = new Map<string, ModuleParts>();

/** A module of the package taken apart, once. */
function apart(base64: string): ModuleParts {
  let parts = taken.get(base64);
  if (parts === undefined) {
    parts = takeApart(decodeBase64(base64));
    taken.set(base64, parts);
  }
  return parts;
}

function addFamily(modules: Map<string, ModuleParts>, name: string): void {
  const family = loadedFamily(name);
  if (modules.has(name) || family === undefined) return;
  modules.set(name, apart(family.module));
  for (const other of family.dependsOn) addFamily(modules, other);
}

/** The functions that are called by their numbers: the program's, and those that read columns and parameters from their texts. */
function calledByNumber(program: Program): ReadonlyMap<number, ExportedName | TableEntry> {
  const table = new Map<number, ExportedName | TableEntry>();
  const add = (number: number): void => {
    const { family, name } = functionInfo(number);
    table.set(number, number < familyStride ? { module: coreTable, entry: number } : { module: family, name });
  };
  for (const step of decode(program.code)) {
    step?.info.operands.forEach(({ kind }, place) => {
      if (kind === 'function') add(step.operands[place] ?? 0);
    });
  }
  for (const type of [...program.columns, ...program.params]) {
    const number = inputNumber(type);
    if (number !== undefined) add(number);
  }
  return table;
}
