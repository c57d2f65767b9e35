/** V8's print of WebAssembly code, taken apart: functions with their instructions. A line that is not understood is an error, so that nothing is passed over. */
import { SqlError } from '../error.js';
import { architectureNames, type Architecture } from './architecture.js';
import { parseInstruction, type Instruction } from './instruction.js';

export interface NativeFunction {
  /** Its number in the module, imports included. */
  readonly index: number;
  /** As V8 names it: `Liftoff` or `TurboFan`. */
  readonly compiler: string;
  readonly instructions: readonly Instruction[];
  /** From the function's beginning to its end, with what stands after the instructions. */
  readonly size: number;
}

const begin = '--- WebAssembly code ---';
const end = '--- End code ---';
/** What follows the instructions, each under a heading of its own and in lines of these forms. */
const appendices: readonly { readonly heading: RegExp; readonly line: RegExp }[] = [
  { heading: /^Protected instructions:$/, line: /^ pc offset +land pad$|^ pc offset$|^ +[0-9a-f]+( +[0-9a-f]+)? *$/ },
  { heading: /^Source positions:$/, line: /^ pc offset +position$|^ +[0-9a-f]+ +\d+( +statement)?$/ },
  { heading: /^Safepoints \(.*\)$/, line: /^0x[0-9a-f]+ +[0-9a-f]+ +slots \(sp->fp\): *[01 ]*.*$/ },
  {
    heading: /^RelocInfo \(size = \d+\)$/,
    line: /^0x[0-9a-f]+ +(wasm stub call|external reference|internal wasm call|wasm call|full embedded object|internal reference|wasm canonical sig|wasm indirect call target|wasm code pointer table entry|constant pool).*$/,
  },
];

/** All functions in the order in which they were printed. Other code that is printed between them, of V8's own wrappers, is left out. Raises 0A000 with the line that is not understood. */
export function parseNative(text: string, architecture: Architecture): readonly NativeFunction[] {
  return text
    .split(`${begin}\n`)
    .slice(1)
    .map((part) => functionOf(part.slice(0, endOf(part)).split('\n'), architecture));
}

/** Where a function's print ends; one of V8's versions says no end after Liftoff. */
function endOf(part: string): number {
  const said = part.indexOf(end);
  return said < 0 ? part.length : said;
}

function functionOf(lines: readonly string[], architecture: Architecture): NativeFunction {
  const header = new Map<string, string>();
  const instructions: Instruction[] = [];
  let section: 'header' | 'instructions' | RegExp = 'header';
  let size = 0;
  for (const line of lines) {
    const heading = appendices.find((appendix) => appendix.heading.test(line));
    if (heading !== undefined) section = heading.line;
    else if (line.trim() === '') continue;
    else if (section === 'header') {
      const [, key = '', value = ''] = /^(name|index|kind|compiler): (.*)$/.exec(line) ?? [];
      if (key !== '') header.set(key, value);
      else if (/^Instructions \(size = \d+\)$/.test(line)) section = 'instructions';
      else if (/^Body \(size = \d+ = \d+ \+ \d+ padding\)$/.test(line)) size = Number(/\d+/.exec(line)?.[0]);
      else throw notUnderstood(line, architecture);
    } else if (section === 'instructions') {
      const instruction = parseInstruction(line, architecture);
      if (instruction === undefined) throw notUnderstood(line, architecture);
      instructions.push(instruction);
    } else if (!section.test(line)) throw notUnderstood(line, architecture);
  }
  return { index: Number(header.get('index')), compiler: header.get('compiler') ?? '', instructions, size };
}

const notUnderstood = (line: string, architecture: Architecture): SqlError =>
  new SqlError('0A000', `a line of V8's native code is not understood: ${line.slice(0, 120)}`, {
    hint: `It is read as ${architectureNames[architecture]}, as the V8 of Node 20 to 26 prints it. Report the line with \`node --version\`.`,
  });
