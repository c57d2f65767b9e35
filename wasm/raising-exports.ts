/**
 * Which functions of a WebAssembly module can end otherwise than by returning: by a call of the import `raise`, by a trap, or by a call of a
 * function that can. What is read is what the optimiser has left, so that a check it proved idle does not count.
 */
import wabt from 'wabt';

/** Imports that can raise: by themselves, or because the host calls a function of a type for them. */
const raisingImports: ReadonlySet<string> = new Set([
  'raise',
  'call_function',
  'element_in',
  'element_out',
  'element_equal',
  'element_compare',
  'enum_value',
  'normalize_text',
]);

/** A function as far as it matters here. */
interface Body {
  ends: boolean;
  readonly calls: Set<string>;
}

/**
 * Can the instruction end the call, where `before` is the one in front of it? An access outside of memory is left out: it would be a mistake in a
 * function, not an error of its arguments.
 */
function traps(instruction: string, before: string): boolean {
  if (/^(?:unreachable|call_indirect|return_call_indirect|i(?:32|64)\.trunc_f)/.test(instruction)) return true;
  if (!/^i(?:32|64)\.(?:div|rem)_[su]$/.test(instruction)) return false;
  const divisor = /^i(?:32|64)\.const (-?\d+)$/.exec(before)?.[1];
  return divisor === undefined || divisor === '0' || (divisor === '-1' && instruction.endsWith('div_s'));
}

/** The module as text: one instruction a line behind its operands, functions called by their numbers. */
async function instructions(binary: Uint8Array): Promise<string[]> {
  const { readWasm } = await wabt();
  const module = readWasm(binary, { readDebugNames: false, tail_call: true });
  const text = module.toText({ foldExprs: false, inlineExport: false });
  module.destroy();
  return text.split('\n').map((line) => line.replace(/\s*;;.*$/, '').replace(/^\s+|\)+$/g, ''));
}

/** The exported functions of a module that can raise or trap, sorted by name. */
export async function raisingExports(binary: Uint8Array): Promise<string[]> {
  const bodies = new Map<string, Body>();
  const exported: { readonly name: string; readonly func: string }[] = [];
  let body: Body = { ends: false, calls: new Set() };
  let before = '';
  for (const instruction of await instructions(binary)) {
    const imported = /^\(import "\w+" "(\w+)" \(func \(;(\d+);\)/.exec(instruction);
    const defined = /^\(func \(;(\d+);\)/.exec(instruction);
    const named = /^\(export "([^"]+)" \(func (\d+)$/.exec(instruction);
    const called = /^(?:return_)?call (\d+)$/.exec(instruction);
    if (imported !== null) {
      bodies.set(imported[2] ?? '', { ends: raisingImports.has(imported[1] ?? ''), calls: new Set() });
    } else if (defined !== null) {
      body = { ends: false, calls: new Set() };
      bodies.set(defined[1] ?? '', body);
    } else if (named !== null) {
      exported.push({ name: named[1] ?? '', func: named[2] ?? '' });
    } else if (called !== null) {
      body.calls.add(called[1] ?? '');
    } else {
      body.ends ||= traps(instruction, before);
    }
    before = instruction;
  }
  const raising = reachingAnEnd(bodies);
  return exported.flatMap(({ name, func }) => (raising.has(func) ? [name] : [])).sort();
}

/** The functions that end a call themselves or reach one that does. Recursion, which could exhaust the stack, is such an end. */
function reachingAnEnd(bodies: ReadonlyMap<string, Body>): Set<string> {
  const found = new Set(
    [...bodies].flatMap(([func, { ends }]) => (ends || calledFrom(bodies, func).has(func) ? [func] : [])),
  );
  return new Set(
    [...bodies.keys()].filter(
      (func) => found.has(func) || [...calledFrom(bodies, func)].some((called) => found.has(called)),
    ),
  );
}

/** What a function calls, and what that calls. */
function calledFrom(bodies: ReadonlyMap<string, Body>, func: string): Set<string> {
  const found = new Set(bodies.get(func)?.calls);
  for (const called of found) for (const next of bodies.get(called)?.calls ?? []) found.add(next);
  return found;
}
