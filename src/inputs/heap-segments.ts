/**
 * The files of a relation: it is cut into segments of 1 GB, `FILE`, `FILE.1`, `FILE.2` …, each full but the last; behind that there may be empty
 * ones, which once held pages (storage/smgr/md.c).
 */
import { stat } from 'node:fs/promises';
import { SqlError } from '../error.js';
import { pageBytes, segmentPages } from '../memory/heap/page-layout.js';
import { systemError } from './system-error.js';

/** A file with pages of the relation. */
export interface Segment {
  readonly path: string;
  /** How long the file was when it was looked at. */
  readonly bytes: number;
}

const fullSegment = segmentPages * pageBytes;

/** All segments that have pages, the first in any case. Raises 58P01, 42501, 42809 or 58030, or XX001 for one that is too short or too long. */
export async function findSegments(path: string): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (
    let next: Segment | undefined = await findSegment(path);
    next !== undefined;
    next = await findFollowing(path, segments.length)
  ) {
    segments.push(next);
  }
  // What is empty at the end is no longer in use.
  segments.splice(Math.max(segments.findLastIndex(({ bytes }) => bytes > 0) + 1, 1));
  segments.forEach(checkSize);
  return segments;
}

function checkSize({ path, bytes }: Segment, index: number, segments: readonly Segment[]): void {
  if (bytes > fullSegment) {
    throw new SqlError('XX001', `file "${path}" has ${bytes} bytes, more than the ${fullSegment} of a segment`, {
      hint: 'A relation goes on in the file FILE.1 after 1 GB; a server that was built with another segment size is not supported.',
    });
  }
  const next = segments[index + 1];
  if (next !== undefined && bytes < fullSegment) {
    throw new SqlError(
      'XX001',
      `file "${path}" has ${bytes} bytes instead of ${fullSegment}, although "${next.path}" follows it`,
      {
        hint: 'Every segment of a relation but the last has 1 GB: the file may have been cut off.',
      },
    );
  }
}

async function findFollowing(path: string, number: number): Promise<Segment | undefined> {
  try {
    return await findSegment(`${path}.${number}`);
  } catch (error) {
    if (error instanceof SqlError && error.code === '58P01') return undefined;
    throw error;
  }
}

async function findSegment(path: string): Promise<Segment> {
  const stats = await stat(path).catch((error: unknown) => {
    throw systemError(error, `could not open file "${path}"`);
  });
  if (stats.isDirectory()) throw new SqlError('42809', `"${path}" is a directory`);
  // Its size must be known, and further files lie beside it.
  if (!stats.isFile()) throw new SqlError('42809', `"${path}" is not a regular file`);
  return { path, bytes: stats.size };
}
