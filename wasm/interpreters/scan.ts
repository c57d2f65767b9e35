/** The row loop of an interpreter: the function `scan(code, bitmap, from, to)`, which runs the program on the rows and stores 32 rows' bits at a time. */
import binaryen from 'binaryen';
import type { Locals } from './locals.js';

type Ref = number;
const { i32, none } = binaryen;

/** The parameters, by their indices: where the code is and where the bitmap, the first row (a multiple of 32), and the row behind the last one. */
export const scanParams = { code: 0, bitmap: 1, from: 2, to: 3 } as const;
export const scanParamCount = 4;

export interface Scan {
  /** What is done once, before the first row. */
  readonly before?: Ref;
  /** Runs the program on the row whose number is in `scanParams.from`. */
  readonly oneRow: Ref;
  /** The local in which it leaves the row's bit. */
  readonly selected: number;
  /** The local that has an error's number when `oneRow` branches to `raise`. */
  readonly error?: number;
}

export function addScan(m: binaryen.Module, locals: Locals, { before, oneRow, selected, error }: Scan): void {
  const [end, bits] = [locals.reserve('i32'), locals.reserve('i32')];
  const { bitmap, from: row, to } = scanParams;
  const get = (local: number): Ref => m.local.get(local, i32);
  const add = (local: number, what: Ref): Ref => m.local.set(local, m.i32.add(get(local), what));
  const rows = m.loop(
    'rows',
    m.block(null, [
      oneRow,
      m.local.set(bits, m.i32.or(get(bits), m.i32.shl(get(selected), get(row)))),
      add(row, m.i32.const(1)),
      m.br('rows', m.i32.lt_s(get(row), get(end))),
    ]),
  );
  const words = m.loop(
    'words',
    m.block(null, [
      m.br('all', m.i32.ge_s(get(row), get(to))),
      m.local.set(end, m.i32.add(get(row), m.i32.const(32))),
      m.local.set(end, m.select(m.i32.lt_s(get(end), get(to)), get(end), get(to))),
      m.local.set(bits, m.i32.const(0)),
      rows,
      m.i32.store(0, 4, get(bitmap), get(bits)),
      add(bitmap, m.i32.const(4)),
      m.br('words'),
    ]),
  );
  const all = m.block('all', [
    add(bitmap, m.i32.shr_u(get(row), m.i32.const(3))),
    ...(before === undefined ? [] : [before]),
    words,
  ]);
  const raise = (id: number): Ref => m.call('raise', [get(id), m.i32.const(0), m.i32.const(0)], none);
  const body =
    error === undefined ? all : m.block(null, [m.block('raise', [all, m.return()]), raise(error), m.unreachable()]);
  m.addFunction('scan', binaryen.createType([i32, i32, i32, i32]), none, locals.vars, body);
  m.addFunctionExport('scan', 'scan');
}
