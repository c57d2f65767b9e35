/**
 * What the names in a step's body are in an interpreter. The program counter points to the step in wordcode; the words behind the opcode are
 * the addresses of slots' cells, of columns, of parameters and of other steps. A slot is loaded where the body reads it, unless a version
 * of the step has it in the registers.
 */
import type binaryen from 'binaryen';
import { visitBody } from '../../opcodes/targets/effects.js';
import { operandOf } from '../../opcodes/targets/spelling.js';
import type { Version } from '../../opcodes/targets/versions.js';
import { control } from '../../opcodes/language/control.js';
import type { Operand, StepDefinition } from '../../opcodes/language/step.js';
import type { Num } from '../../opcodes/language/term.js';
import type { Locals } from './locals.js';
import { Registers, type RegisterLocals } from './registers.js';

type Ref = number;
/** The indices of the locals that all steps share. */
export interface Machine {
  readonly pc: number;
  readonly row: number;
  readonly registers?: RegisterLocals;
}

/** Where lanes are in a slot's cell of 16 bytes, and the validity bitmap in a column's entry. */
const offsets: Readonly<Record<string, number>> = { _null: 8, _length: 4, _validity: 4 };
/** Operands whose word is the address of what the body reads; that of the others is itself what is read. */
const addressed: ReadonlySet<Operand['kind']> = new Set(['in', 'out', 'const', 'column']);

interface Lane {
  readonly name: string;
  readonly operand: Operand;
  readonly suffix: string;
}

export class Operands {
  readonly #b: typeof binaryen;
  readonly #m: binaryen.Module;
  readonly #step: StepDefinition;
  readonly #machine: Machine;
  readonly #inputs: Registers | undefined;
  readonly #outputs: Registers | undefined;
  /** Words and lanes that are used more than once are loaded once, into locals. */
  readonly #words = new Map<Operand, number>();
  readonly #lanes = new Map<string, number>();
  /** What loads them: the beginning of the step. */
  readonly prologue: readonly Ref[];

  constructor(
    b: typeof binaryen,
    m: binaryen.Module,
    step: StepDefinition,
    machine: Machine,
    locals: Locals,
    version: Version,
  ) {
    this.#b = b;
    this.#m = m;
    this.#step = step;
    this.#machine = machine;
    const registers = (name: string | undefined): Registers | undefined => {
      const operand = step.operands.find((o) => o.name === name);
      return operand === undefined ? undefined : new Registers(b, m, operand, machine.registers, locals);
    };
    this.#inputs = registers(version.input);
    this.#outputs = registers(version.output);
    this.prologue = [...this.#loadOnce(locals), ...(this.#outputs?.begin() ?? [])];
  }

  /** Where the next step begins. */
  next(): Ref {
    return this.#m.i32.add(this.#pc(), this.#m.i32.const(this.nextOffset));
  }
  /** How far the next step is, in bytes. */
  get nextOffset(): number {
    return 4 * (this.#step.operands.length + 1);
  }

  /** Where a jump leads. */
  target(name: string): Ref {
    return this.#word(this.#lane(name)?.operand);
  }

  read(name: string): Ref | undefined {
    const m = this.#m;
    if (name === 'row') return m.local.get(this.#machine.row, this.#b.i32);
    // The vectors' addresses are in cells, so that code need not be made again for another batch.
    if (name === 'tuples' || name === 'lengths') return m.i32.load(control[name], 4, m.i32.const(0));
    const lane = this.#lane(name);
    if (lane === undefined) return undefined;
    if (this.#inputs?.operand === lane.operand) return this.#inputs.read(lane.suffix);
    const local = this.#lanes.get(name);
    return local === undefined ? this.#load(lane) : m.local.get(local, this.#b[laneType(lane)]);
  }

  set(name: string, type: Num, value: Ref): Ref {
    const lane = this.#lane(name);
    if (lane === undefined) throw new Error(`${this.#step.name} has no operand for ${name}`);
    if (this.#outputs?.operand === lane.operand) return this.#outputs.set(lane.suffix, value);
    return this.#m[type].store(offsets[lane.suffix] ?? 0, alignment(type), this.#word(lane.operand), value);
  }

  /** What goes into the registers when the step is left, the value and its null flag; undefined when they stay as they are. */
  leave(): readonly [Ref, Ref] | undefined {
    return this.#outputs?.leave();
  }

  #pc(): Ref {
    return this.#m.local.get(this.#machine.pc, this.#b.i32);
  }

  #lane(name: string): Lane | undefined {
    const found = operandOf(this.#step.operands, name);
    return found === undefined ? undefined : { name, ...found };
  }

  #word(operand: Operand | undefined): Ref {
    if (operand === undefined) throw new Error(`${this.#step.name} lacks an operand`);
    const local = this.#words.get(operand);
    if (local !== undefined) return this.#m.local.get(local, this.#b.i32);
    return this.#m.i32.load(4 * (this.#step.operands.indexOf(operand) + 1), 4, this.#pc());
  }

  #load(lane: Lane): Ref {
    const word = this.#word(lane.operand);
    if (!addressed.has(lane.operand.kind)) return word;
    const type = laneType(lane);
    return this.#m[type].load(offsets[lane.suffix] ?? 0, alignment(type), word);
  }

  /** A body may name a lane in several places, and the optimiser cannot know that code never changes: so uses are counted beforehand. */
  #loadOnce(locals: Locals): Ref[] {
    const reads = new Map<string, number>();
    const uses = new Map<Operand, number>();
    const use = (lane: Lane | undefined): void => {
      if (lane === undefined || lane.operand === this.#inputs?.operand || lane.operand === this.#outputs?.operand)
        return;
      uses.set(lane.operand, (uses.get(lane.operand) ?? 0) + 1);
    };
    visitBody(this.#step.body, {
      read: (name) => {
        const lane = this.#lane(name);
        const before = reads.get(name) ?? 0;
        if (lane !== undefined && addressed.has(lane.operand.kind)) reads.set(name, before + 1);
        // A lane's word is needed once, however often the lane is read.
        if (before === 0) use(lane);
      },
      write: (name) => {
        use(this.#lane(name));
      },
      jump: (name) => {
        use(this.#lane(name));
      },
    });
    const loads: Ref[] = [];
    for (const [operand, times] of uses) {
      if (times < 2) continue;
      const word = this.#word(operand);
      const local = locals.declare('i32');
      this.#words.set(operand, local);
      loads.push(this.#m.local.set(local, word));
    }
    for (const [name, times] of reads) {
      const lane = this.#lane(name);
      if (times < 2 || lane === undefined || lane.operand === this.#inputs?.operand) continue;
      const value = this.#load(lane);
      const local = locals.declare(laneType(lane));
      this.#lanes.set(name, local);
      loads.push(this.#m.local.set(local, value));
    }
    return loads;
  }
}

function laneType({ operand, suffix }: Lane): Num {
  const { representation } = operand;
  return suffix !== '' || representation === undefined || representation === 'ref' ? 'i32' : representation;
}

const alignment = (type: Num): number => (type === 'i64' || type === 'f64' ? 8 : 4);
