/** Writes every file that follows from the definitions in `opcodes/`. `--check` only says which would change. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { coreTypes } from '../opcodes/families/core/types.js';
import { families } from '../opcodes/families/families.js';
import { generateClosures } from '../opcodes/targets/closures.js';
import { generateFunctions } from '../opcodes/targets/functions.js';
import {
  generateControl,
  generateErrors,
  generateFunctionMetadata,
  generateMetadata,
  generateModule,
} from '../opcodes/targets/metadata.js';
import { generateFamilyIndex } from '../opcodes/targets/family-index.js';
import { generateTypes } from '../opcodes/targets/types.js';
import { generateStepper } from '../opcodes/targets/stepper.js';
import { generateSwitch } from '../opcodes/targets/switch.js';
import { generateCopies } from '../opcodes/targets/copies.js';
import { generateDecisions, generateTreeFunctions } from '../opcodes/targets/trees.js';
import { generateReference } from '../opcodes/targets/reference.js';
import { functions, fused, opcodes, steps } from '../opcodes/machine/opcodes.js';
import { generateInterpreter } from '../wasm/interpreters/generate.js';
import { compileSwitch } from '../wasm/interpreters/switch.js';
import { compileThreaded } from '../wasm/interpreters/threaded.js';
import { compileModule } from '../wasm/scan/compile.js';
import { compileFunctions } from '../wasm/stencils/functions.js';
import { generateLanes } from '../wasm/lanes/generate.js';
import { generateStencils } from '../wasm/stencils/generate.js';

const numbers = new Map(opcodes.map((opcode, number) => [opcode.name, number]));
const opcodeOf = (name: string): number => {
  const number = numbers.get(name);
  if (number === undefined) throw new Error(`no opcode ${name}`);
  return number;
};

const assembled = async (name: string, file: string): Promise<string> =>
  generateModule(name, file, await compileModule(new URL(`../${file}`, import.meta.url)));

const numbered = opcodes.map((step, number) => ({ number, step }));

const outputs: Readonly<Record<string, () => string | Promise<string>>> = {
  'src/catalog/types.generated.ts': () => generateTypes(coreTypes, families),
  'src/functions/index.generated.ts': () => generateFamilyIndex(families),
  'src/arena/control.generated.ts': generateControl,
  'src/arena/errors.generated.ts': generateErrors,
  'src/program/opcodes.generated.ts': () => generateMetadata(opcodes, functions, opcodeOf),
  'src/functions/core-metadata.generated.ts': () => generateFunctionMetadata(functions, opcodeOf),
  'src/functions/core.generated.ts': () => generateFunctions(functions),
  'src/engines/switch/columns.generated.ts': () => generateSwitch(opcodes, 'columns'),
  'src/engines/switch/heap.generated.ts': () => generateSwitch(opcodes, 'heap'),
  'src/engines/closure/closures.generated.ts': () => generateClosures(opcodes),
  'src/engines/objects/makers.generated.ts': () => generateTreeFunctions(functions, opcodes),
  'src/engines/objects/row-steps.generated.ts': () => generateDecisions(opcodes),
  'src/engines/objects/copies.generated.ts': () =>
    generateCopies(readFileSync(fileURLToPath(new URL('../src/engines/objects/sites.ts', import.meta.url)), 'utf8')),
  'src/stepper/steps.generated.ts': () => generateStepper(opcodes),
  'src/functions/core-table.generated.ts': () =>
    generateModule(
      'functionsBase64',
      'Every function of opcodes/families/core, in one table for FUNCEXPR,',
      Buffer.from(compileFunctions(functions)).toString('base64'),
    ),
  'src/inputs/special-bytes.generated.ts': () => assembled('specialBytesBase64', 'wasm/scan/special-bytes.wat'),
  'src/memory/heap/line-pointers.generated.ts': () => assembled('linePointersBase64', 'wasm/scan/line-pointers.wat'),
  'bench/heap/read.generated.ts': () => assembled('readBase64', 'wasm/scan/read.wat'),
  'docs/opcodes.md': () => generateReference(steps, functions, fused),
  'src/engines/stencils/stencils.generated.ts': () => generateStencils(opcodes),
  'src/engines/vector/lanes.generated.ts': () => generateLanes(opcodes, functions),
  'src/engines/wasm-switch/memory.generated.ts': () =>
    generateInterpreter('The switch interpreter with values in memory', compileSwitch(numbered)),
  'src/engines/wasm-switch/register.generated.ts': () =>
    generateInterpreter(
      'The switch interpreter with the value written last in locals',
      compileSwitch(numbered, { registers: true }),
      opcodes,
    ),
  'src/engines/wasm-threaded/memory.generated.ts': () =>
    generateInterpreter(
      'Threaded code with values in memory',
      compileThreaded(numbered, { dispatch: 'replicated', registers: false }),
    ),
  'src/engines/wasm-threaded/shared.generated.ts': () =>
    generateInterpreter(
      'Threaded code with one shared dispatch',
      compileThreaded(numbered, { dispatch: 'shared', registers: false }),
    ),
  'src/engines/wasm-threaded/register.generated.ts': () =>
    generateInterpreter(
      'Threaded code with the value written last in parameters',
      compileThreaded(numbered, { dispatch: 'replicated', registers: true }),
      opcodes,
    ),
};

const check = process.argv.includes('--check');
let stale = 0;
for (const [file, generate] of Object.entries(outputs)) {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const text = await generate();
  const before = (() => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  })();
  if (before === text) continue;
  stale++;
  if (!check) writeFileSync(path, text);
  console.log(`${check ? 'stale' : 'wrote'} ${file}`);
}
if (check && stale > 0) {
  console.error('Run `npm run generate` and commit the result.');
  process.exitCode = 1;
}
