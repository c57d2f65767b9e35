/** Writes what the engine `vector` is built from: what each opcode does to many rows at once, as far as it can be said so. */
import { wordForm, type ValueForm, type WordForm } from '../../opcodes/analysis/words.js';
import { banner } from '../../opcodes/targets/spelling.js';
import type { StepDefinition } from '../../opcodes/language/step.js';
import { LaneFold, NoLanes } from './fold.js';

/** The lane stencil of a step's value: a condition is left on the stack, a number goes to its locals. */
function lanesOf(
  step: StepDefinition,
  name: string,
  { term }: Extract<ValueForm, { term: unknown }>,
): string | undefined {
  if (term.node.kind === 'const') return undefined;
  const fold = new LaneFold();
  try {
    const condition = fold.isCondition(term);
    const wide = term.type === 'i64' || term.type === 'f64';
    const code = condition
      ? fold.condition(term, 'all')
      : wide
        ? `${fold.number(term, 'low')} 21{${name}} ${fold.number(term, 'high')} 21{${name}_hi}`
        : `${fold.number(term, 'low')} 21{${name}}`;
    const stencil = code.replaceAll(/\s+/g, ' ').trim();
    const flags = `${condition ? ', condition: true' : ''}${fold.raises ? ', raises: true' : ''}`;
    return `{ code: '${stencil}'${flags} }`;
  } catch (error) {
    if (error instanceof NoLanes) return undefined;
    throw new Error(`${step.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function textOf(step: StepDefinition, form: WordForm): string | undefined {
  const parts: string[] = [];
  const { value, more, nulls, jumps, ends, resets } = form;
  if (value !== undefined) {
    const { operand, form: how } = value;
    if ('term' in how) {
      const lanes = lanesOf(step, step.operands[operand]?.name ?? '', how);
      const words = how.words === undefined ? undefined : JSON.stringify(how.words);
      if (lanes === undefined && words === undefined) return undefined;
      parts.push(
        `value: { operand: ${operand}${words === undefined ? '' : `, words: ${words}`}${lanes === undefined ? '' : `, lanes: ${lanes}`} }`,
      );
    } else
      parts.push(
        `value: { operand: ${operand}, ${Object.entries(how)
          .map(([key, n]) => `${key}: ${n}`)
          .join(', ')} }`,
      );
  }
  if (more !== undefined) parts.push(`more: ${JSON.stringify(more)}`);
  if (nulls.length > 0) parts.push(`nulls: ${JSON.stringify(nulls)}`);
  if (jumps.length > 0) parts.push(`jumps: ${JSON.stringify(jumps)}`);
  if (ends !== undefined) parts.push(`ends: ${JSON.stringify(ends)}`);
  if (resets === true) parts.push('resets: true');
  return `{ ${parts.join(', ')} }`;
}

/** Superinstructions are taken apart by the engine. */
export function generateLanes(opcodes: readonly StepDefinition[]): string {
  const lines = opcodes.flatMap((step, number) => {
    const form = 'parts' in step ? undefined : wordForm(step);
    const text = form === undefined ? undefined : textOf(step, form);
    return text === undefined ? [] : [`  /* ${step.name} */ ${number}: ${text},`];
  });
  return `${banner('wasm/lanes/generate.ts')}import type { VectorStep } from './step.js';

/** What the opcodes do to many rows at once, by number; those that are absent are for one row at a time. */
export const vectorSteps: Readonly<Record<number, VectorStep>> = {
${lines.join('\n')}
};
`;
}
