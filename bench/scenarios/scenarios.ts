/** The scenarios there are, by name. */
import { article } from './article.js';
import { compile } from './compile.js';
import { deform } from './deform.js';
import { dispatch } from './dispatch.js';
import { harness } from './harness.js';
import { heap } from './heap.js';
import { ladder } from './ladder.js';
import type { Scenario } from './scenario.js';

export const scenarios = { dispatch, ladder, deform, article, heap, compile, harness } as const satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof scenarios;
export const scenarioNames = Object.keys(scenarios) as readonly ScenarioName[];
