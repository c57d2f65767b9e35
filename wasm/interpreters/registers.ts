/**
 * The operand that a version of a step has in the registers: 8 bytes of value as an i64, as a slot's cell has them, and the null flag. Floats are
 * reinterpreted; of a text, the pointer is the lower half and the length the upper one.
 */
import type binaryen from 'binaryen';
import type { Operand } from '../../opcodes/language/step.js';
import { lanes } from '../../opcodes/language/value.js';
import type { Locals } from './locals.js';

type Ref = number;
/** The indices of the locals that are the registers. */
export interface RegisterLocals {
  readonly value: number;
  readonly isNull: number;
}

export class Registers {
  readonly operand: Operand;
  readonly #b: typeof binaryen;
  readonly #m: binaryen.Module;
  readonly #at: RegisterLocals;
  readonly #locals: Locals;
  /** Of an output: its lanes while the step runs. The registers change when it is left, since an input may be there. */
  readonly #lanes = new Map<string, number>();

  constructor(
    b: typeof binaryen,
    m: binaryen.Module,
    operand: Operand,
    at: RegisterLocals | undefined,
    locals: Locals,
  ) {
    if (at === undefined) throw new Error(`${operand.name} is to be in registers, but there are none`);
    this.operand = operand;
    this.#b = b;
    this.#m = m;
    this.#at = at;
    this.#locals = locals;
  }

  read(suffix: string): Ref {
    const m = this.#m;
    const value = (): Ref => m.local.get(this.#at.value, this.#b.i64);
    if (suffix === '_null') return m.local.get(this.#at.isNull, this.#b.i32);
    if (suffix === '_length') return m.i32.wrap(m.i64.shr_u(value(), m.i64.const(32n)));
    switch (this.operand.representation) {
      case 'i64':
        return value();
      case 'f64':
        return m.f64.reinterpret(value());
      case 'f32':
        return m.f32.reinterpret(m.i32.wrap(value()));
      default:
        return m.i32.wrap(value());
    }
  }

  /** Gives an output's lanes locals. They are 0 until they are set: a step need not set the value under a null flag. */
  begin(): Ref[] {
    const { i32, i64, f32, f64 } = this.#m;
    const zero = {
      i32: () => i32.const(0),
      i64: () => i64.const(0n),
      f32: () => f32.const(0),
      f64: () => f64.const(0),
    };
    const own = [...lanes[this.operand.representation ?? 'i32'], { suffix: '_null', type: 'i32' as const }];
    return own.map(({ suffix, type }) => {
      const local = this.#locals.declare(type);
      this.#lanes.set(suffix, local);
      return this.#m.local.set(local, zero[type]());
    });
  }

  set(suffix: string, value: Ref): Ref {
    return this.#m.local.set(this.#lane(suffix), value);
  }

  /** The contents of the registers when the step is left. */
  leave(): readonly [Ref, Ref] {
    return [this.#value(), this.#m.local.get(this.#lane('_null'), this.#b.i32)];
  }

  #value(): Ref {
    const m = this.#m;
    const get = (suffix: string, type: number): Ref => m.local.get(this.#lane(suffix), type);
    switch (this.operand.representation) {
      case 'ref':
        return m.i64.or(
          m.i64.extend_u(get('_pointer', this.#b.i32)),
          m.i64.shl(m.i64.extend_u(get('_length', this.#b.i32)), m.i64.const(32n)),
        );
      case 'i64':
        return get('', this.#b.i64);
      case 'f64':
        return m.i64.reinterpret(get('', this.#b.f64));
      case 'f32':
        return m.i64.extend_u(m.i32.reinterpret(get('', this.#b.f32)));
      default:
        return m.i64.extend_u(get('', this.#b.i32));
    }
  }

  #lane(suffix: string): number {
    const local = this.#lanes.get(suffix);
    if (local === undefined) throw new Error(`${this.operand.name} has no lane "${suffix}"`);
    return local;
  }
}
