/** The comparison operators of timestamp with time zone with date and with timestamp, each by its three-way comparison. */
import {
  date_cmp_timestamptz, timestamp_cmp_timestamptz, timestamptz_cmp_date, timestamptz_cmp_timestamp,
} from './timestamp-compare';

export function date_eq_timestamptz(a: i32, b: i64): i32 {
  return i32(date_cmp_timestamptz(a, b) == 0);
}
export function date_ne_timestamptz(a: i32, b: i64): i32 {
  return i32(date_cmp_timestamptz(a, b) != 0);
}
export function date_lt_timestamptz(a: i32, b: i64): i32 {
  return i32(date_cmp_timestamptz(a, b) < 0);
}
export function date_le_timestamptz(a: i32, b: i64): i32 {
  return i32(date_cmp_timestamptz(a, b) <= 0);
}
export function date_gt_timestamptz(a: i32, b: i64): i32 {
  return i32(date_cmp_timestamptz(a, b) > 0);
}
export function date_ge_timestamptz(a: i32, b: i64): i32 {
  return i32(date_cmp_timestamptz(a, b) >= 0);
}

export function timestamptz_eq_date(a: i64, b: i32): i32 {
  return i32(timestamptz_cmp_date(a, b) == 0);
}
export function timestamptz_ne_date(a: i64, b: i32): i32 {
  return i32(timestamptz_cmp_date(a, b) != 0);
}
export function timestamptz_lt_date(a: i64, b: i32): i32 {
  return i32(timestamptz_cmp_date(a, b) < 0);
}
export function timestamptz_le_date(a: i64, b: i32): i32 {
  return i32(timestamptz_cmp_date(a, b) <= 0);
}
export function timestamptz_gt_date(a: i64, b: i32): i32 {
  return i32(timestamptz_cmp_date(a, b) > 0);
}
export function timestamptz_ge_date(a: i64, b: i32): i32 {
  return i32(timestamptz_cmp_date(a, b) >= 0);
}

export function timestamp_eq_timestamptz(a: i64, b: i64): i32 {
  return i32(timestamp_cmp_timestamptz(a, b) == 0);
}
export function timestamp_ne_timestamptz(a: i64, b: i64): i32 {
  return i32(timestamp_cmp_timestamptz(a, b) != 0);
}
export function timestamp_lt_timestamptz(a: i64, b: i64): i32 {
  return i32(timestamp_cmp_timestamptz(a, b) < 0);
}
export function timestamp_le_timestamptz(a: i64, b: i64): i32 {
  return i32(timestamp_cmp_timestamptz(a, b) <= 0);
}
export function timestamp_gt_timestamptz(a: i64, b: i64): i32 {
  return i32(timestamp_cmp_timestamptz(a, b) > 0);
}
export function timestamp_ge_timestamptz(a: i64, b: i64): i32 {
  return i32(timestamp_cmp_timestamptz(a, b) >= 0);
}

export function timestamptz_eq_timestamp(a: i64, b: i64): i32 {
  return i32(timestamptz_cmp_timestamp(a, b) == 0);
}
export function timestamptz_ne_timestamp(a: i64, b: i64): i32 {
  return i32(timestamptz_cmp_timestamp(a, b) != 0);
}
export function timestamptz_lt_timestamp(a: i64, b: i64): i32 {
  return i32(timestamptz_cmp_timestamp(a, b) < 0);
}
export function timestamptz_le_timestamp(a: i64, b: i64): i32 {
  return i32(timestamptz_cmp_timestamp(a, b) <= 0);
}
export function timestamptz_gt_timestamp(a: i64, b: i64): i32 {
  return i32(timestamptz_cmp_timestamp(a, b) > 0);
}
export function timestamptz_ge_timestamp(a: i64, b: i64): i32 {
  return i32(timestamptz_cmp_timestamp(a, b) >= 0);
}
