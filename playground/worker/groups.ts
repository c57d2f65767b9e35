/** Kinds of steps, by what they do to data and control: each has a colour in all panes. */
import type { OpcodeInfo } from '../../src/program/metadata.js';

export type Group = 'fetch' | 'test' | 'null' | 'boolean' | 'select' | 'fused' | 'other';

/** The group of an opcode, read from its metadata: what it is composed of, what operands it has. */
export function groupOf(info: OpcodeInfo): Group {
  if (info.parts !== undefined) return 'fused';
  if (info.ends === true || /^(QUAL|DONE|RESET)/.test(info.name)) return 'select';
  if (info.operands.some(({ kind }) => kind === 'column')) return 'fetch';
  if (/^(BOOL|BOOLTEST|JUMP_IF_(TRUE|FALSE|NOT_TRUE))/.test(info.name)) return 'boolean';
  if (/NULL|STRICT_CHECK/.test(info.name)) return 'null';
  if (info.operands.some(({ kind }) => kind === 'out')) return 'test';
  return 'other';
}
