/** The compiler does not keep modes: the command must be executable in the built package. */
import { chmodSync } from 'node:fs';

chmodSync(new URL('../dist/src/cli/main.js', import.meta.url), 0o755);
