/** `quern/changes`: PostgreSQL's logical replication, from the bytes of its messages to the rows that changed. It needs no other package, and runs in browsers too. */
export type {
  Change,
  ChangeEvent,
  ChangeRow,
  ChangeValue,
  Delete,
  Insert,
  LogicalMessage,
  SchemaChange,
  Transaction,
  Truncate,
  Update,
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
export { unavailable } from './catalog/unavailable.js';
