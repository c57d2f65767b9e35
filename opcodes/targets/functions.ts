/** Definitions → the function table of the JavaScript engines: what FUNCEXPR calls. */
import { control } from '../language/control.js';
import { parameters, type FunctionDefinition } from '../language/function.js';
import { toLanes } from '../language/value.js';
import { JsFold } from './javascript.js';
import { banner } from './spelling.js';

export function generateFunctions(functions: readonly FunctionDefinition[]): string {
  return `${banner('opcodes/targets/functions.ts')}// @ts-nocheck
import { raise } from '../arena/raise.js';
import { convertToF32, nearest } from './primitives.js';

/**
 * The functions by number, over one linear memory. A text argument is a pointer and a length; a text result is the
 * pointer, with the length left at address ${control.resultLength}.
 */
export function makeFunctions(machine) {
  const { u8, i16, i32, i64, f32, f64, runtime } = machine;
  return [
${functions.map(generateFunction).join('\n')}
  ];
}
`;
}

export function generateFunction(f: FunctionDefinition): string {
  const fold = new JsFold({
    local: (name) => name,
    set: () => {
      throw new Error('a function has no slots');
    },
    jump: () => {
      throw new Error('a function does not jump');
    },
    done: () => {
      throw new Error('a function does not end a row');
    },
  });
  const [value, length] = toLanes(f.value);
  if (value === undefined) throw new Error(`${f.name} has no value`);
  const lines: string[] = [];
  if (length === undefined) {
    const result = fold.value(value);
    lines.push(...fold.lines, `return ${result};`);
  } else {
    const pointer = fold.value(value);
    fold.lines.push(`const pointer = ${pointer};`);
    const bytes = fold.value(length);
    lines.push(...fold.lines, `i32[${control.resultLength >> 2}] = ${bytes};`, 'return pointer;');
  }
  const params = parameters(f)
    .map(({ name }) => name)
    .join(', ');
  return `    /* ${f.name} */ (${params}) => {\n${lines.map((line) => `      ${line}`).join('\n')}\n    },`;
}
