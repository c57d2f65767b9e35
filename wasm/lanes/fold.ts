/**
 * Definitions → lanes: the fold of a term into SIMD instructions that compute it for four rows. A number of 32 bits is one vector, one of 64 bits two of them (the
 * rows 0 and 1, then 2 and 3); a condition is a vector of all ones or all zeros a row. What could raise is noted in the vector `raised`, in whatever lane: the rows are
 * then run again by scalar code, so a lane that only might raise may be noted too.
 */
import type { Node, Num, Term } from '../../opcodes/language/term.js';
import { encoded, laneWise, type Instruction } from './instructions.js';

/** Which rows of the four: all, in 32 bits each, or two of them, in 64 bits each. */
type Rows = 'all' | 'low' | 'high';
type Half = Exclude<Rows, 'all'>;

/** A term that has no instructions for lanes. */
export class NoLanes extends Error {}

/** Where a bound value is: a condition or a number of 32 bits in one local, a number of 64 bits in two. */
interface Bound {
  readonly condition: boolean;
  readonly type: Num;
  readonly locals: readonly string[];
}

const isWide = (type: Num): boolean => type === 'i64' || type === 'f64';
const bytes = (...list: readonly number[]): string => list.map((byte) => byte.toString(16).padStart(2, '0')).join('');
const op = encoded;
/** Two 64-bit halves of 32-bit lanes: lanes 0 and 2 of both, and the first two of both. */
const evens = `${op('i8x16.shuffle')}${bytes(0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27)}`;
const firsts = `${op('i8x16.shuffle')}${bytes(0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23)}`;
const zero = `${op('v128.const')}${bytes(...Array.from({ length: 16 }, () => 0))}`;
const ones = `${op('v128.const')}${bytes(...Array.from({ length: 16 }, () => 255))}`;

/** A constant in every lane. */
function splat(type: Num, value: number | bigint): string {
  const view = new DataView(new ArrayBuffer(isWide(type) ? 8 : 4));
  if (type === 'i32') view.setInt32(0, Number(value), true);
  else if (type === 'i64') view.setBigInt64(0, BigInt(value), true);
  else if (type === 'f32') view.setFloat32(0, Number(value), true);
  else view.setFloat64(0, Number(value), true);
  const lane = bytes(...new Uint8Array(view.buffer));
  return op('v128.const') + lane.repeat(isWide(type) ? 2 : 4);
}

const widened: Readonly<Record<Half, string>> = {
  low: op('i64x2.extend_low_i32x4_s'),
  high: op('i64x2.extend_high_i32x4_s'),
};

/** Each 32-bit lane's lowest byte alone, for a swizzle: the other bytes give 0. */
const alone = `${splat('i32', -256)} ${op('v128.or')}`;

/**
 * Whether `a` is in a table of up to 128 bits (steps with an operand `table: 'bitmap'`): the distance from the least value, if the mask leaves it whole, finds a byte of the
 * table and a bit of that byte.
 */
export const memberCode = [
  `20{a} 20{least} ${op('i32x4.sub')} 21{%v128.0}`,
  `20{%v128.0} 20{mask} ${op('v128.and')} 20{%v128.0} ${op('i32x4.eq')}`,
  `20{bits} 20{%v128.0} 4103 ${op('i32x4.shr_u')} ${alone} ${op('i8x16.swizzle')}`,
  `${op('v128.const')}${bytes(1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0)}`,
  `20{%v128.0} ${splat('i32', 7)} ${op('v128.and')} ${alone} ${op('i8x16.swizzle')}`,
  `${op('v128.and')} ${zero} ${op('i32x4.ne')} ${op('v128.and')}`,
].join(' ');

export class LaneFold {
  /** Whether a lane may be noted in `raised`. */
  raises = false;
  readonly #bound = new Map<string, Bound>();
  /** The choices that the term at hand is within. */
  readonly #path: { readonly code: string; readonly rows: Rows }[] = [];
  #temps = 0;

  /** Does the term give a condition, 0 or 1? */
  isCondition({ type, node }: Term): boolean {
    if (type !== 'i32') return false;
    switch (node.kind) {
      case 'local':
        return this.#bound.get(node.name)?.condition ?? false;
      case 'op': {
        if (/\.(eq|ne|lt|le|gt|ge|eqz)(_s)?$/.test(node.op)) return true;
        return ['i32.and', 'i32.or', 'i32.xor'].includes(node.op) && node.args.every((arg) => this.#asCondition(arg));
      }
      case 'let':
        return this.#within(node, () => this.isCondition(node.body));
      case 'check':
        return this.isCondition(node.body);
      case 'if':
        return this.#asCondition(node.then) && this.#asCondition(node.otherwise);
      default:
        return false;
    }
  }

  #asCondition(term: Term): boolean {
    const { node } = term;
    return node.kind === 'const' ? node.value === 0 || node.value === 1 : this.isCondition(term);
  }

  /** Looks into the body of a `let` without emitting its value. */
  #within<T>(node: Extract<Node, { kind: 'let' }>, look: () => T): T {
    const before = this.#bound.get(node.name);
    if (before === undefined)
      this.#bound.set(node.name, { condition: this.isCondition(node.value), type: node.value.type, locals: [] });
    const found = look();
    if (before === undefined) this.#bound.delete(node.name);
    return found;
  }

  /** Instructions that leave a condition as a vector. */
  condition(term: Term, rows: Rows): string {
    const { node, type } = term;
    if (type !== 'i32') throw new NoLanes(`a condition is not of ${type}`);
    switch (node.kind) {
      case 'const':
        return node.value === 0 ? zero : ones;
      case 'local': {
        const bound = this.#bound.get(node.name);
        return bound?.condition === true
          ? `20${bound.locals[0]} ${rows === 'all' ? '' : widened[rows]}`
          : this.#nonzero(term, rows);
      }
      case 'op':
        return this.#operation(node.op, node.args, rows) ?? this.#nonzero(term, rows);
      case 'if':
        return this.#choice(node, (side) => this.condition(side, rows), rows);
      case 'let':
        return this.#let(node) + this.condition(node.body, rows);
      case 'check':
        return this.#note(this.condition(node.cond, rows), rows) + this.condition(node.body, rows);
      default:
        throw new NoLanes(`${node.kind} has no lanes`);
    }
  }

  #nonzero(term: Term, rows: Rows): string {
    return `${this.number(term, 'low')} ${zero} ${op('i32x4.ne')} ${rows === 'all' ? '' : widened[rows]}`;
  }

  #operation(name: string, args: readonly Term[], rows: Rows): string | undefined {
    const [a, b] = args;
    if (a === undefined) return undefined;
    const conditions = args.every((arg) => this.#asCondition(arg)) && args.some((arg) => this.isCondition(arg));
    if (conditions) {
      // Of numbers of 64 bits the halves are put together once, at the end.
      if (rows === 'all' && args.every((arg) => this.#comparesWide(arg)))
        return `${this.#operation(name, args, 'low')} ${this.#operation(name, args, 'high')} ${evens}`;
      const both = args.map((arg) => this.condition(arg, rows)).join(' ');
      if (name === 'i32.eqz') return `${both} ${op('v128.not')}`;
      if (name === 'i32.and') return `${both} ${op('v128.and')}`;
      if (name === 'i32.or') return `${both} ${op('v128.or')}`;
      if (name === 'i32.xor' || name === 'i32.ne') return `${both} ${op('v128.xor')}`;
      if (name === 'i32.eq') return `${both} ${op('v128.xor')} ${op('v128.not')}`;
      return undefined;
    }
    if (/\.eqz$/.test(name)) return this.#compared(`${a.type}.eq`, a, undefined, rows);
    return /\.(eq|ne|lt|le|gt|ge)(_s)?$/.test(name) ? this.#compared(name, a, b, rows) : undefined;
  }

  /** Is it made of nothing but comparisons of numbers of 64 bits? */
  #comparesWide({ node }: Term): boolean {
    if (node.kind !== 'op') return false;
    const [a] = node.args;
    if (a !== undefined && isWide(a.type)) return true;
    return (
      ['i32.and', 'i32.or', 'i32.xor', 'i32.eqz'].includes(node.op) && node.args.every((arg) => this.#comparesWide(arg))
    );
  }

  #compared(name: string, a: Term, b: Term | undefined, rows: Rows): string {
    const instruction = laneWise(name);
    if (instruction === undefined) throw new NoLanes(`${name} has no lanes`);
    const compare = (half: Half): string =>
      `${this.number(a, half)} ${b === undefined ? zero : this.number(b, half)} ${op(instruction)}`;
    if (!isWide(a.type)) return `${compare('low')} ${rows === 'all' ? '' : widened[rows]}`;
    return rows === 'all' ? `${compare('low')} ${compare('high')} ${evens}` : compare(rows);
  }

  /** Both sides are computed; a side that has no lanes is noted instead of being computed. */
  #choice(
    { cond, then, otherwise }: { readonly cond: Term; readonly then: Term; readonly otherwise: Term },
    side: (term: Term) => string,
    rows: Rows,
  ): string {
    const local = `{%v128.${this.#temps++}}`;
    const decide = `${this.condition(cond, rows)} 21${local} `;
    const along = (negated: string, term: Term): string | undefined => {
      this.#path.push({ code: `20${local} ${negated}`, rows });
      const code = this.#or(() => side(term));
      this.#path.pop();
      return code;
    };
    const taken = along('', then);
    const left = along(op('v128.not'), otherwise);
    if (taken === undefined && left === undefined) throw new NoLanes('neither side of a choice has lanes');
    if (left === undefined) return `${decide}${this.#note(`20${local} ${op('v128.not')}`, rows)} ${taken}`;
    if (taken === undefined) return `${decide}${this.#note(`20${local}`, rows)} ${left}`;
    return `${decide}${taken} ${left} 20${local} ${op('v128.bitselect')}`;
  }

  #or(make: () => string): string | undefined {
    try {
      return make();
    } catch (error) {
      if (error instanceof NoLanes) return undefined;
      throw error;
    }
  }

  /** Notes the rows for which the condition holds, as far as they come by the choices around it. */
  #note(condition: string, rows: Rows): string {
    this.raises = true;
    const along = this.#path.filter((choice) => choice.rows === rows).map(({ code }) => `${code} ${op('v128.and')} `);
    return `${condition} ${along.join('')}20{raised} ${op('v128.or')} 21{raised} `;
  }

  /** Computes a bound value, for all four rows. */
  #let({ name, value }: Extract<Node, { kind: 'let' }>): string {
    const condition = this.isCondition(value);
    const locals = Array.from({ length: isWide(value.type) ? 2 : 1 }, () => `{%v128.${this.#temps++}}`);
    const code = condition
      ? `${this.condition(value, 'all')} 21${locals[0]} `
      : (['low', 'high'] as const)
          .slice(0, locals.length)
          .map((half, i) => `${this.number(value, half)} 21${locals[i]} `)
          .join('');
    this.#bound.set(name, { condition, type: value.type, locals });
    return code;
  }

  /** Instructions that leave a number as a vector; of one of 64 bits the half. */
  number(term: Term, half: Half): string {
    const { node, type } = term;
    const rows: Rows = isWide(type) ? half : 'all';
    switch (node.kind) {
      case 'const':
        return splat(type, node.value);
      case 'local': {
        const bound = this.#bound.get(node.name);
        if (bound === undefined) return `20{${node.name}${rows === 'high' ? '_hi' : ''}}`;
        if (bound.condition) return `20${bound.locals[0]} ${op('i32x4.neg')}`;
        return `20${bound.locals[rows === 'high' ? 1 : 0]}`;
      }
      case 'op':
        return this.isCondition(term)
          ? `${this.condition(term, 'all')} ${op('i32x4.neg')}`
          : this.#computed(node.op, node.args, half, rows);
      case 'if':
        return this.#choice(node, (side) => this.number(side, half), rows);
      case 'let':
        return this.#let(node) + this.number(node.body, half);
      case 'check':
        return this.#note(this.condition(node.cond, rows), rows) + this.number(node.body, half);
      default:
        throw new NoLanes(`${node.kind} has no lanes`);
    }
  }

  #computed(name: string, args: readonly Term[], half: Half, rows: Rows): string {
    const [a, b, c] = args;
    if (a === undefined) throw new NoLanes(`${name} has no operand`);
    if (name === 'select' && b !== undefined && c !== undefined)
      return this.#choice({ cond: c, then: a, otherwise: b }, (side) => this.number(side, half), rows);
    if (name in conversions) return this.#converted(name, a, half);
    if ((name === 'i32.div_s' || name === 'i32.rem_s') && b !== undefined) return this.#divided(name, a, b);
    const instruction = laneWise(name);
    if (instruction === undefined) throw new NoLanes(`${name} has no lanes`);
    if (/\.(shl|shr_s|shr_u)$/.test(name)) {
      if (b?.node.kind !== 'const') throw new NoLanes('a shift by what differs from row to row has no lanes');
      return `${this.number(a, half)} 41${bytes(Number(b.node.value) & 63)} ${op(instruction)}`;
    }
    return `${args.map((arg) => this.number(arg, half)).join(' ')} ${op(instruction)}`;
  }

  /** The rows of a half in the first two lanes of 32 bits. */
  #first(a: Term, half: Half): string {
    const number = this.number(a, 'low');
    return half === 'low'
      ? number
      : `${number} ${number} ${op('i8x16.shuffle')}${bytes(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)}`;
  }

  #converted(name: string, a: Term, half: Half): string {
    const conversion = conversions[name];
    switch (conversion?.kind) {
      case 'extend':
        return `${this.number(a, 'low')} ${widened[half]}`;
      case 'extend16':
        return `${this.number(a, 'low')} 4110 ${op('i32x4.shl')} 4110 ${op('i32x4.shr_s')}`;
      case 'wrap':
        return `${this.number(a, 'low')} ${this.number(a, 'high')} ${evens}`;
      case 'widen':
        return `${this.#first(a, half)} ${op(conversion.by)}`;
      case 'narrow':
        return `${this.number(a, 'low')} ${op(conversion.by)} ${this.number(a, 'high')} ${op(conversion.by)} ${firsts}`;
      case 'same':
        return `${this.number(a, 'low')} ${op(conversion.by)}`;
      case undefined:
        throw new NoLanes(`${name} has no lanes`);
    }
  }

  /**
   * Quotients and remainders of 32 bits are exact in f64: a quotient that is no integer differs from one by more than rounding, and what is left is less than 2^32.
   * By 0, a definition raises before it divides.
   */
  #divided(name: string, a: Term, b: Term): string {
    const halves = (['low', 'high'] as const).map((half) => {
      const [x, y] = [a, b].map((term) => `${this.#first(term, half)} ${op('f64x2.convert_low_i32x4_s')}`);
      const quotient = `${x} ${y} ${op('f64x2.div')} ${op('f64x2.trunc')}`;
      const value = name === 'i32.div_s' ? quotient : `${x} ${quotient} ${y} ${op('f64x2.mul')} ${op('f64x2.sub')}`;
      return `${value} ${op('i32x4.trunc_sat_f64x2_s_zero')}`;
    });
    return `${halves.join(' ')} ${firsts}`;
  }
}

/** How lanes of one width become lanes of another. */
type Conversion =
  | { readonly kind: 'extend' | 'extend16' | 'wrap' }
  | { readonly kind: 'widen' | 'narrow' | 'same'; readonly by: Instruction };
const conversions: Readonly<Record<string, Conversion>> = {
  'i64.extend_i32_s': { kind: 'extend' },
  'i32.extend16_s': { kind: 'extend16' },
  'i32.wrap_i64': { kind: 'wrap' },
  'f64.promote_f32': { kind: 'widen', by: 'f64x2.promote_low_f32x4' },
  'f64.convert_i32_s': { kind: 'widen', by: 'f64x2.convert_low_i32x4_s' },
  'f32.demote_f64': { kind: 'narrow', by: 'f32x4.demote_f64x2_zero' },
  // A definition raises before it converts what does not fit, where the scalar instruction would trap.
  'i32.trunc_f64_s': { kind: 'narrow', by: 'i32x4.trunc_sat_f64x2_s_zero' },
  'i32.trunc_f32_s': { kind: 'same', by: 'i32x4.trunc_sat_f32x4_s' },
  'f32.convert_i32_s': { kind: 'same', by: 'f32x4.convert_i32x4_s' },
};
