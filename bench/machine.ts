/** The machine that a result was measured on. */
import { cpus } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly node: string;
  readonly v8: string;
}

export function thisMachine(): Machine {
  const list = cpus();
  return {
    cpu: `${list[0]?.model.trim() ?? 'unknown'} × ${list.length}`,
    node: process.version,
    v8: process.versions.v8,
  };
}
