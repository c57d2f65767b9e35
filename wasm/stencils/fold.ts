/** Definitions → Binaryen: the fold of terms and statements into expressions of one WebAssembly function. */
import type binaryen from 'binaryen';
import { errorId } from '../../opcodes/language/errors.js';
import type { Statement } from '../../opcodes/language/step.js';
import type { Num, Term } from '../../opcodes/language/term.js';
import { lanes } from '../../opcodes/language/value.js';

type Ref = number;
/** How a fold leaves the function that it is in: the targets differ between stencils and plain functions. */
export interface Exits {
  /** Stores a lane of a slot (`result`, `result_null`). */
  set(name: string, type: Num, value: Ref): Ref;
  jump(target: string): Ref;
  done(selected: Ref): Ref;
}

/** What a fold finds in the function that it is a part of. */
export interface Surroundings {
  /** The expression that a name stands for which is no local: an interpreter loads a slot where a stencil has it in a local. */
  read?(name: string): Ref | undefined;
  /** The index of a local for a bound value; without it the fold has locals of its own, behind the parameters. */
  declare?(type: Num): number;
  /** How an error is raised, by its number; without it by a call of `raise`. */
  raise?(error: number): Ref;
}

export class Fold {
  readonly #module: binaryen.Module;
  readonly #binaryen: typeof binaryen;
  readonly #locals = new Map<string, { index: number; type: Num }>();
  readonly #vars: Num[] = [];
  readonly #paramCount: number;
  readonly #surroundings: Surroundings;

  constructor(
    b: typeof binaryen,
    module: binaryen.Module,
    params: readonly { name: string; type: Num }[],
    surroundings: Surroundings = {},
  ) {
    this.#binaryen = b;
    this.#module = module;
    this.#paramCount = params.length;
    this.#surroundings = surroundings;
    params.forEach(({ name, type }, index) => {
      this.#locals.set(name, { index, type });
    });
  }

  /** The types of the locals that the fold has needed beyond the parameters. */
  get vars(): number[] {
    return this.#vars.map((type) => this.type(type));
  }

  /** Adds a local that the caller uses; it is the last of `vars`. */
  reserve(type: Num): void {
    this.#vars.push(type);
  }

  type(num: Num): number {
    return this.#binaryen[num];
  }

  #declare(name: string, type: Num): number {
    const index = this.#surroundings.declare?.(type) ?? this.#paramCount + this.#vars.push(type) - 1;
    this.#locals.set(name, { index, type });
    return index;
  }

  term(term: Term): Ref {
    const m = this.#module;
    const { node, type } = term;
    switch (node.kind) {
      case 'const':
        return this.#const(type, node.value);
      case 'local': {
        const local = this.#locals.get(node.name);
        const found =
          local === undefined ? this.#surroundings.read?.(node.name) : m.local.get(local.index, this.type(local.type));
        if (found === undefined) throw new Error(`no local ${node.name}`);
        return found;
      }
      case 'op':
        return this.#op(node.op, node.args);
      case 'load':
        return this.#load(node.op, node.offset, this.term(node.address));
      case 'if':
        return m.if(this.term(node.cond), this.term(node.then), this.term(node.otherwise));
      case 'let': {
        const value = this.term(node.value);
        const index = this.#declare(node.name, node.value.type);
        return m.block(null, [m.local.set(index, value), this.term(node.body)], this.type(type));
      }
      case 'check':
        return m.block(
          null,
          [m.if(this.term(node.cond), this.#raise(errorId(node.error))), this.term(node.body)],
          this.type(type),
        );
      case 'call':
        return m.call(
          node.runtime,
          node.args.map((arg) => this.term(arg)),
          this.type(type),
        );
      case 'callFunction': {
        const params = this.#binaryen.createType(node.args.map((arg) => this.type(arg.type)));
        return m.call_indirect(
          'functions',
          this.term(node.func),
          node.args.map((arg) => this.term(arg)),
          params,
          this.type(type),
        );
      }
    }
  }

  #raise(error: number): Ref {
    const m = this.#module;
    return (
      this.#surroundings.raise?.(error) ??
      m.block(null, [
        m.call('raise', [m.i32.const(error), m.i32.const(0), m.i32.const(0)], this.#binaryen.none),
        m.unreachable(),
      ])
    );
  }

  statements(list: readonly Statement[], exits: Exits): Ref {
    return this.#module.block(
      null,
      list.flatMap((statement) => this.#statement(statement, exits)),
      this.#binaryen.none,
    );
  }

  #statement(statement: Statement, exits: Exits): Ref[] {
    const m = this.#module;
    switch (statement.kind) {
      case 'set':
        return lanes[statement.representation].map((lane, i) => {
          const value = statement.lanes[i];
          if (value === undefined) throw new Error(`${statement.slot} lacks a lane`);
          return exits.set(statement.slot + lane.suffix, lane.type, this.term(value));
        });
      case 'setNull':
        return [exits.set(`${statement.slot}_null`, 'i32', this.term(statement.value))];
      case 'let': {
        const value = this.term(statement.value);
        return [m.local.set(this.#declare(statement.name, statement.value.type), value)];
      }
      case 'if':
        return [
          m.if(
            this.term(statement.cond),
            this.statements(statement.then, exits),
            statement.otherwise.length > 0 ? this.statements(statement.otherwise, exits) : undefined,
          ),
        ];
      case 'jump':
        return [exits.jump(statement.to), m.unreachable()];
      case 'store':
        return [this.#store(statement.op, statement.offset, this.term(statement.address), this.term(statement.value))];
      case 'return':
        return [exits.done(this.term(statement.selected))];
    }
  }

  #const(type: Num, value: number | bigint): Ref {
    const m = this.#module;
    switch (type) {
      case 'i32':
        return m.i32.const(Number(value));
      case 'i64':
        return m.i64.const(BigInt(value));
      case 'f32':
        return m.f32.const(Number(value));
      case 'f64':
        return m.f64.const(Number(value));
    }
  }

  /** Binaryen names a primitive's builder after the primitive, but for the conversions, whose operand it puts behind a dot. */
  #op(op: string, args: readonly Term[]): Ref {
    const m = this.#module;
    const refs = args.map((arg) => this.term(arg));
    if (op === 'select') {
      const [then, otherwise, cond] = refs as [Ref, Ref, Ref];
      return m.select(cond, then, otherwise);
    }
    const [space, name] = op.split('.') as [Num, string];
    const builder = builderOf(m[space], op, name);
    return builder(...refs);
  }

  #load(op: string, offset: number, address: Ref): Ref {
    const [space, name] = op.split('.') as [Num, string];
    return builderOf(this.#module[space], op, name)(offset, alignment(op), address);
  }

  #store(op: string, offset: number, address: Ref, value: Ref): Ref {
    const [space, name] = op.split('.') as [Num, string];
    return builderOf(this.#module[space], op, name)(offset, alignment(op), address, value);
  }
}

/** The natural alignment, in bytes. */
function alignment(op: string): number {
  if (op.includes('8')) return 1;
  if (op.includes('16')) return 2;
  return op.startsWith('i64') || op.startsWith('f64') ? 8 : 4;
}

type Builder = (...args: number[]) => number;

/** The builder of a primitive: `trunc_f64_s` is `trunc_s.f64` there, `extend_i32_s` `extend_s`, `promote_f32` `promote`. */
function builderOf(space: object, op: string, name: string): Builder {
  const conversion = /^(trunc|convert|extend|wrap|promote|demote)_(i32|i64|f32|f64)(_s)?$/.exec(name);
  const found: unknown = Reflect.get(space, conversion === null ? name : `${conversion[1]}${conversion[3] ?? ''}`);
  if (typeof found === 'function') return found as Builder;
  const byOperand: unknown =
    typeof found === 'object' && found !== null ? Reflect.get(found, conversion?.[2] ?? '') : undefined;
  if (typeof byOperand === 'function') return byOperand as Builder;
  throw new Error(`Binaryen has no builder for ${op}`);
}
