/** The step that a function becomes when its body is inlined: INT4EQ from int4eq. */
import { representations, type FunctionDefinition } from './function.js';
import { isRare } from './rare.js';
import { defineStep, input, output, set, type StepDefinition } from './step.js';

export function inlined(f: FunctionDefinition): StepDefinition {
  const result = representations[f.result];
  return defineStep({
    name: f.name.toUpperCase(),
    summary: f.summary,
    ...(isRare(f) ? { rare: true } : {}),
    operands: [output('result', result), ...f.args.map((arg) => input(arg.name, representations[arg.type]))],
    body: [set('result', result, f.value)],
    ...(f.matches === undefined ? {} : { matches: f.matches }),
  });
}
