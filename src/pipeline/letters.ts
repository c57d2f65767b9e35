/** What an instruction does in a cycle, as llvm-mca writes it. */
import type { Passage } from './pipeline.js';

/** The letter of a cycle between being taken in and retiring. */
export function letterAt(
  { fetched, started, done, retired }: Pick<Passage, 'fetched' | 'started' | 'done' | 'retired'>,
  cycle: number,
): string {
  if (cycle < fetched) return '.';
  if (cycle === fetched) return 'D';
  if (cycle === retired) return 'R';
  if (cycle < started) return '=';
  if (cycle < done) return 'e';
  return cycle === done ? 'E' : '-';
}
