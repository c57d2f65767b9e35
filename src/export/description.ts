/** What an exported kernel's interface is told of the program, as words at a fixed address: the counterpart of wasm/abi/description.ts. */
import { types, widths, type TypeName } from '../catalog/types.js';
import { functionNumber } from '../functions/functions.js';
import type { Frame } from '../engines/frame.js';
import type { Scaled } from '../catalog/scaled.js';
import { SqlError } from '../error.js';
import type { DataPart } from './module-parts.js';

/** The window of static data after those of the families. */
const address = 16 * 65_536;
const headWords = 16;
/** The interface's own static data begins 32 KiB behind the description. */
const mostEntries = (32_768 - headWords * 4) / 16;
/** Stands for an argument that the input function does not take. */
const noArgument = -2;

export interface Described {
  readonly frame: Frame;
  /** Where blocks may begin. */
  readonly heapStart: number;
  readonly errors: { readonly address: number; readonly count: number };
  readonly scratchStart: number;
  /** The address of what ClickHouse's columns are; 0 for other hosts. */
  readonly clickhouse: number;
  /** By column, its digits and decimal places if it is one of decimals. */
  readonly decimals: readonly (Scaled | undefined)[];
}

/** The number of the function that reads a value's text, for a type whose values are bytes other than those of its text. */
export function inputNumber(type: TypeName): number | undefined {
  const { representation, textual, input } = types[type];
  return representation === 'ref' && textual !== true ? functionNumber(input) : undefined;
}

/** The greatest integer of so many digits. */
const greatest = ({ digits }: Scaled): bigint => 10n ** BigInt(digits) - 1n;

export function description({ frame, heapStart, errors, scratchStart, clickhouse, decimals }: Described): DataPart {
  const { program, layout } = frame;
  const entries = [...program.columns, ...program.params];
  if (entries.length > mostEntries)
    throw new SqlError('54011', `a kernel of ${entries.length} columns and parameters cannot be exported`, {
      hint: `The most are ${mostEntries}.`,
    });
  const words = new Int32Array(headWords + 4 * entries.length);
  words.set([
    frame.base,
    frame.columns,
    frame.params,
    program.kind === 'scalar' ? frame.base + layout.results : 0,
    program.columns.length,
    program.params.length,
    heapStart,
    errors.address,
    errors.count,
    scratchStart,
    clickhouse,
  ]);
  entries.forEach((type, n) => {
    const { storage, element, modifier } = types[type];
    const entry = headWords + 4 * n;
    words[entry] = widths[storage];
    const decimal = decimals[n];
    if (decimal !== undefined) new BigInt64Array(words.buffer)[entry / 2 + 1] = greatest(decimal);
    const input = inputNumber(type);
    if (input === undefined) return;
    const [first = noArgument, second = noArgument] = [
      ...(element === undefined ? [] : [types[element as TypeName].oid]),
      ...(modifier === true ? [-1] : []),
    ];
    words.set([input, first, second], entry + 1);
  });
  return { address, bytes: new Uint8Array(words.buffer) };
}
