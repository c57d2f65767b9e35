/**
 * The data of a varlena of any kind (`access/common/detoast.c`): plain with a header of one or four bytes, compressed, or stored
 * out of line. A length that leads out of the tuple is an error, and so are sizes that disagree with each other.
 */
import { detailNumber, failWithDetail } from './detail';
import {
  ERR_INVALID_COMPRESSION_METHOD, ERR_LZ4_CORRUPT, ERR_PGLZ_CORRUPT, ERR_TOAST_NOT_GIVEN, ERR_TOAST_SIZES_DISAGREE,
  ERR_TOO_MUCH_DECOMPRESSED, ERR_VARLENA_BEYOND_TUPLE, ERR_VARLENA_TOO_SHORT, ERR_UNRECOGNIZED_VARTAG,
} from './errors.generated.ts';
import { LZ4_MAX_RATIO, lz4_decompress } from './lz4';
import { PGLZ_MAX_RATIO, pglz_decompress } from './pglz';
import { fail } from './raise';
import { allocate, shrinkTo, textResult } from './scratch';
import { checkChunks, copyChunks } from './toast-fetch';
import { toastChunks } from './toast-index';
import { countWork } from './work';

/** The control cell with the address of the TOAST table's index. */
const TOAST: usize = 24;

/** The control cells with the bytes that were decompressed and the most that may be, or 0. */
const DECOMPRESSED: usize = 152;
const DECOMPRESSED_LIMIT: usize = 184;

const HEADER: u32 = 4;
/** A compressed value begins with `va_tcinfo`: the raw size, and in the two highest bits the method. */
const COMPRESSION_HEADER: u32 = 4;
const SIZE_MASK: u32 = 0x3fffffff;
const METHOD_SHIFT: u32 = 30;
const METHOD_PGLZ: u32 = 0;
const METHOD_LZ4: u32 = 1;

const VARTAG_ONDISK: u32 = 18;
/** A byte that is 1, the tag, and `varatt_external` in 16 bytes. */
const EXTERNAL_SIZE: u32 = 18;

/** Counts what is about to be decompressed: a page with many pointers to one value makes gigabytes of it. */
function countDecompressed(bytes: u32): void {
  countWork(<u64>bytes);
  const all = load<u64>(DECOMPRESSED) + <u64>bytes;
  store<u64>(DECOMPRESSED, all);
  const limit = load<u64>(DECOMPRESSED_LIMIT);
  if (limit != 0 && all > limit) fail(ERR_TOO_MUCH_DECOMPRESSED);
}

/** The raw size that a compressed value announces; raises when no so few bytes can stand for so many. */
function checkedRawSize(data: usize, length: u32): u32 {
  if (length < COMPRESSION_HEADER) fail(ERR_VARLENA_TOO_SHORT);
  const info = load<u32>(data);
  const rawSize = info & SIZE_MASK;
  const method = info >> METHOD_SHIFT;
  const size = <u64>(length - COMPRESSION_HEADER);
  if (method == METHOD_PGLZ) {
    if (<u64>rawSize > size * PGLZ_MAX_RATIO) fail(ERR_PGLZ_CORRUPT);
  } else if (method == METHOD_LZ4) {
    if (<u64>rawSize > size * LZ4_MAX_RATIO) fail(ERR_LZ4_CORRUPT);
  } else {
    detailNumber(method);
    failWithDetail(ERR_INVALID_COMPRESSION_METHOD);
  }
  return rawSize;
}

/** Decompresses a value whose raw size has been checked. */
function decompress(data: usize, length: u32, to: usize, rawSize: u32): void {
  const source = data + COMPRESSION_HEADER;
  const size = length - COMPRESSION_HEADER;
  if (load<u32>(data) >> METHOD_SHIFT == METHOD_PGLZ) pglz_decompress(source, size, to, rawSize);
  else lz4_decompress(source, size, to, rawSize);
}

/** The first byte of the value, or where the only chunk is: the chunks need not be put together then. */
function gather(chunks: usize, size: u32): usize {
  if (chunks == 0) return allocate(0);
  if (load<u32>(chunks) == 1) return load<u32>(chunks, 8);
  const to = allocate(size);
  copyChunks(chunks, to);
  return to;
}

function failOverSizes(valueId: u32): void {
  detailNumber(valueId);
  failWithDetail(ERR_TOAST_SIZES_DISAGREE);
}

function external(pointer: usize, available: u32): usize {
  if (available < 2) fail(ERR_VARLENA_BEYOND_TUPLE);
  const tag = <u32>load<u8>(pointer, 1);
  if (tag != VARTAG_ONDISK) {
    detailNumber(tag);
    failWithDetail(ERR_UNRECOGNIZED_VARTAG);
  }
  if (available < EXTERNAL_SIZE) fail(ERR_VARLENA_BEYOND_TUPLE);
  const index: usize = load<u32>(TOAST);
  if (index == 0) fail(ERR_TOAST_NOT_GIVEN);
  const totalSize = load<i32>(pointer, 2);
  const size = load<u32>(pointer, 6) & SIZE_MASK;
  const valueId = load<u32>(pointer, 10);
  const rawSize = <u32>totalSize - HEADER;
  if (totalSize < <i32>HEADER || size > rawSize) failOverSizes(valueId);
  const chunks = toastChunks(index, valueId);
  checkChunks(chunks, valueId, size);
  if (size == rawSize) return textResult(gather(chunks, size), <i32>size);
  if (size < COMPRESSION_HEADER || checkedRawSize(load<u32>(chunks, 8), size) != rawSize) failOverSizes(valueId);
  countDecompressed(rawSize);
  const result = allocate(<i32>rawSize);
  decompress(gather(chunks, size), size, result, rawSize);
  // What was gathered lies after the result and is of no more use.
  shrinkTo(result + rawSize);
  return textResult(result, <i32>rawSize);
}

/** The data of a varlena, which ends before `end`: a pointer into the tuple, a TOAST chunk or, when decompressed, scratch. */
export function detoast(pointer: usize, end: usize): usize {
  if (pointer >= end) fail(ERR_VARLENA_BEYOND_TUPLE);
  const available = <u32>(end - pointer);
  const first = <u32>load<u8>(pointer);
  if (first == 1) return external(pointer, available);
  if (first & 1) {
    const size = first >> 1;
    if (size > available) fail(ERR_VARLENA_BEYOND_TUPLE);
    return textResult(pointer + 1, <i32>size - 1);
  }
  if (available < HEADER) fail(ERR_VARLENA_BEYOND_TUPLE);
  const size = load<u32>(pointer) >> 2;
  if (size < HEADER) fail(ERR_VARLENA_TOO_SHORT);
  if (size > available) fail(ERR_VARLENA_BEYOND_TUPLE);
  const data = pointer + HEADER;
  const length = size - HEADER;
  if (!(first & 2)) return textResult(data, <i32>length);
  const rawSize = checkedRawSize(data, length);
  countDecompressed(rawSize);
  const result = allocate(<i32>rawSize);
  decompress(data, length, result, rawSize);
  return textResult(result, <i32>rawSize);
}
