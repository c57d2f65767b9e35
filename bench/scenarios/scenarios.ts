/** The scenarios there are, by name. */
import { compile } from './compile.js';
import { dispatch } from './dispatch.js';
import { harness } from './harness.js';
import { ladder } from './ladder.js';
import type { Scenario } from './scenario.js';

export const scenarios = { dispatch, ladder, compile, harness } as const satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof scenarios;
export const scenarioNames = Object.keys(scenarios) as readonly ScenarioName[];
