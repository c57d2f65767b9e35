/**
 * The powers of five that reading and writing floating point numbers needs: the 128 highest bits of each, the rest
 * cut off. They are exact from 5^0 to 5^55.
 */
const LEAST = -342;
const GREATEST = 325;

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

function highestBits(power: number): bigint {
  if (power >= 0) {
    const value = 5n ** BigInt(power);
    const excess = bitLength(value) - 128;
    return excess > 0 ? value >> BigInt(excess) : value << BigInt(-excess);
  }
  const divisor = 5n ** BigInt(-power);
  return (1n << BigInt(bitLength(divisor) + 127)) / divisor;
}

export function powersSource(): string {
  const rows: string[] = [];
  for (let power = LEAST; power <= GREATEST; power++) {
    const value = highestBits(power);
    if (bitLength(value) !== 128) throw new Error(`5^${power} has ${bitLength(value)} bits`);
    rows.push(`  0x${(value >> 64n).toString(16)}, 0x${(value & 0xffffffffffffffffn).toString(16)}, // ${power}`);
  }
  return `export const LEAST_POWER: i32 = ${LEAST};
export const POWERS_OF_FIVE = memory.data<u64>([
${rows.join('\n')}
]);
`;
}
