/** The errors that an exported kernel can raise, as a table in its memory: number, SQLSTATE in 8 bytes, the message's address and length. */
import { errorText, type ErrorText } from '../arena/raise.js';
import type { DataPart } from './module-parts.js';

/** Errors of the interface itself (wasm/abi/failures.ts). */
const own = {
  always: [
    [-2, { code: '53200', message: 'out of memory' }],
    [-3, { code: '42804', message: 'column %s: wrong layout' }],
  ],
  scales: [[-4, { code: '22008', message: 'date or timestamp out of range' }]],
  decimals: [[-6, { code: '22003', message: 'numeric field overflow' }]],
  texts: [[-7, { code: '22000', message: 'column %s: offsets out of order' }]],
  buffers: [[-5, { code: '22P03', message: "the buffer does not hold the kernel's columns" }]],
} as const satisfies Record<string, readonly (readonly [number: number, ErrorText])[]>;

/** What decides which errors there are. */
export interface ErrorSources {
  /** Constants of the code, among which the numbers of errors are. */
  readonly constants: ReadonlySet<number>;
  /** Whether the program can raise an error. */
  readonly raises: boolean;
  /** Whether columns are numbers that count from another day. */
  readonly scales: boolean;
  /** Whether columns are decimals, which have so many digits. */
  readonly decimals: boolean;
  /** Whether columns are texts, or what is read from them. */
  readonly texts: boolean;
  /** Whether columns come in a buffer. */
  readonly buffers: boolean;
}

const entrySize = 20;

export interface ErrorTable {
  readonly data: DataPart;
  readonly count: number;
  /** The SQLSTATEs, sorted. */
  readonly codes: readonly string[];
  /** The first byte behind it. */
  readonly end: number;
}

/** The table at that address, of the errors whose numbers are among the constants of the code: a few more than can be raised. */
export function errorTable(
  address: number,
  { constants, raises, scales, decimals, texts, buffers }: ErrorSources,
): ErrorTable {
  const reachable = raises
    ? [...constants]
        .sort((a, b) => a - b)
        .flatMap((id): (readonly [number, ErrorText])[] => {
          const text = errorText(id);
          return text === undefined ? [] : [[id, text]];
        })
    : [];
  const entries = [
    ...own.always,
    ...(scales ? own.scales : []),
    ...(decimals ? own.decimals : []),
    ...(texts ? own.texts : []),
    ...(buffers ? own.buffers : []),
    ...reachable,
  ];
  const encoder = new TextEncoder();
  const messages = entries.map(([, { message }]) => encoder.encode(message));
  const size = entries.length * entrySize;
  const bytes = new Uint8Array(size + messages.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  let at = size;
  entries.forEach(([id, { code }], n) => {
    const message = messages[n] ?? new Uint8Array();
    view.setInt32(n * entrySize, id, true);
    bytes.set(encoder.encode(code), n * entrySize + 4);
    view.setUint32(n * entrySize + 12, address + at, true);
    view.setUint32(n * entrySize + 16, message.length, true);
    bytes.set(message, at);
    at += message.length;
  });
  const codes = [...new Set(reachable.map(([, { code }]) => code))].sort();
  return { data: { address, bytes }, count: entries.length, codes, end: address + bytes.length };
}
