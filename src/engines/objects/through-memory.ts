/** A function that needs linear memory, called with JavaScript's values: texts are encoded into the scratch area, and a text that comes out is decoded. */
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { control } from '../../arena/control.generated.js';
import { decodeText } from '../../functions/text-value.js';
import type { FunctionInfo } from '../../functions/function-info.js';
import { representationOfType } from '../../functions/functions.js';
import { functionsOver } from '../../functions/table.js';
import type { RowValue } from './tree.js';
import { fromBigInt } from './wide.js';

const encoder = new TextEncoder();

export function throughMemory(arena: Arena, number: number, info: FunctionInfo): (...args: RowValue[]) => RowValue {
  const representations = info.args.map(representationOfType);
  const result = representationOfType(info.result);
  return (...args) => {
    const { i32 } = arena.views;
    const before = i32[control.scratchNext >> 2] ?? 0;
    try {
      const lanes = args.flatMap((arg, i): (number | bigint)[] => {
        if (representations[i] === 'ref') return encode(arena, String(arg));
        return [representations[i] === 'i64' ? BigInt(arg as number | bigint) : Number(arg)];
      });
      const call = functionsOver(arena)[number] as ((...lanes: (number | bigint)[]) => number | bigint) | undefined;
      if (call === undefined) throw new SqlError('XX000', `there is no function number ${number}`);
      const value = call(...lanes);
      if (typeof value === 'bigint') return fromBigInt(value);
      return result === 'ref' ? decodeText(arena.views.u8, value, i32[control.resultLength >> 2] ?? 0) : value;
    } finally {
      i32[control.scratchNext >> 2] = before;
    }
  };
}

/** Puts the text behind what is in the scratch area. */
function encode({ views: { u8, i32 } }: Arena, text: string): [pointer: number, length: number] {
  const pointer = i32[control.scratchNext >> 2] ?? 0;
  const { read, written } = encoder.encodeInto(text, u8.subarray(pointer, i32[control.scratchEnd >> 2] ?? 0));
  if (read < text.length) throw new SqlError('53200', 'out of memory');
  i32[control.scratchNext >> 2] = (pointer + written + 7) & ~7;
  return [pointer, written];
}
