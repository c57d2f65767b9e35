/** What is known of a family at run time: its functions by number, its errors, its module. Generated from the definitions. */

/** A function of a family, called with the cells of its arguments. */
export interface FamilyFunction {
  /** PostgreSQL's C name. */
  readonly name: string;
  readonly args: readonly string[];
  readonly result: string;
  readonly nulls: 'strict' | 'called';
  readonly mayReturnNull?: true;
  readonly variadic?: true;
  readonly needsTypes?: true;
  readonly raises?: true;
  /** Constant arguments (by place) become a state, made once by `make`; `run` takes the others and the state. */
  readonly prepare?: { readonly args: readonly number[]; readonly make: string; readonly run: string };
}

export interface Family {
  readonly name: string;
  /** Functions and errors are numbered from 512 times this. */
  readonly number: number;
  /** Families whose functions its module imports. */
  readonly dependsOn: readonly string[];
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly detail?: string;
    readonly hint?: string;
  }[];
  readonly functions: readonly FamilyFunction[];
  /** The WebAssembly module, in base64. */
  readonly module: string;
}

/** How many numbers a family has. */
export const familyStride = 512;
