/** `quern/changes`: PostgreSQL's logical replication, from the bytes of its messages to the rows that changed. It needs no other package, and runs in browsers too. */
export {
  unavailable,
  type Change,
  type ChangeEvent,
  type ChangeRow,
  type ChangeValue,
  type Delete,
  type Insert,
  type LogicalMessage,
  type SchemaChange,
  type Transaction,
  type Truncate,
  type Update,
} from './changes/change.js';
export { ChangeDecoder, type ChangeDecoderOptions } from './changes/decoder.js';
export {
  readCopyData,
  standbyStatus,
  type Keepalive,
  type StandbyStatus,
  type XLogData,
} from './changes/framing.js';
export { formatLsn, parseLsn } from './changes/lsn.js';
export { relationSchema, type Relation, type RelationColumn } from './changes/relation.js';
