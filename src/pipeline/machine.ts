/** Registers, flags and memory of a processor that is imitated, as far as V8's code of kernels needs them. Numbers are of 64 bits. */
import { SqlError } from '../error.js';
import type { Operand } from '../native/told.js';

/** Where things are in the imitated address space; what V8 keeps for an instance is a page of pointers. */
const places = { memory: 1n << 40n, stack: 1n << 41n, instance: 1n << 42n, behind: 1n << 43n } as const;
const stackBytes = 1 << 16;

/** The bits below this width. */
export const mask = (bits: number): bigint => (1n << BigInt(bits)) - 1n;

export class Machine {
  readonly registers = new Map<string, bigint>();
  readonly flags = { zero: false, negative: false, carry: false, overflow: false, parity: false };
  readonly #memory: DataView;
  readonly #stack = new DataView(new ArrayBuffer(stackBytes));
  readonly #memoryField: number;

  /** `memory` is WebAssembly's, which is written to; `memoryField` is where V8 keeps its address, from the instance. */
  constructor(memory: ArrayBuffer, memoryField: number) {
    this.#memory = new DataView(memory);
    this.#memoryField = memoryField;
    this.registers.set('rsi', places.instance);
    this.registers.set('rsp', places.stack + BigInt(stackBytes - 64));
  }

  register(name: string): bigint {
    return this.registers.get(name) ?? 0n;
  }

  /** The address that a memory operand means. */
  address({ base, index, scale, offset }: Extract<Operand, { kind: 'memory' }>): bigint {
    const from = base === undefined ? 0n : this.register(base);
    const by = index === undefined ? 0n : this.register(index) * BigInt(scale);
    return BigInt.asUintN(64, from + by + BigInt(offset));
  }

  /** A number of so many bits. Raises 0A000 for an address that means nothing here. */
  load(address: bigint, bits: number): bigint {
    if (address >= places.behind) return 0n;
    if (address >= places.instance) {
      const field = Number(address - places.instance);
      return field === this.#memoryField ? places.memory : places.behind + BigInt(field) * 4096n;
    }
    const { view, at } = this.#locate(address);
    if (bits === 8) return BigInt(view.getUint8(at));
    if (bits === 16) return BigInt(view.getUint16(at, true));
    return bits === 32 ? BigInt(view.getUint32(at, true)) : view.getBigUint64(at, true);
  }

  store(address: bigint, bits: number, value: bigint): void {
    if (address >= places.instance) return;
    const { view, at } = this.#locate(address);
    if (bits === 8) view.setUint8(at, Number(value & 0xffn));
    else if (bits === 16) view.setUint16(at, Number(value & 0xffffn), true);
    else if (bits === 32) view.setUint32(at, Number(value & 0xffffffffn), true);
    else view.setBigUint64(at, BigInt.asUintN(64, value), true);
  }

  #locate(address: bigint): { readonly view: DataView; readonly at: number } {
    const onStack = address >= places.stack;
    const view = onStack ? this.#stack : this.#memory;
    const at = Number(address - (onStack ? places.stack : places.memory));
    if (at < 0 || at + 8 > view.byteLength)
      throw new SqlError('0A000', `the code reads or writes at ${address.toString(16)}, which is not imitated`);
    return { view, at };
  }

  /** Sets the flags that follow from a result. */
  note(result: bigint, bits: number, carry = false, overflow = false): void {
    const { flags } = this;
    const low = result & mask(bits);
    flags.zero = low === 0n;
    flags.negative = ((low >> BigInt(bits - 1)) & 1n) === 1n;
    flags.carry = carry;
    flags.overflow = overflow;
    flags.parity = false;
  }
}
