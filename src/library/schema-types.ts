/**
 * A schema's text, parsed by the type system: `'age int4 not null, "Full Name" text'` becomes a union of `[name, type, not null]`. What it cannot read (a
 * comment, a name with a comma or a doubled quote) is `unknown`, and is left to the parser of SQL.
 */

/** In lower case, with single spaces and none at the ends. */
type Tidy<T extends string> = Squeeze<Trim<Lowercase<T>>>;

type Space = ' ' | '\n' | '\t' | '\r';
type Trim<T extends string> = T extends `${Space}${infer R}` ? Trim<R> : T extends `${infer R}${Space}` ? Trim<R> : T;
type Squeeze<T extends string> = T extends `${infer A}${'\n' | '\t' | '\r'}${infer B}`
  ? Squeeze<`${A} ${B}`>
  : T extends `${infer A}  ${infer B}`
    ? Squeeze<`${A} ${B}`>
    : T;

/** The type of a tidy definition, without its modifier, and whether it is NOT NULL. */
type TypeOf<D extends string> = D extends `domain ${infer Base}` ? DeclaredType<BaseOf<Base>> : DeclaredType<D>;

/** A domain's type, without its conditions. */
type BaseOf<B extends string> = B extends `${infer T} check${string}(${string}` ? Trim<T> : B;

type DeclaredType<D extends string> = D extends `${infer T} not null`
  ? readonly [Plain<T>, true]
  : D extends `${infer T} null`
    ? readonly [Plain<T>, false]
    : readonly [Plain<D>, false];

/** `timestamp (3) without time zone` is a timestamp without time zone. */
type Plain<T extends string> = T extends `${infer A}(${string})${infer B}` ? Trim<`${Trim<A>}${B}`> : T;

/** All columns of a text; `unknown` if one cannot be read. */
export type ParsedSchema<S extends string> = S extends `${string}${'--' | '/*' | '""' | 'U&' | ';'}${string}`
  ? unknown
  : Columns<S, never>;

type Columns<S extends string, Found> = S extends `${infer Head},${infer Rest}`
  ? Head extends `${string}(${infer Open}`
    ? Open extends `${string})${string}`
      ? Columns<Rest, Found | ColumnOf<Trim<Head>>>
      : Rest extends `${infer Inside})${infer After}`
        ? Columns<`${Head};${Inside})${After}`, Found>
        : unknown
    : Columns<Rest, Found | ColumnOf<Trim<Head>>>
  : Found | ColumnOf<Trim<S>>;

/**
 * A column from its name and its definition. One with a path is where that begins, and may be anything: `in.path` is left to be looked up when it is compiled.
 */
export type ColumnAs<
  Name extends string,
  Definition extends string,
> = Definition extends `${string} ${'path' | 'PATH'} '${infer Path}'${string}`
  ? readonly [Path extends `${infer Head}.${string}` ? Head : Path, 'in.path', false]
  : readonly [Name, ...TypeOf<Tidy<Definition>>];

type ColumnOf<C extends string> = C extends `"${infer Name}"${infer Definition}`
  ? ColumnAs<Name, Definition>
  : C extends `${infer Name}${Space}${infer Definition}`
    ? Name extends `${string}"${string}`
      ? unknown
      : ColumnAs<Lowercase<Name>, Definition>
    : unknown;
