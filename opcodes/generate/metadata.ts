/** Definitions → what the compiler of programs knows of opcodes and functions, without their bodies. */
import { signature, type FunctionDefinition } from '../language/function.js';
import type { FusedDefinition } from '../language/fuse.js';
import type { Operand, Statement, StepDefinition } from '../language/step.js';
import type { Term } from '../language/term.js';
import { errors } from '../errors.js';
import { control } from '../language/control.js';
import { bitOutputs } from './bits.js';
import { banner, operandOf } from './spelling.js';

/** What a step does to the lanes of its operands: read or write the value, read or write the null flag. */
function effects(step: StepDefinition): Map<string, Set<string>> {
  const found = new Map(step.operands.map((operand) => [operand.name, new Set<string>()]));
  const note = (name: string, what: 'read' | 'write') => {
    const at = operandOf(step.operands, name);
    if (at === undefined) return;
    found.get(at.operand.name)?.add(at.suffix === '_null' ? `${what}Null` : `${what}Value`);
  };
  const term = ({ node }: Term): void => {
    switch (node.kind) {
      case 'const':
        return;
      case 'local':
        note(node.name, 'read');
        return;
      case 'op':
      case 'call':
        node.args.forEach(term);
        return;
      case 'load':
        term(node.address);
        return;
      case 'if':
        [node.cond, node.then, node.otherwise].forEach(term);
        return;
      case 'let':
        term(node.value);
        term(node.body);
        return;
      case 'check':
        term(node.cond);
        term(node.body);
        return;
      case 'callFunction':
        term(node.func);
        node.args.forEach(term);
    }
  };
  const statement = (s: Statement): void => {
    switch (s.kind) {
      case 'set':
        s.lanes.forEach(term);
        note(s.slot, 'write');
        return;
      case 'setNull':
        term(s.value);
        note(`${s.slot}_null`, 'write');
        return;
      case 'let':
        term(s.value);
        return;
      case 'if':
        term(s.cond);
        s.then.forEach(statement);
        s.otherwise.forEach(statement);
        return;
      case 'store':
        term(s.address);
        term(s.value);
        return;
      case 'return':
        term(s.selected);
        return;
      case 'jump':
        return;
    }
  };
  const internal = new Set('internal' in step ? (step as FusedDefinition).internal : []);
  step.body.forEach(statement);
  for (const name of internal) found.delete(name);
  return found;
}

/** Does control go on to the next step, or does the step always jump or end? */
function fallsThrough(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  return last === undefined || (last.kind !== 'jump' && last.kind !== 'return');
}

function operandText(operand: Operand, effect: ReadonlySet<string>): string {
  const representation = operand.representation === undefined ? '' : `, representation: '${operand.representation}'`;
  const flags = [...effect]
    .sort()
    .map((flag) => `, ${flag}: true`)
    .join('');
  return `{ name: '${operand.name}', kind: '${operand.kind}'${representation}${operand.kind === 'in' || operand.kind === 'out' ? flags : ''} }`;
}

export function generateMetadata(
  opcodes: readonly StepDefinition[],
  functions: readonly FunctionDefinition[],
  opcodeOf: (name: string) => number,
): string {
  const opcodeLines = opcodes.map((opcode) => {
    const effect = effects(opcode);
    for (const name of bitOutputs(opcode, functions)) effect.get(name)?.add('writesBit');
    const operands = opcode.operands.map((operand) => operandText(operand, effect.get(operand.name) ?? new Set())).join(', ');
    const ends = fallsThrough(opcode.body) ? '' : ', ends: true';
    const parts = 'parts' in opcode ? `, ${fusionText(opcode as FusedDefinition, opcodeOf)}` : '';
    const mnemonic = opcode.mnemonic === undefined ? '' : `, mnemonic: '${opcode.mnemonic}'`;
    const layout = opcode.layout === undefined ? '' : `, layout: '${opcode.layout}'`;
    return `  { name: '${opcode.name}'${mnemonic}, operands: [${operands}]${layout}${ends}${parts} },`;
  });
  const functionLines = functions.map((f) => {
    const args = f.args.map((arg) => `'${arg.type}'`).join(', ');
    return `  { name: '${f.name}', args: [${args}], result: '${f.result}', signature: '${signature(f)}', inlined: ${opcodeOf(f.name.toUpperCase())} },`;
  });
  return `${banner('opcodes/generate/metadata.ts')}import type { FunctionInfo, OpcodeInfo } from './metadata.js';

/** Every opcode; its number is its place. */
export const opcodes: readonly OpcodeInfo[] = [
${opcodeLines.join('\n')}
];

/** Every function; its number in the function table is its place. */
export const functions: readonly FunctionInfo[] = [
${functionLines.join('\n')}
];
`;
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
  return `${banner('opcodes/generate/metadata.ts')}
/** The errors that a program can raise, by number; \`%s\` stands for a detail in linear memory. */
export const errors: readonly { readonly code: string; readonly message: string; readonly hint?: string }[] = [
${Object.entries(errors)
  .map(([name, e]) => `  ${JSON.stringify({ ...e })}, // ${name}`)
  .join('\n')}
];
`;
}
export function generateControl(): string {
  return `${banner('opcodes/generate/metadata.ts')}
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
