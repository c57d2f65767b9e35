/**
 * Records V8's native code of the canonical predicates for the playground, whose pages cannot ask V8: playground/recorded/native.json, or native-arm64.json where V8 compiles for ARM64.
 * `npm run record:native`, on a machine of the architecture; or with another Node, also one that runs in an emulator: `npm run record:native -- --node path/to/node`.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { predicates } from '../src/datasets/predicates.js';
import { loadParser } from '../src/index.js';
import { demoRows } from '../src/lessons/demo-programs.js';
import type { Architecture } from '../src/native/architecture.js';
import { nativeCode } from '../src/native/native-code.js';
import { placesOf } from '../src/native/places.js';
import { printerOf } from '../src/native/print.js';
import { recordedCode, type RecordedPredicate, type Recording } from '../src/native/recording.js';
import { memoryFieldOf } from '../src/pipeline/kernel-run.js';
import { highestRung } from '../src/program/program.js';

const files: Readonly<Record<Architecture, string>> = { x64: 'native.json', arm64: 'native-arm64.json' };

const { node = process.execPath } = parseArgs({ options: { node: { type: 'string' } } }).values;
await loadParser();
const demo = demoRows(1);
const recorded: RecordedPredicate[] = [];
for (const { name, sql } of predicates) {
  const program = await demo.program(sql, highestRung);
  const [baseline, optimized] = await nativeCode(program, { node });
  const codes = [recordedCode(baseline), recordedCode(optimized)] as const;
  recorded.push({ name, module: Buffer.from(placesOf(program).module).toString('base64'), codes });
}
const printer = await printerOf(node);
const recording: Recording = {
  ...printer,
  // No pipeline runs code of ARM64, so nobody asks where its memory is.
  ...(printer.architecture === 'x64' && { memoryField: await memoryFieldOf({ node }) }),
  predicates: recorded,
};
writeFileSync(
  fileURLToPath(new URL(`../playground/recorded/${files[printer.architecture]}`, import.meta.url)),
  JSON.stringify(recording, undefined, 1) + '\n',
);
