/** Blocks of memory for the host: a bump pointer, and lists of freed blocks by the power of two that they hold. */
import { heapStart } from './description';

/** Before each block: the power of two. Blocks begin at multiples of 64 bytes. */
const HEADER: usize = 64;
/** After each block are so many bytes that nobody uses: a kernel that runs 64 rows at once reads numbers of 64 bits after the last row, too. */
const SPARE: u64 = 512;
const SMALLEST: i32 = 6;
/** The first freed block of each size; freed blocks hold the address of the next. */
const free = memory.data(32 * 4);
let next: usize = 0;

/** The address of so many bytes, a multiple of 64, or 0 when there are no more. */
export function quern_alloc(bytes: u32): usize {
  if (bytes > 0x40000000) return 0;
  const power = max(SMALLEST, 32 - clz<u32>(max<u32>(bytes, 1) - 1));
  const list = free + 4 * power;
  const found = <usize>load<u32>(list);
  if (found != 0) {
    store<u32>(list, load<u32>(found));
    return found;
  }
  if (next == 0) next = (heapStart() + 63) & ~63;
  const block = <u64>next + HEADER;
  const end = block + (<u64>1 << power) + SPARE;
  const missing = <i64>end - (<i64>memory.size() << 16);
  if (missing > 0 && memory.grow(<i32>((missing + 65535) >> 16)) < 0) return 0;
  next = <usize>end;
  store<i32>(<usize>block - 4, power);
  return <usize>block;
}

/** Gives a block back; 0 is ignored. */
export function quern_free(address: usize): void {
  if (address == 0) return;
  const list = free + 4 * load<i32>(address - 4);
  store<u32>(address, load<u32>(list));
  store<u32>(list, <u32>address);
}
