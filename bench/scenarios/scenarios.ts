/** The scenarios there are, by name. */
import { article } from './article.js';
import { compile } from './compile.js';
import { deform } from './deform.js';
import { dictionaries } from './dictionaries.js';
import { dispatch } from './dispatch.js';
import { engines } from './engines.js';
import { fanout } from './fanout.js';
import { files } from './files.js';
import { growth } from './growth.js';
import { harness } from './harness.js';
import { heap } from './heap.js';
import { ladder } from './ladder.js';
import { lessons } from './lessons.js';
import { objects } from './objects.js';
import { narrow } from './narrow.js';
import { opcodes } from './opcodes.js';
import { pipeline } from './pipeline.js';
import { peers } from './peers.js';
import type { Scenario } from './scenario.js';
import { start } from './start.js';
import { tent } from './tent.js';
import { threads } from './threads.js';
import { tiers } from './tiers.js';

export const scenarios = {
  dispatch,
  engines,
  tiers,
  ladder,
  deform,
  article,
  heap,
  compile,
  growth,
  narrow,
  dictionaries,
  objects,
  fanout,
  opcodes,
  lessons,
  pipeline,
  harness,
  start,
  files,
  peers,
  tent,
  threads,
} as const satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof scenarios;
export const scenarioNames = Object.keys(scenarios) as readonly ScenarioName[];
