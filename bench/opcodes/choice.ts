/** Which opcodes an interpreter of a given size has, and how they are numbered. */

/** The sizes that are measured, before the number of all opcodes. */
export const sizes: readonly number[] = [16, 32, 64, 128, 256, 512];

/**
 * The opcodes with a case, in ascending order: those that are needed and as many others as fill the size. The others come in an order in which every beginning is
 * spread evenly over the list, so that each size has the same mixture of long and short cases, and a greater one has all cases of a smaller one.
 */
export function chooseOpcodes(needed: ReadonlySet<number>, size: number, opcodeCount: number): readonly number[] {
  const others = Array.from({ length: opcodeCount }, (_, opcode) => opcode).filter((opcode) => !needed.has(opcode));
  const fill = evenly(others).slice(0, Math.max(0, size - needed.size));
  return [...needed, ...fill].sort((x, y) => x - y);
}

const goldenRatio = (1 + Math.sqrt(5)) / 2;

/** The multiples of the golden ratio modulo 1 are spread evenly however many there are (Knuth, The Art of Computer Programming 3, section 6.4). */
function evenly(list: readonly number[]): readonly number[] {
  return list
    .map((item, n) => ({ item, place: (n * goldenRatio) % 1 }))
    .sort((x, y) => x.place - y.place)
    .map(({ item }) => item);
}

/** By opcode, its number among the chosen ones, or its own when `kept`; -1 for those that are not chosen. */
export function numbering(chosen: readonly number[], opcodeCount: number, kept = false): readonly number[] {
  const numbers = new Array<number>(opcodeCount).fill(-1);
  chosen.forEach((opcode, n) => {
    numbers[opcode] = kept ? opcode : n;
  });
  return numbers;
}
