/**
 * Superinstructions: several steps as one, derived from their definitions. A slot that is written by one part and read by the
 * next ones (`internal`) becomes a local value and is never stored.
 */
import { renameStatement } from './substitute.js';
import { lanes } from './value.js';
import { defineStep, type Operand, type Statement, type StepDefinition } from './step.js';

export interface Part {
  readonly step: StepDefinition;
  /** The part's operands under the names that the superinstruction gives them. */
  readonly operands: Readonly<Record<string, string>>;
}
export interface FusedDefinition extends StepDefinition {
  readonly parts: readonly Part[];
  readonly internal: readonly string[];
}

export function fuse(parts: readonly Part[], internal: readonly string[]): FusedDefinition {
  const isInternal = new Set(internal);
  const operands = new Map<string, Operand>();
  const body: Statement[] = [];
  parts.forEach(({ step, operands: names }, index) => {
    for (const op of step.operands) {
      const name = names[op.name];
      if (name === undefined) throw new Error(`${step.name}: operand ${op.name} has no name in the superinstruction`);
      if (!isInternal.has(name) && !operands.has(name)) operands.set(name, { ...op, name });
    }
    const rename = renamer(step, names, index);
    for (const statement of step.body) {
      body.push(
        ...internalise(
          renameStatement(statement, rename, (slot) => names[slot] ?? slot),
          isInternal,
        ),
      );
    }
  });
  const layout = parts.find(({ step }) => step.layout !== undefined)?.step.layout;
  return {
    ...defineStep({
      name: parts.map((part) => part.step.name).join('+'),
      summary: 'A superinstruction: its parts in order, with nothing stored between them.',
      operands: [...operands.values()],
      body,
      ...(layout === undefined ? {} : { layout }),
    }),
    parts,
    internal,
  };
}

/** Locals are operand names with a suffix (`a_null`, `column_values`) or bound values, which get names of their own. */
function renamer(step: StepDefinition, names: Readonly<Record<string, string>>, index: number) {
  const longestFirst = step.operands.map((op) => op.name).sort((a, b) => b.length - a.length);
  return (local: string): string => {
    for (const name of longestFirst) {
      if (local === name || local.startsWith(`${name}_`)) return `${names[name]}${local.slice(name.length)}`;
    }
    return /^t\d+$/.test(local) ? `${local}p${index}` : local;
  };
}

function internalise(statement: Statement, internal: ReadonlySet<string>): Statement[] {
  if (statement.kind === 'set' && internal.has(statement.slot)) {
    return lanes[statement.representation].map((lane, i) => {
      const value = statement.lanes[i];
      if (value === undefined) throw new Error(`${statement.slot} lacks a lane`);
      return { kind: 'let', name: statement.slot + lane.suffix, value };
    });
  }
  if (statement.kind === 'setNull' && internal.has(statement.slot)) {
    return [{ kind: 'let', name: `${statement.slot}_null`, value: statement.value }];
  }
  return [statement];
}
