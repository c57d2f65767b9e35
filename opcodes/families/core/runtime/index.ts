/** Every runtime function that the engines and the inputs may call, under PostgreSQL's name. */
export { bttextcmp, texteq } from './compare';
export { texticlike, textlike } from './like';
export { like_escape } from './like-escape';
export { lower, textcat, textlen, upper } from './text';
export { boolin, boolout, booltext } from './bool';
export { int2in, int4in, int8in } from './integer-in';
export { int2out, int4out, int8out } from './integer-out';
export { float4in, float8in } from './float-in';
export { float4out, float8out } from './float-out';
export { date_in } from './date-in';
export { timestamp_in } from './timestamp-in';
export { date_out, timestamp_out } from './datetime-out';
export {
  hash_f32, hash_f64, hash_i32, hash_i64, hash_text,
  hash_insert_f32, hash_insert_f64, hash_insert_i32, hash_insert_i64, hash_insert_text,
} from './hash';
export { detoast } from './detoast';
export { toast_insert } from './toast-index';
export { page_checksum } from './page-checksum';
export { bitmap_count, bitmap_indices } from './bitmap';

/** The first byte after the static data; read when building, and not part of the runtime's interface. */
export const runtimeEnd: usize = __heap_base;
