/** One step of an interpreter: its definition's body, with ways out that the kind of interpreter gives. */
import binaryen from 'binaryen';
import { fallsThrough } from '../../opcodes/targets/effects.js';
import type { VersionedOpcode } from '../../opcodes/targets/versions.js';
import { Fold } from '../stencils/fold.js';
import type { Locals } from './locals.js';
import { Operands, type Machine } from './operands.js';

type Ref = number;
/** How an interpreter goes on. */
export interface Ways {
  /** To the step behind this one. */
  next(operands: Operands): Ref;
  /** To the step at an address. */
  jump(operands: Operands, target: Ref): Ref;
  /** The row has ended with its bit. */
  done(selected: Ref): Ref;
  /** How an error is raised, by its number; without it by a call. */
  raise?(error: number): Ref;
}

export function compileStep(
  m: binaryen.Module,
  { step, version }: VersionedOpcode,
  machine: Machine,
  locals: Locals,
  ways: Ways,
): Ref {
  const operands = new Operands(binaryen, m, step, machine, locals, version);
  const fold = new Fold(binaryen, m, [], {
    read: (name) => operands.read(name),
    declare: (type) => locals.declare(type),
    ...(ways.raise === undefined ? {} : { raise: ways.raise }),
  });
  const body = fold.statements(step.body, {
    set: (name, type, value) => operands.set(name, type, value),
    jump: (target) => ways.jump(operands, operands.target(target)),
    done: (selected) => ways.done(selected),
  });
  return m.block(null, [...operands.prologue, body, ...(fallsThrough(step) ? [ways.next(operands)] : [])]);
}
