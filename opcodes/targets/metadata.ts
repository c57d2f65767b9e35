/** Definitions → what the compiler of programs knows of opcodes and functions, without their bodies. */
import { signature, type FunctionDefinition } from '../language/function.js';
import type { FusedDefinition } from '../language/fuse.js';
import type { Meaning } from '../language/meaning.js';
import type { Operand, StepDefinition } from '../language/step.js';
import { errors } from '../language/errors.js';
import { control } from '../language/control.js';
import { bitOutputs } from './bits.js';
import { callsRuntime, effects, fallsThrough } from './effects.js';
import { functionRaises, safeConstants, stepRaises, type SafeConstant } from '../analysis/raises.js';
import { banner } from './spelling.js';

function operandText(operand: Operand, effect: ReadonlySet<string>): string {
  const representation = operand.representation === undefined ? '' : `, representation: '${operand.representation}'`;
  const storage = operand.storage === undefined ? '' : `, storage: '${operand.storage}'`;
  const table = operand.table === undefined ? '' : `, table: '${operand.table}'`;
  const flags = [...effect]
    .sort()
    .map((flag) => `, ${flag}: true`)
    .join('');
  return `{ name: '${operand.name}', kind: '${operand.kind}'${representation}${storage}${table}${operand.kind === 'in' || operand.kind === 'out' ? flags : ''} }`;
}

export function generateMetadata(
  opcodes: readonly StepDefinition[],
  functions: readonly FunctionDefinition[],
  opcodeOf: (name: string) => number,
): string {
  const opcodeLines = opcodes.map((opcode) => {
    const effect: ReadonlyMap<string, Set<string>> = effects(opcode);
    for (const name of bitOutputs(opcode, functions)) effect.get(name)?.add('writesBit');
    const operands = opcode.operands
      .map((operand) => operandText(operand, effect.get(operand.name) ?? new Set()))
      .join(', ');
    const ends = fallsThrough(opcode) ? '' : ', ends: true';
    const raises = stepRaises(opcode) ? ', raises: true' : '';
    const runtime = callsRuntime(opcode) ? ', callsRuntime: true' : '';
    const parts = 'parts' in opcode ? `, ${fusionText(opcode as FusedDefinition, opcodeOf)}` : '';
    const mnemonic = opcode.mnemonic === undefined ? '' : `, mnemonic: '${opcode.mnemonic}'`;
    const layout = opcode.layout === undefined ? '' : `, layout: '${opcode.layout}'`;
    const meaning = meaningText(opcode, opcodeOf);
    return `  { name: '${opcode.name}'${mnemonic}, operands: [${operands}]${layout}${ends}${raises}${runtime}${meaning}${parts} },`;
  });
  return `${banner('opcodes/targets/metadata.ts')}import type { OpcodeInfo } from './metadata.js';

/** Every opcode; its number is its place. */
export const opcodes: readonly OpcodeInfo[] = [
${opcodeLines.join('\n')}
];
`;
}

/** What a step declares for the passes, the steps that it names by their numbers. */
function meaningText({ nulls, forms, list, role, withBits }: Meaning, opcodeOf: (name: string) => number): string {
  const declared = {
    nulls: nulls !== undefined && Object.keys(nulls).length === 0 ? undefined : nulls,
    forms: forms?.map(({ notNull, step }) => ({ notNull, ...(step === undefined ? {} : { step: opcodeOf(step) }) })),
    list: list === undefined ? undefined : { ...list, notNull: opcodeOf(list.notNull) },
    role,
    withBits: withBits === undefined ? undefined : opcodeOf(withBits),
  };
  const given = Object.entries(declared).filter(([, value]) => value !== undefined);
  return given.map(([name, value]) => `, ${name}: ${JSON.stringify(value)}`).join('');
}

/** What `src/functions` has of the core's functions. */
export function generateFunctionMetadata(
  functions: readonly FunctionDefinition[],
  opcodeOf: (name: string) => number,
): string {
  const functionLines = functions.map((f) => {
    const args = f.args.map((arg) => `'${arg.type}'`).join(', ');
    return `  { name: '${f.name}', family: 'core', convention: 'lanes', nulls: 'strict', args: [${args}], result: '${f.result}', signature: '${signature(f)}'${f.tier === 'inline' ? `, inlined: ${opcodeOf(f.name.toUpperCase())}` : ''}${raisesText(f)} },`;
  });
  return `${banner('opcodes/targets/metadata.ts')}import type { FunctionInfo } from './function-info.js';

/** The core's functions; the number of each in the function table is its place. */
export const coreFunctions: readonly FunctionInfo[] = [
${functionLines.join('\n')}
];
`;
}

function raisesText(f: FunctionDefinition): string {
  if (!functionRaises(f)) return '';
  const safe = safeConstants(f).map(safeText);
  return `, raises: true${safe.length === 0 ? '' : `, raisesUnless: [${safe.join(', ')}]`}`;
}

function safeText(safe: SafeConstant): string {
  return `{ arg: ${safe.arg}, ${'not' in safe ? `not: [${safe.not.join(', ')}]` : `matches: ${safe.matches}`} }`;
}

function fusionText(fused: FusedDefinition, opcodeOf: (name: string) => number): string {
  const parts = fused.parts.map(
    (part) =>
      `{ opcode: ${opcodeOf(part.step.name)}, operands: [${part.step.operands.map((operand) => `'${part.operands[operand.name]}'`).join(', ')}] }`,
  );
  return `parts: [${parts.join(', ')}], internal: [${fused.internal.map((name) => `'${name}'`).join(', ')}]`;
}

/** The errors by number, and the fixed addresses. */
export function generateErrors(): string {
  return `${banner('opcodes/targets/metadata.ts')}
/** The errors that a program can raise, by number; \`%s\` stands for a detail in linear memory. */
export const errors: readonly { readonly code: string; readonly message: string; readonly detail?: string; readonly hint?: string }[] = [
${Object.entries(errors)
  .map(([name, e]) => `  ${JSON.stringify({ ...e })}, // ${name}`)
  .join('\n')}
];
`;
}
export function generateControl(): string {
  return `${banner('opcodes/targets/metadata.ts')}
/** Fixed addresses at the start of every linear memory, in bytes. */
export const control = ${JSON.stringify(control)} as const;
`;
}
/** A hand-written module of functions, as it is. */
export function generateModule(name: string, file: string, base64: string): string {
  return `${banner('scripts/generate.ts')}
/** ${file} as a WebAssembly module. */
export const ${name}: string =
  '${base64}';
`;
}
