/** Records V8's native code of the canonical predicates for the playground, whose pages cannot ask V8: playground/recorded/native.json. On x86-64 only; `npm run record:native`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { predicates } from '../src/datasets/predicates.js';
import { loadParser } from '../src/index.js';
import { demoRows } from '../src/lessons/demo-programs.js';
import { nativeCode } from '../src/native/native-code.js';
import { placesOf } from '../src/native/places.js';
import { recordedCode, type RecordedPredicate, type Recording } from '../src/native/recording.js';
import { memoryFieldOf } from '../src/pipeline/kernel-run.js';
import { highestRung } from '../src/program/program.js';

await loadParser();
const demo = demoRows(1);
const recorded: RecordedPredicate[] = [];
for (const { name, sql } of predicates) {
  const program = await demo.program(sql, highestRung);
  const [baseline, optimized] = await nativeCode(program);
  const codes = [recordedCode(baseline), recordedCode(optimized)] as const;
  recorded.push({ name, module: Buffer.from(placesOf(program).module).toString('base64'), codes });
}
const { versions, arch } = process;
const memoryField = await memoryFieldOf();
const recording: Recording = {
  node: versions.node,
  v8: versions.v8,
  architecture: arch,
  memoryField,
  predicates: recorded,
};
writeFileSync(
  fileURLToPath(new URL('../playground/recorded/native.json', import.meta.url)),
  JSON.stringify(recording, undefined, 1) + '\n',
);
