/** Hashes of dates, times and intervals (hashdate, time_hash and the like). */
import { hash32, hash32Extended, hash64, hash64Extended } from './hash-number';
import { lowBits } from './interval-compare';
import { offsetOf, timeOfDay } from './timetz-value';

export function hashdate(date: i32): i32 {
  return hash32(date);
}
export function hashdateextended(date: i32, seed: i64): i64 {
  return hash32Extended(date, seed);
}
export function time_hash(time: i64): i32 {
  return hash64(time);
}
export function time_hash_extended(time: i64, seed: i64): i64 {
  return hash64Extended(time, seed);
}
export function timestamp_hash(timestamp: i64): i32 {
  return hash64(timestamp);
}
export function timestamp_hash_extended(timestamp: i64, seed: i64): i64 {
  return hash64Extended(timestamp, seed);
}
export function timestamptz_hash(timestamp: i64): i32 {
  return hash64(timestamp);
}
export function timestamptz_hash_extended(timestamp: i64, seed: i64): i64 {
  return hash64Extended(timestamp, seed);
}
export function timetz_hash(timetz: usize, length: i32): i32 {
  return hash64(timeOfDay(timetz)) ^ hash32(-offsetOf(timetz));
}
export function timetz_hash_extended(timetz: usize, length: i32, seed: i64): i64 {
  return hash64Extended(timeOfDay(timetz), seed) ^ hash32Extended(-offsetOf(timetz), seed);
}
export function interval_hash(interval: usize, length: i32): i32 {
  return hash64(lowBits(interval));
}
export function interval_hash_extended(interval: usize, length: i32, seed: i64): i64 {
  return hash64Extended(lowBits(interval), seed);
}
