/** What a step's body does with the lanes of its operands (`a`, `a_null`, `a_length`), and whether control goes on behind it. */
import type { FusedDefinition } from '../language/fuse.js';
import type { Statement, StepDefinition } from '../language/step.js';
import type { Term } from '../language/term.js';
import { lanes } from '../language/value.js';
import { operandOf } from './spelling.js';

/** Is told of each place in a body where a local is read, a lane of a slot written, a jump taken or a function called. */
export interface Visitor {
  read(local: string): void;
  /** The local is (part of) what an integer is divided by. */
  divide?(local: string): void;
  write(lane: string): void;
  jump?(target: string): void;
  /** A runtime function is called, or one of the function table. */
  call?(): void;
  callRuntime?(): void;
}

/** Goes through the statements in order. */
export function visitBody(body: readonly Statement[], visitor: Visitor): void {
  for (const statement of body) visitStatement(statement, visitor);
}

function visitStatement(statement: Statement, visitor: Visitor): void {
  switch (statement.kind) {
    case 'set':
      lanes[statement.representation].forEach((lane, i) => {
        const value = statement.lanes[i];
        if (value !== undefined) visitTerm(value, visitor);
        visitor.write(statement.slot + lane.suffix);
      });
      return;
    case 'setNull':
      visitTerm(statement.value, visitor);
      visitor.write(`${statement.slot}_null`);
      return;
    case 'let':
      visitTerm(statement.value, visitor);
      return;
    case 'if':
      visitTerm(statement.cond, visitor);
      visitBody(statement.then, visitor);
      visitBody(statement.otherwise, visitor);
      return;
    case 'store':
      visitTerm(statement.address, visitor);
      visitTerm(statement.value, visitor);
      return;
    case 'return':
      visitTerm(statement.selected, visitor);
      return;
    case 'jump':
      visitor.jump?.(statement.to);
  }
}

function visitTerm({ node }: Term, visitor: Visitor): void {
  const all = (...terms: readonly Term[]): void => {
    for (const term of terms) visitTerm(term, visitor);
  };
  switch (node.kind) {
    case 'const':
      return;
    case 'local':
      visitor.read(node.name);
      return;
    case 'op': {
      all(...node.args);
      const [, divisor] = node.args;
      if (divisor !== undefined && /\.(div|rem)_s$/.test(node.op)) {
        visitTerm(divisor, { read: (local) => visitor.divide?.(local), write: () => undefined });
      }
      return;
    }
    case 'call':
      all(...node.args);
      visitor.callRuntime?.();
      return;
    case 'load':
      all(node.address);
      return;
    case 'if':
      all(node.cond, node.then, node.otherwise);
      return;
    case 'let':
      all(node.value, node.body);
      return;
    case 'check':
      all(node.cond, node.body);
      return;
    case 'callFunction':
      all(node.func, ...node.args);
      visitor.call?.();
  }
}

export type Effect = 'readValue' | 'readNull' | 'writeValue' | 'writeNull' | 'divides';

/** What a step does to the lanes of its operands: reads or writes the value, reads or writes the null flag, divides by the value. */
export function effects(step: StepDefinition): Map<string, Set<Effect>> {
  const found = new Map(step.operands.map((operand) => [operand.name, new Set<Effect>()]));
  const note = (name: string, what: 'read' | 'write') => {
    const at = operandOf(step.operands, name);
    if (at === undefined) return;
    found.get(at.operand.name)?.add(at.suffix === '_null' ? `${what}Null` : `${what}Value`);
  };
  visitBody(step.body, {
    read: (local) => {
      note(local, 'read');
    },
    write: (lane) => {
      note(lane, 'write');
    },
    divide: (local) => {
      const at = operandOf(step.operands, local);
      if (at !== undefined) found.get(at.operand.name)?.add('divides');
    },
  });
  if ('internal' in step) for (const name of (step as FusedDefinition).internal) found.delete(name);
  return found;
}

/** Does the step call a function? To raise an error is no call: nothing comes back. */
export function calls({ body }: StepDefinition): boolean {
  let found = false;
  visitBody(body, {
    read: () => undefined,
    write: () => undefined,
    call: () => {
      found = true;
    },
  });
  return found;
}

/** Does the step call a runtime function, which may loop over a text? */
export function callsRuntime({ body }: StepDefinition): boolean {
  let found = false;
  visitBody(body, {
    read: () => undefined,
    write: () => undefined,
    callRuntime: () => {
      found = true;
    },
  });
  return found;
}

/** Does control go on to the next step, or does the step always jump or end? */
export function fallsThrough({ body }: StepDefinition): boolean {
  const last = body.at(-1);
  return last === undefined || (last.kind !== 'jump' && last.kind !== 'return');
}
