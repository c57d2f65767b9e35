/** From local time to the offset of a zone: a time in a gap or one that occurs twice gets standard time (DetermineTimeZoneOffset of `utils/adt/datetime.c`). */
import { nextTransition, offsetAt } from '../../core/runtime/zone-table';

/** The offset, in seconds east of Greenwich, of a local time in seconds from 1970. */
export function offsetOfLocal(zone: usize, local: i64): i32 {
  // Offsets are smaller than a day, and changes more than two days apart.
  const before = offsetAt(zone, local - 86400);
  const boundary = nextTransition;
  if (boundary == i64.MAX_VALUE) return before;
  const after = offsetAt(zone, boundary);
  const instantBefore = local - before;
  const instantAfter = local - after;
  if (instantBefore < boundary && instantAfter < boundary) return before;
  if (instantBefore > boundary && instantAfter >= boundary) return after;
  // In a gap the offset before it counts, in an overlap the one after it.
  return instantBefore > instantAfter ? before : after;
}
