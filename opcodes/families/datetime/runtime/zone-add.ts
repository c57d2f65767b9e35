/** Sums and truncation by the clock of a zone that is named (timestamptz_pl_interval_at_zone, timestamptz_trunc_zone). */
import { useZoneText } from './at-time-zone';
import { interval_um } from './interval-add';
import { addInZone } from './timestamp-add';
import { truncateIn } from './truncate';
import { zoneAsTable } from './zone-name';

function namedZone(zone: usize, zoneLength: i32): usize {
  useZoneText(zone, zoneLength);
  return zoneAsTable();
}

export function timestamptz_pl_interval_at_zone(
  timestamp: i64, interval: usize, length: i32, zone: usize, zoneLength: i32,
): i64 {
  return addInZone(timestamp, interval, namedZone(zone, zoneLength));
}

export function timestamptz_mi_interval_at_zone(
  timestamp: i64, interval: usize, length: i32, zone: usize, zoneLength: i32,
): i64 {
  // An unknown zone is told before an interval that cannot be negated.
  const table = namedZone(zone, zoneLength);
  return addInZone(timestamp, interval_um(interval, length), table);
}

export function timestamptz_trunc_zone(text: usize, length: i32, timestamp: i64, zone: usize, zoneLength: i32): i64 {
  return truncateIn(namedZone(zone, zoneLength), text, length, timestamp);
}
