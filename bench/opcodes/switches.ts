/** The interpreters that are measured: of each series one for each size, and the two sizes between which V8 stops optimising. */
import { opcodes } from '../../opcodes/machine/opcodes.js';
import { bytecodeOf, bytecodeOfModule, longestOptimized } from './bytecode.js';
import { chooseOpcodes, numbering, sizes } from './choice.js';
import type { GeneratedSwitch } from './generated-switch.js';
import { generateExecute } from './javascript.js';
import { compileTime, webassemblyCompiler } from './webassembly.js';

type OnStep = (what: string) => void;

/** An interpreter can do with no fewer opcodes than its programs need. */
const sizesFor = (needed: ReadonlySet<number>): readonly number[] => [
  ...sizes.filter((size) => size >= needed.size),
  opcodes.length,
];

/** Numbers with gaps are measured at the sizes at which V8 makes comparisons of a switch and no table: when less than a third of the numbers is used. */
const sparseSizes = (all: readonly number[]): readonly number[] => all.filter((size) => size * 3 < opcodes.length);

/** Those in JavaScript: in one function with dense numbers, with quern's own, and the engine's, which is in two functions. */
export async function javascriptSwitches(
  needed: ReadonlySet<number>,
  onStep: OnStep,
): Promise<readonly GeneratedSwitch[]> {
  const make = async (series: 'one function' | 'numbers kept', size: number): Promise<GeneratedSwitch> => {
    onStep(`a switch of ${size} opcodes`);
    const numbers = numbering(chooseOpcodes(needed, size, opcodes.length), opcodes.length, series === 'numbers kept');
    const code = generateExecute(numbers);
    return {
      series,
      opcodes: size,
      numbers,
      code,
      facts: { codeBytes: code.length, bytecodeBytes: await bytecodeOf(code) },
    };
  };
  const dense: GeneratedSwitch[] = [];
  for (const size of sizesFor(needed)) dense.push(await make('one function', size));
  dense.push(...(await cliff(dense, (size) => make('one function', size))));
  dense.sort((x, y) => x.opcodes - y.opcodes);
  const kept: GeneratedSwitch[] = [];
  for (const size of sparseSizes(sizesFor(needed))) kept.push(await make('numbers kept', size));
  return [...dense, await engineSwitch(), ...kept];
}

/** The greatest size whose bytecode V8 optimises and the one after it, as far as they are not made yet; nothing when all sizes are on one side. */
async function cliff(
  made: readonly GeneratedSwitch[],
  make: (size: number) => Promise<GeneratedSwitch>,
): Promise<readonly GeneratedSwitch[]> {
  const limit = longestOptimized() ?? Infinity;
  const isWithin = ({ facts }: GeneratedSwitch): boolean => (facts.bytecodeBytes ?? 0) <= limit;
  let below = made.filter(isWithin).at(-1);
  let above = made.find((generated) => !isWithin(generated));
  if (below === undefined || above === undefined) return [];
  while (above.opcodes - below.opcodes > 1) {
    const between: GeneratedSwitch = await make((below.opcodes + above.opcodes) >> 1);
    if (isWithin(between)) below = between;
    else above = between;
  }
  return [below, above].filter((found) => !made.includes(found));
}

const isSource = import.meta.url.endsWith('.ts');
const engineModule = new URL(`../../src/engines/switch/columns.generated.${isSource ? 'ts' : 'js'}`, import.meta.url);

/** The engine's own interpreter for columns, whose rare opcodes are in a second function: what is told is told of the first one. */
async function engineSwitch(): Promise<GeneratedSwitch> {
  const inFirst = opcodes.filter(({ layout, rare }) => layout !== 'heap' && rare !== true);
  return {
    series: 'two functions',
    opcodes: opcodes.filter(({ layout }) => layout !== 'heap').length,
    numbers: numbering([...opcodes.keys()], opcodes.length, true),
    code: undefined,
    facts: { casesInFirst: inFirst.length, bytecodeBytes: await bytecodeOfModule(engineModule) },
  };
}

/** Those in WebAssembly, with dense numbers. Raises 58P01 when Binaryen is not installed. */
export async function webassemblySwitches(
  needed: ReadonlySet<number>,
  onStep: OnStep,
): Promise<readonly GeneratedSwitch[]> {
  const compile = await webassemblyCompiler();
  const made: GeneratedSwitch[] = [];
  for (const size of sizesFor(needed)) {
    onStep(`a WebAssembly switch of ${size} opcodes`);
    const numbers = numbering(chooseOpcodes(needed, size, opcodes.length), opcodes.length);
    const code = compile(numbers);
    const turbofanMilliseconds = await compileTime('turbofan', code);
    const liftoffMilliseconds = await compileTime('liftoff', code);
    made.push({
      series: 'WebAssembly',
      opcodes: size,
      numbers,
      code,
      facts: { codeBytes: code.length, turbofanMilliseconds, liftoffMilliseconds },
    });
  }
  return made;
}
