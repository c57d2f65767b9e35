/**
 * What an analysis knows while it walks the parse tree, and how it reports: PostgreSQL's ParseState with its
 * parser_errposition.
 */
import type { Node } from 'libpg-query';
import type { HeapTable } from '../../catalog/attribute.js';
import type { TypeName, Value } from '../../catalog/types.js';
import { formatType } from '../../catalog/catalog.js';
import { SqlError } from '../../error.js';
import { childrenOf } from '../children.js';
import { supportedTypesHint } from '../computed-types.js';
import { declaredIn } from '../declared.js';
import type { CallFunction, Const, Domain, Expr, Schema, SupportedFunctions } from '../expression.js';
import { ColumnNames, type FoundColumn } from './column-names.js';
import type { Item } from './item.js';
import { wholeName } from '../parse/names.js';
import { ParameterTypes } from '../resolve/parameter-types.js';
import { spanAt } from '../parse/position.js';

/** How many nodes an expression may have: BETWEEN and IN repeat their operand, so a short text can grow without end. */
const MAX_NODES = 1_000_000;

export interface ContextOptions {
  readonly sql: string;
  /** Subtracted from a parse tree's location, it gives the byte in the text. */
  readonly offset: number;
  readonly schema: Schema;
  /** The table that the schema is of, whose attributes may be of types that no column has. */
  readonly table?: HeapTable | undefined;
  /** Whether a name without quotes that no column has means the only column that differs from it in case alone: for rows without a declared schema. */
  readonly anyCase?: boolean | undefined;
  /** The name of the table that the columns are of, or its schema's and its own with a dot between: what a column may be qualified with. */
  readonly tableName?: string | undefined;
  readonly paramTypes: readonly (TypeName | undefined)[];
  readonly call: CallFunction;
  readonly supported: SupportedFunctions;
  /** In the body of a function: the arguments that `$1`, `$2`, … stand for. */
  readonly args?: readonly Expr[];
  /** In the condition of a domain: what VALUE stands for. */
  readonly domainValue?: Expr | undefined;
  /** Counts bytes that the analysis makes; raises when there are too many. */
  readonly spend?: ((bytes: number) => void) | undefined;
  /** Analyses a node of the parse tree; the constructs call it for their parts. */
  readonly transform: (context: Context, node: Node | undefined) => Item;
}

export class Context {
  readonly params: ParameterTypes;
  private readonly columns: ColumnNames;
  private nodes = 0;

  constructor(private readonly options: ContextOptions) {
    this.params = new ParameterTypes(options.paramTypes);
    this.columns = new ColumnNames(options.schema, options.anyCase === true);
  }

  get hasColumns(): boolean {
    return this.columns.count > 0;
  }

  /** Whether a name, `items` or `public.items` in its parts, is that of the table. */
  isTable(name: readonly string[]): boolean {
    const own = this.options.tableName?.split('.').slice(-name.length);
    return own?.length === name.length && own.every((part, n) => part === name[n]);
  }

  column(name: string, location: number): FoundColumn | undefined {
    return this.columns.find(name, () => this.wordAt(location).endsWith('"'));
  }

  /** The names of the schema's columns. */
  get columnNames(): readonly string[] {
    return this.options.schema.map((column) => column.name);
  }

  /** The whole of a name that was written at a location and may have been cut by the parser. */
  wholeName(name: string, location: number): string {
    return wholeName(name, this.options.sql, location);
  }

  /** The type of an attribute that no column reads, because quern does not compute with it. */
  attributeType(name: string): string | undefined {
    return this.options.table?.attributes.find((attribute) => attribute.column === undefined && attribute.name === name)
      ?.type;
  }

  /** Analyses a part of the present construct. */
  transform(node: Node | undefined): Item {
    return this.options.transform(this, node);
  }

  /** The context of a function's body, in which `$n` are the arguments; places in it are none of the user's. */
  within(body: string, offset: number, args: readonly Expr[]): Context {
    return new Context({ ...this.options, sql: body, offset, schema: [], table: undefined, paramTypes: [], args });
  }

  /** The context of a domain's condition. */
  withinDomain(value: Expr): Context {
    return new Context({
      ...this.options,
      sql: '',
      schema: [],
      table: undefined,
      paramTypes: [],
      args: [],
      domainValue: value,
    });
  }

  /** What VALUE stands for in the condition of a domain. */
  get domainValue(): Expr | undefined {
    return this.options.domainValue;
  }

  /** The type that the schema declares under this name. */
  declaredType(name: string): TypeName | undefined {
    return declaredIn(this.options.schema).types.get(name);
  }

  /** The domain that the schema declares under this name. */
  domain(name: string): Domain | undefined {
    return declaredIn(this.options.schema).domains.get(name);
  }

  /** What `$n` stands for. */
  parameter(number: number, location: number): Item {
    const { args } = this.options;
    if (args === undefined) return this.params.reference(this, number, location);
    const argument = args[number - 1];
    if (argument === undefined) throw this.error('42P02', `there is no parameter $${number}`, location);
    return argument;
  }

  /** The byte in the user's text of a parse node's location. */
  at(location: number | undefined): number {
    if (this.options.args !== undefined) return -1;
    return location === undefined || location < 0 ? -1 : Math.max(location - this.options.offset, 0);
  }

  /** The error with the position of a byte in the user's text. */
  error(code: string, message: string, location: number, hint?: string): SqlError {
    return new SqlError(code, message, { ...spanAt(this.options.sql, location), hint });
  }

  unsupported(what: string, location: number, hint: string = supportedTypesHint): SqlError {
    return this.error('0A000', `${what} is not supported`, location, hint);
  }

  unsupportedType(type: string, location: number): SqlError {
    return this.unsupported(`type ${formatType(type)}`, location);
  }

  /** The word that was written at a location, as SQL folds it. */
  wordAt(location: number): string {
    const { position, end } = spanAt(this.options.sql, location);
    if (position === undefined || end === undefined) return '';
    return [...this.options.sql]
      .slice(position - 1, end - 1)
      .join('')
      .toLowerCase();
  }

  /** The types of a supported function's arguments. */
  argumentsOf(func: string): readonly string[] {
    return this.options.supported.argumentsOf(func);
  }

  /** By which number programs call a supported function. */
  numberOf(func: string): number {
    return this.options.supported.numberOf(func);
  }

  /** Whether an engine has the function. */
  supports(func: string): boolean {
    return this.options.supported.has(func);
  }

  /** Calls a function on constants; its error points at the location (setup_parser_errposition_callback). */
  call(func: string, type: TypeName, args: readonly Const[], location: number): Value | null {
    if (!this.supports(func)) throw this.unsupported(`function ${func}`, location);
    try {
      return this.options.call(func, type, args);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      throw error.position === undefined ? error.with(spanAt(this.options.sql, location)) : error;
    }
  }

  /** Counts bytes that a constant takes. */
  spend(bytes: number): void {
    this.options.spend?.(bytes);
  }

  /** Counts a copy of an expression, which the tree to be has once more. */
  countNodes(expr: Expr): void {
    this.countNode();
    for (const child of childrenOf(expr)) this.countNodes(child);
  }

  /** Counts a node of the tree to be. */
  countNode(): void {
    if (++this.nodes > MAX_NODES)
      throw new SqlError('54000', 'expression is too large', { hint: `An expression may have ${MAX_NODES} nodes.` });
  }
}
