/** Writes what the engine `vector` is built from: what each opcode does to many rows at once, as far as it can be said so. */
import { comparisonOf } from '../../opcodes/analysis/comparisons.js';
import { wordForm, wordOf, type ValueForm, type WordForm } from '../../opcodes/analysis/words.js';
import { banner } from '../../opcodes/targets/spelling.js';
import { representations, type FunctionDefinition, type TextMatch } from '../../opcodes/language/function.js';
import { inlined } from '../../opcodes/language/inline.js';
import { input, output, type StepDefinition } from '../../opcodes/language/step.js';
import { renameTerm } from '../../opcodes/language/substitute.js';
import { toLanes } from '../../opcodes/language/value.js';
import { LaneFold, memberCode, NoLanes } from './fold.js';
import { headCode, longCode, noInfixCode, tailCode } from './texts.js';

/** What the steps that call functions name the arguments. */
const callArguments = ['a', 'b'];

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

/** The words and the lanes of a computed value, as far as there are any, and which whole numbers it compares. */
function computedText(
  step: StepDefinition,
  name: string,
  how: Extract<ValueForm, { term: unknown }>,
): string | undefined {
  const lanes = lanesOf(step, name, how);
  const compares = lanes === undefined ? undefined : comparisonOf(how.term);
  const parts = [
    ...(how.words === undefined ? [] : [`words: ${JSON.stringify(how.words)}`]),
    ...(lanes === undefined ? [] : [`lanes: ${lanes}`]),
    ...(compares === undefined
      ? []
      : [`compares: { by: '${compares.by}', left: '${compares.left}', right: '${compares.right}' }`]),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Whether one text lies in another like this: their places among the operands. */
function matchText({ operands }: StepDefinition, { by, negated }: TextMatch): string {
  const place = (wanted: string): number => operands.findIndex(({ name }) => name === wanted);
  const [text, pattern] = callArguments.map(place);
  return `{ by: '${by}', text: ${text}, pattern: ${pattern}${negated === true ? ', negated: true' : ''} }`;
}

function textOf(step: StepDefinition, form: WordForm): string | undefined {
  const parts: string[] = [];
  const { value, more, nulls, jumps, ends, resets } = form;
  if (value !== undefined) {
    const { operand, form: how } = value;
    if (step.matches !== undefined) {
      parts.push(`value: { operand: ${operand}, matches: ${matchText(step, step.matches)} }`);
    } else if ('term' in how) {
      const computed = computedText(step, step.operands[operand]?.name ?? '', how);
      if (computed === undefined) return undefined;
      parts.push(`value: { operand: ${operand}, ${computed} }`);
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

/** What a function gives over words or lanes, under the names that the arguments have in the steps that call it. */
function functionText(f: FunctionDefinition): string | undefined {
  const names = new Map(f.args.map((arg, n) => [arg.name, callArguments[n] ?? '']));
  const [value, ...others] = toLanes(f.value);
  if (value === undefined || others.length > 0 || f.args.length > callArguments.length) return undefined;
  const term = renameTerm(value, (name) => names.get(name) ?? name);
  const step: StepDefinition = {
    ...inlined(f),
    operands: [
      output('result', 'i32'),
      ...f.args.map((arg, n) => input(callArguments[n] ?? '', representations[arg.type])),
    ],
  };
  const words = wordOf(term, step);
  return computedText(step, 'result', { term, ...(words === undefined ? {} : { words }) });
}

/** Superinstructions are taken apart by the engine. */
export function generateLanes(opcodes: readonly StepDefinition[], functions: readonly FunctionDefinition[]): string {
  const lines = opcodes.flatMap((step, number) => {
    const form = 'parts' in step ? undefined : wordForm(step);
    const text = form === undefined ? undefined : textOf(step, form);
    return text === undefined ? [] : [`  /* ${step.name} */ ${number}: ${text},`];
  });
  const called = functions.flatMap((f, number) => {
    // One that is inlined has a step that says it, under the same names.
    if (f.tier === 'inline' && f.args.every(({ name }, n) => name === callArguments[n])) return [];
    const text = functionText(f);
    return text === undefined ? [] : [`  /* ${f.name} */ ${number}: { ${text} },`];
  });
  return `${banner('wasm/lanes/generate.ts')}import type { Computation, VectorStep } from './step.js';

/** Whether the input \`a\` is among the \`bits\` of a table, of which \`least\` is the first and \`mask\` the number less one. */
export const memberCode = '${memberCode}';

/** Of four views of texts: whether the first 8 bytes (the length and 4 bytes), or the last 8, are the \`wanted\` ones where the \`mask\` has ones. */
export const headCode = '${headCode}';
export const tailCode = '${tailCode}';

/** Whether the text lies elsewhere, being longer than a view holds. */
export const longCode = '${longCode}';

/** Whether at none of the \`places\` of the view there is the \`first\` byte while the \`later\` bytes, as far ahead as it must be, have the \`last\` one. */
export const noInfixCode = '${noInfixCode}';

/** What the opcodes do to many rows at once, by number; those that are absent are for one row at a time. */
export const vectorSteps: Readonly<Record<number, VectorStep>> = {
${lines.join('\n')}
};

/** What the core's functions that are no steps as well give over many rows, by number. */
export const vectorFunctions: Readonly<Record<number, Computation>> = {
${called.join('\n')}
};
`;
}
