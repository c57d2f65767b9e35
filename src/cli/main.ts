#!/usr/bin/env node
/** The command `quern`: lets Node keep the compiled code for the next time where it can, and runs. */
import * as nodeModule from 'node:module';

// Node 22 and newer; what is imported before this is not kept.
(nodeModule as { enableCompileCache?(): void }).enableCompileCache?.();
const { run } = await import('./run.js');

// Everything has been written by now, and a standard input that nobody ends must not keep the process.
process.exit(await run(process.argv.slice(2)));
