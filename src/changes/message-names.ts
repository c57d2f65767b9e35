/** The messages of logical replication by their first byte, as the manual's chapter "Logical Replication Message Formats" names them. */
import { SqlError } from '../error.js';

/** Those that are decoded. */
export const messageNames = {
  B: 'Begin',
  C: 'Commit',
  O: 'Origin',
  R: 'Relation',
  Y: 'Type',
  I: 'Insert',
  U: 'Update',
  D: 'Delete',
  T: 'Truncate',
  M: 'Message',
  S: 'Stream Start',
  E: 'Stream Stop',
  c: 'Stream Commit',
  A: 'Stream Abort',
} as const;

export type MessageByte = keyof typeof messageNames;

const twoPhase = (name: string) => (): SqlError =>
  new SqlError('0A000', `the logical replication message ${name} (two-phase commit) is not supported`, {
    hint: 'Create the slot and start replication without TWO_PHASE: a prepared transaction then comes as a whole when it is committed.',
  });

/** Those that are known and refused: a prepared transaction would have to be kept beyond the connection. */
export const refused: Readonly<Partial<Record<string, () => SqlError>>> = {
  b: twoPhase('Begin Prepare'),
  P: twoPhase('Prepare'),
  K: twoPhase('Commit Prepared'),
  r: twoPhase('Rollback Prepared'),
  p: twoPhase('Stream Prepare'),
};
