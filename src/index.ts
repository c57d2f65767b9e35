/**
 * quern: PostgreSQL predicates, compiled to an opcode program and run by a switch interpreter, threaded closures or a
 * copy-and-patch JIT that emits WebAssembly.
 */
export type { Attribute, HeapTable, TableColumn } from './catalog/attribute.js';
export { types, type TypeInfo, type TypeName, type Value } from './catalog/types.js';
export type { Decision, Prediction, Stretch } from './engines/auto/history.js';
export { engineNames, type EngineName } from './engines/named.js';
export { SqlError, type SqlErrorDetails, type SqlErrorJson } from './error.js';
export type { Reader, RowValues, Writer } from './inputs/reader.js';
export { Analysis } from './library/analysis.js';
export type { AnalysisReport, ConjunctReport } from './library/analysis-report.js';
export { Expression, expression, expressionSync } from './library/expression.js';
export { filterRows, type FilterOptions } from './library/filter-rows.js';
export type { RowSource } from './library/filter-stream.js';
export type { ExplainOptions } from './library/explain.js';
export type { CompileOptions } from './library/options.js';
export type { DateForm, ValueForm } from './inputs/value-form.js';
export type { RowForm } from './library/row-column.js';
export {
  fromJSON,
  Predicate,
  predicate,
  predicateSync,
  type BatchOptions,
  type BatchRows,
} from './library/predicate.js';
export { load, Table, type TableOptions } from './library/table.js';
export type { MatchedChange } from './library/sets/change-answers.js';
export type { PredicateError } from './library/sets/predicate-error.js';
export { PredicateSet, predicateSet, type PredicateSetOptions } from './library/sets/predicate-set.js';
export { unavailable } from './catalog/unavailable.js';
export { disjoint, implies, minus, simplify } from './library/algebra.js';
export type { Shape } from './algebra/canonical.js';
export type { Pushable, PushableOptions } from './library/as-sql.js';
export type { CombineOptions } from './library/combine.js';
export type { PredicateJson } from './library/predicate-json.js';
export { predicateFor } from './library/predicate-for.js';
export { selectList } from './library/select-list.js';
export type { RunOptions } from './library/run-limit.js';
export type { CompileLimits } from './library/compile-budget.js';
export type {
  Checked,
  ColumnDefinition,
  InputValue,
  OutputValue,
  Parameter,
  Params,
  ParamValue,
  RowOf,
  SqlTypes,
} from './library/types.js';
export { Arena, type ArenaOptions } from './arena/arena.js';
export type { SessionSettings, Settings } from './arena/settings.js';
export { Batch, type BatchColumn } from './memory/batch.js';
export { HeapBatch } from './memory/heap/batch.js';
export { Selection } from './memory/selection.js';
export type { ComputedColumn, CopiedColumn, OutputColumn } from './outputs/output-column.js';
export { deformRungs, type DeformRung } from './program/deform/deform.js';
export { rungs, type Rung } from './program/program.js';
export type { Column, Schema } from './sql/expression.js';
export { prepare, type PrepareOptions } from './library/prepare.js';
export { loadParser } from './library/sql-writer.js';
export { parseSchema, type LoadParserOptions, type ParserFile } from './sql/loader.js';
export type { SchemaObject } from './sql/schema.js';
