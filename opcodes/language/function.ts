/** What a PostgreSQL function means: its signature, its body as a term, and examples that every engine must give. */
import { lanes, named, type Represented, type Representation, type Text } from './value.js';
import type { Term } from './term.js';

/** The SQL types and how each is represented. */
export const representations = {
  bool: 'i32',
  int2: 'i32',
  int4: 'i32',
  int8: 'i64',
  float4: 'f32',
  float8: 'f64',
  text: 'ref',
  date: 'i32',
  timestamp: 'i64',
} as const satisfies Record<string, Representation>;
export type SqlType = keyof typeof representations;

/** A value in an example: as the library takes and gives it. */
export type ExampleValue = number | bigint | string | boolean | null;
/** One case: the arguments by name, and what comes out: a value, or an error's SQLSTATE. */
export type Example = { readonly [arg: string]: ExampleValue } & (
  | { readonly gives: ExampleValue }
  | { readonly raises: string }
);

type Arguments<A extends Record<string, SqlType>> = { [K in keyof A]: Represented[(typeof representations)[A[K]]] };
type Result<R extends SqlType> = Represented[(typeof representations)[R]];

/** How a function is called: by opcodes that have its body (`inline`), or only by its number in the function table (`call`). */
export type Tier = 'inline' | 'call';

/** How the text `b` lies in the text `a` where the function holds, byte by byte: an engine may look at many texts at once for what must be there. */
export interface TextMatch {
  readonly by: 'equality' | 'prefix' | 'pattern';
  /** It holds where the text does not lie so. */
  readonly negated?: true;
}

/** A function of the machine's core, whose meaning is a term. Every one is strict, and null only where an argument is. */
export interface FunctionDefinition {
  /** PostgreSQL's C name (pg_proc.prosrc). */
  readonly name: string;
  readonly summary: string;
  /** The file of PostgreSQL's source that defines it. */
  readonly source: string;
  readonly tier: Tier;
  /** Filters seldom have it, though its types are frequent. */
  readonly rare?: boolean;
  readonly args: readonly { readonly name: string; readonly type: SqlType }[];
  readonly result: SqlType;
  /** The value, over the locals that the arguments are named after. */
  readonly value: Term | Text;
  /**
   * Texts with which, as a constant argument, the function cannot raise, by the argument's name. What a definition checks itself need not be said
   * here; what a runtime function does with its arguments cannot be seen from here.
   */
  readonly raisesUnless?: Readonly<Record<string, RegExp>>;
  /** For one of two texts, `a` and `b`. */
  readonly matches?: TextMatch;
  readonly examples: readonly Example[];
}

export function defineFunction<const A extends Record<string, SqlType>, const R extends SqlType>(definition: {
  name: string;
  summary: string;
  source: string;
  args: A;
  result: R;
  /** `inline` by default. */
  tier?: Tier;
  rare?: boolean;
  value: (args: Arguments<A>) => Result<R>;
  raisesUnless?: { readonly [K in keyof A]?: RegExp };
  matches?: TextMatch | undefined;
  examples: readonly Example[];
}): FunctionDefinition {
  const args = Object.entries(definition.args).map(([name, type]) => ({ name, type: type as SqlType }));
  const inputs = Object.fromEntries(args.map(({ name, type }) => [name, named(representations[type], name)]));
  const { raisesUnless, matches, ...rest } = definition;
  return {
    ...rest,
    tier: definition.tier ?? 'inline',
    args,
    value: definition.value(inputs as Arguments<A>),
    ...(raisesUnless === undefined ? {} : { raisesUnless: raisesUnless as Readonly<Record<string, RegExp>> }),
    ...(matches === undefined ? {} : { matches }),
  };
}

/** How a function is called: the representations of its arguments and of its result, as `i32_i64__i32`. */
export function signature(definition: Pick<FunctionDefinition, 'args' | 'result'>): string {
  return `${definition.args.map((arg) => representations[arg.type]).join('_')}__${representations[definition.result]}`;
}

/** The WebAssembly parameters of a function: the lanes of its arguments, in order. */
export function parameters(definition: FunctionDefinition) {
  return definition.args.flatMap((arg) =>
    lanes[representations[arg.type]].map((lane) => ({ name: arg.name + lane.suffix, type: lane.type })),
  );
}
