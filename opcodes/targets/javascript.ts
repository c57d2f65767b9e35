/**
 * Definitions → JavaScript text: the fold that the switch, the closures and the function table share. They differ only in
 * how a local is spelled and in what a write, a jump and an end become.
 */
import { errorId } from '../language/errors.js';
import type { Statement } from '../language/step.js';
import type { Num, Term } from '../language/term.js';
import { lanes } from '../language/value.js';
import { jsAccess, jsPrimitives, type JsPrimitive } from './primitives.js';

/** How one target spells what is outside a term. */
export interface Spelling {
  /** A local that is not bound in the body itself: an argument, a lane of a slot, `row`. */
  local(name: string): string;
  set(name: string, type: Num, value: string): string;
  jump(target: string): string;
  done(selected: string): string;
  /** What stands for the condition of a branch; the condition itself unless told. */
  branch?(condition: string): string;
  /** Bound values are temporaries t0, t1, … declared outside. */
  readonly shared?: true;
  /** Primitives that are spelled in another way than usual, and the literals of i64. */
  readonly primitives?: Readonly<Record<string, JsPrimitive>>;
  wideLiteral?(value: bigint): string;
}

export class JsFold {
  readonly lines: string[] = [];
  readonly #spelling: Spelling;
  readonly #bound = new Map<string, string>();
  #indent = 0;

  constructor(spelling: Spelling) {
    this.#spelling = spelling;
  }

  #emit(line: string): void {
    this.lines.push('  '.repeat(this.#indent) + line);
  }

  get #const(): string {
    return this.#spelling.shared ? '' : 'const ';
  }

  #bind(name: string): string {
    const js = this.#spelling.shared || /^t\d|^t_/.test(name) ? `t${this.#bound.size}` : name;
    this.#bound.set(name, js);
    return js;
  }

  /** A JavaScript expression for the term's value; what must happen before it is emitted as statements. */
  value(term: Term): string {
    const { node } = term;
    switch (node.kind) {
      case 'const':
        if (term.type === 'i64' && this.#spelling.wideLiteral) return this.#spelling.wideLiteral(BigInt(node.value));
        return literal(term.type, node.value);
      case 'local':
        return this.#bound.get(node.name) ?? this.#spelling.local(node.name);
      case 'op':
        return this.#operation(node.op, node.args);
      case 'load': {
        const [type = '', name = ''] = node.op.split('.');
        const access = jsAccess[name === 'load' ? type : name];
        if (access === undefined) throw new Error(`no JavaScript for ${node.op}`);
        return access(this.#address(node.address, node.offset));
      }
      case 'if':
        return this.#choice(node.cond, node.then, node.otherwise);
      case 'let': {
        const value = this.value(node.value);
        this.#emit(`${this.#const}${this.#bind(node.name)} = ${value};`);
        return this.value(node.body);
      }
      case 'check':
        this.#emit(`if (${this.#branch(node.cond)}) raise(${errorId(node.error)});`);
        return this.value(node.body);
      case 'call':
        return `runtime.${node.runtime}(${node.args.map((arg) => this.value(arg)).join(', ')})`;
      case 'callFunction': {
        const func = this.value(node.func);
        return `functions[${func}](${node.args.map((arg) => this.value(arg)).join(', ')})`;
      }
    }
  }

  /** A JavaScript condition for an i32 that is 0 or not. */
  condition(term: Term): string {
    const { node } = term;
    if (node.kind === 'op') {
      const [a, b] = node.args;
      if (node.op === 'i32.eqz' && a !== undefined && isBoolean(a)) return `!(${this.condition(a)})`;
      if ((node.op === 'i32.and' || node.op === 'i32.or') && a && b && isBoolean(a) && isBoolean(b)) {
        return `(${this.condition(a)} ${node.op === 'i32.and' ? '&&' : '||'} ${this.condition(b)})`;
      }
      const primitive = this.#primitive(node.op);
      if (primitive?.condition) return primitive.condition(...node.args.map((arg) => this.value(arg)));
    }
    return `${this.value(term)} !== 0`;
  }

  /** A condition that the program branches on. */
  #branch(term: Term): string {
    const condition = this.condition(term);
    return this.#spelling.branch?.(condition) ?? condition;
  }

  statements(list: readonly Statement[]): void {
    for (const statement of list) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'set':
        lanes[statement.representation].forEach((lane, i) => {
          const term = statement.lanes[i];
          if (term === undefined) throw new Error(`${statement.slot} lacks a lane`);
          this.#emit(this.#spelling.set(statement.slot + lane.suffix, lane.type, this.value(term)));
        });
        return;
      case 'setNull':
        this.#emit(this.#spelling.set(`${statement.slot}_null`, 'i32', this.value(statement.value)));
        return;
      case 'let': {
        const value = this.value(statement.value);
        // A literal is what a check leaves; it needs no name.
        if (/^-?\d+n?$/.test(value)) this.#bound.set(statement.name, value);
        else this.#emit(`${this.#const}${this.#bind(statement.name)} = ${value};`);
        return;
      }
      case 'if':
        this.#emit(`if (${this.#branch(statement.cond)}) {`);
        this.#block(statement.then);
        if (statement.otherwise.length > 0) {
          this.#emit('} else {');
          this.#block(statement.otherwise);
        }
        this.#emit('}');
        return;
      case 'jump':
        this.#emit(this.#spelling.jump(statement.to));
        return;
      case 'store': {
        const [type = ''] = statement.op.split('.');
        this.#emit(
          `${jsAccess[type]?.(this.#address(statement.address, statement.offset))} = ${this.value(statement.value)};`,
        );
        return;
      }
      case 'return':
        this.#emit(this.#spelling.done(this.value(statement.selected)));
    }
  }

  #block(list: readonly Statement[]): void {
    this.#indent++;
    this.statements(list);
    this.#indent--;
  }

  #address(address: Term, offset: number): string {
    if (address.node.kind === 'const') return String(Number(address.node.value) + offset);
    const base = this.value(address);
    return offset === 0 ? base : `(${base} + ${offset})`;
  }

  #primitive(op: string): JsPrimitive | undefined {
    return this.#spelling.primitives?.[op] ?? jsPrimitives[op];
  }

  #operation(op: string, args: readonly Term[]): string {
    if (op === 'select') {
      const [then, otherwise, cond] = args.map((arg, i) => (i === 2 ? this.condition(arg) : this.value(arg)));
      return `(${cond} ? ${then} : ${otherwise})`;
    }
    const primitive = this.#primitive(op);
    if (primitive === undefined) throw new Error(`no JavaScript for ${op}`);
    if (primitive.value) return primitive.value(...args.map((arg) => this.value(arg)));
    return `+(${this.condition({ type: 'i32', node: { kind: 'op', op, args } })})`;
  }

  /** A conditional expression where both sides are pure, else an if statement around a variable. */
  #choice(cond: Term, then: Term, otherwise: Term): string {
    const test = this.#branch(cond);
    const sides = [then, otherwise].map((side) => {
      const from = this.lines.length;
      this.#indent++;
      const value = this.value(side);
      this.#indent--;
      return { value, lines: this.lines.splice(from) };
    });
    const [a, b] = sides as [(typeof sides)[0], (typeof sides)[0]];
    if (a.lines.length + b.lines.length === 0) return `(${test} ? ${a.value} : ${b.value})`;
    const name = this.#bind(`t_choice${this.#bound.size}`);
    const assign = (side: { value: string; lines: string[] }) => [
      ...side.lines,
      `${'  '.repeat(this.#indent + 1)}${name} = ${side.value};`,
    ];
    if (!this.#spelling.shared) this.#emit(`let ${name};`);
    this.#emit(`if (${test}) {`);
    this.lines.push(...assign(a));
    this.#emit('} else {');
    this.lines.push(...assign(b));
    this.#emit('}');
    return name;
  }
}

/** Comparisons and what is made of them are 0 or 1, so that JavaScript's && and || may stand for `and` and `or`. */
function isBoolean({ node }: Term): boolean {
  if (node.kind === 'local') return node.name.endsWith('_null');
  if (node.kind !== 'op') return false;
  if (node.op === 'i32.and' || node.op === 'i32.or') return node.args.every(isBoolean);
  return jsPrimitives[node.op]?.condition !== undefined;
}

function literal(type: Num, value: number | bigint): string {
  if (type === 'i64') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}
