/**
 * A function body → a stencil: its bytes with a hole wherever a hole parameter was read, a slot written, a jump taken or
 * something outside called. Written as text, for people and for the JIT: bytes in hexadecimal, holes in braces.
 *
 *   20{a}            local.get of the slot a            21{result_null}  local.set of a null flag
 *   41{#func}        i32.const of an immediate          0c{>target+1}    br out of the stencil, from one block deep
 *   10{&textlike}    call of a runtime function         11{:i32__i32}00  call_indirect with that signature
 *   2802{@offset}    a load that adds an immediate to its address: what is an addition before it in the function's body
 *   20{%i64.0}       the stencil's own first i64 local    {body}        where other stencils go (in a scan loop)
 */
import { Reader, type DecodedModule, type FunctionBody } from './reader.js';

/** What a parameter of a stencil function stands for; `fixed` is a local that stays where it is. */
export type HoleParameter = {
  readonly kind: 'local' | 'const' | 'fixed';
  readonly name: string;
  readonly type: string;
};

const constOpcode: Readonly<Record<string, string>> = { i32: '41', i64: '42', f32: '43', f64: '44' };
const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

export function decodeStencil(module: DecodedModule, body: FunctionBody, params: readonly HoleParameter[]): string {
  return new StencilDecoder(module, body, params).decode();
}

class StencilDecoder {
  readonly #reader: Reader;
  readonly #out: string[] = [];
  #depth = 0;
  readonly #temps: readonly string[];

  constructor(
    readonly module: DecodedModule,
    body: FunctionBody,
    readonly params: readonly HoleParameter[],
  ) {
    this.#reader = new Reader(body.code);
    const counts = new Map<string, number>();
    this.#temps = body.locals.map((type) => {
      const n = counts.get(type) ?? 0;
      counts.set(type, n + 1);
      return `%${type}.${n}`;
    });
  }

  decode(): string {
    const r = this.#reader;
    while (r.position < r.bytes.length) this.#instruction(r.byte());
    return this.#out
      .join(' ')
      .replace(/0440 (0c\{>[^+}]*\+)1\} 00 0b/g, (_, branch: string) => `${branch.replace('0c', '0d')}0}`)
      .replace(/(0c\{>[^}]*\}) 00/g, '$1')
      .replace(/41\{#offset\} 6a (2[89a-f]|3[0-5])(\w\w)00/g, '$1$2{@offset}');
  }

  #instruction(op: number): void {
    const r = this.#reader;
    const start = r.position - 1;
    const copy = () => {
      this.#out.push(hex(r.bytes.subarray(start, r.position)));
    };
    switch (op) {
      case 0x02:
      case 0x03:
      case 0x04:
        r.skipSigned();
        this.#depth++;
        copy();
        return;
      case 0x0b:
        this.#depth--;
        copy();
        return;
      case 0x0c:
      case 0x0d:
        r.u32();
        copy();
        return;
      case 0x0f:
        throw new Error('a stencil may not return');
      case 0x10:
        this.#call(r.u32());
        return;
      case 0x11:
        this.#out.push(`11{:${this.module.types[r.u32()]}}`, hex(Uint8Array.of(r.byte())));
        return;
      case 0x20:
        this.#local(op, r.u32());
        return;
      case 0x21:
      case 0x22:
        this.#local(op, r.u32());
        return;
      case 0x41:
      case 0x42:
        r.skipSigned();
        copy();
        return;
      case 0x43:
        r.position += 4;
        copy();
        return;
      case 0x44:
        r.position += 8;
        copy();
        return;
      default:
        if (op >= 0x28 && op <= 0x3e) {
          r.u32();
          r.u32();
        } else if (
          !(op === 0x00 || op === 0x01 || op === 0x05 || op === 0x1a || op === 0x1b || (op >= 0x45 && op <= 0xc4))
        ) {
          throw new Error(`instruction 0x${op.toString(16)} is not expected in a stencil`);
        }
        copy();
    }
  }

  #local(op: number, index: number): void {
    const code = op.toString(16);
    const param = this.params[index];
    if (param === undefined) {
      this.#out.push(`${code}{${this.#temps[index - this.params.length]}}`);
    } else if (param.kind === 'fixed') {
      this.#out.push(hex(Uint8Array.of(op, index)));
    } else if (op !== 0x20) {
      throw new Error(`the optimiser has reused the parameter ${param.name}`);
    } else {
      this.#out.push(param.kind === 'const' ? `${constOpcode[param.type]}{#${param.name}}` : `20{${param.name}}`);
    }
  }

  #call(index: number): void {
    const name = this.module.imports[index];
    if (name === undefined) throw new Error('a stencil may call imports only');
    const [marker, target] = name.split(':');
    if (marker === 'set') this.#out.push(`21{${target}}`);
    else if (marker === 'place') this.#out.push(`{${target}}`);
    else if (marker === 'jump') this.#out.push(`0c{>${target}+${this.#depth}}`);
    else this.#out.push(`10{&${name}}`);
  }
}
