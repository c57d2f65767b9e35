/** The branches that a run has executed, in order: where each was, and how it went. */

/** A place in the code where a branch is. */
export interface Site {
  readonly kind: 'conditional' | 'indirect';
  /** `rows`: the loop over the rows; `dispatch`: from one step to the next; `data`: what a step asks about values. */
  readonly role: 'rows' | 'dispatch' | 'data';
  /** The number by which predictors know it. */
  readonly address: number;
  /** What it is, for people: `QUAL`, `INT4PL branch 1`. */
  readonly name: string;
  /** The opcode whose code it is in; undefined for what belongs to none. */
  readonly opcode?: string;
  /** The step whose code it is in, by its place in the program, where each step has its own code. */
  readonly at?: number;
}

export class Trace {
  readonly sites: Site[] = [];
  /** About how many instructions were executed. */
  instructions = 0;
  rows = 0;
  #sites = new Uint32Array(1024);
  #outcomes = new Int32Array(1024);
  #length = 0;

  /** How many branches were executed. */
  get length(): number {
    return this.#length;
  }

  /** Adds a site and gives its number. */
  addSite(site: Site): number {
    return this.sites.push(site) - 1;
  }

  /** A branch at a site: 1 or 0 for taken or not, or the target of an indirect jump. */
  add(site: number, outcome: number): void {
    if (this.#length === this.#sites.length) {
      this.#sites = grown(this.#sites, new Uint32Array(2 * this.#length));
      this.#outcomes = grown(this.#outcomes, new Int32Array(2 * this.#length));
    }
    this.#sites[this.#length] = site;
    this.#outcomes[this.#length++] = outcome;
  }

  siteOf(n: number): number {
    return this.#sites[n] ?? 0;
  }

  outcomeOf(n: number): number {
    return this.#outcomes[n] ?? 0;
  }
}

function grown<A extends Uint32Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
