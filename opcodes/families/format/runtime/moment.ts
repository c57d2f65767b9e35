/** A timestamp or an interval in parts, as patterns print it (`struct fmt_tm`). */
import { POSTGRES_EPOCH_JDATE, USECS_PER_DAY, calendarDay, calendarMonth, calendarYear, date2j, floorDay, j2date } from '../../core/runtime/calendar';

export let year: i32 = 0;
export let month: i32 = 0;
export let day: i32 = 0;
/** An interval can have more than 32 bits of them. */
export let hour: i64 = 0;
export let minute: i32 = 0;
export let second: i32 = 0;
export let microsecond: i32 = 0;
export let yearDay: i32 = 0;
/** Sunday is 0. */
export let weekDay: i32 = 0;
/** Seconds east of Greenwich; 0 without a time zone. */
export let offset: i32 = 0;
export let hasZone: bool = false;
/** With a time zone, the seconds from 1970 UTC. */
export let instant: i64 = 0;
export let isInterval: bool = false;

function setTimeOfDay(time: i64): void {
  hour = time / 3600000000;
  minute = <i32>(time / 60000000 % 60);
  second = <i32>(time / 1000000 % 60);
  microsecond = <i32>(time % 1000000);
}

/** Takes a finite instant, in seconds from 1970 too, and the session's offset then. */
export function setInstant(timestamp: i64, seconds: i64, offset: i32): void {
  setMoment(timestamp + <i64>offset * 1000000, offset, true);
  instant = seconds;
}

/** Takes a finite local time. */
export function setMoment(local: i64, seconds: i32, zone: bool): void {
  const date = floorDay(local);
  const julian = date + POSTGRES_EPOCH_JDATE;
  j2date(julian);
  year = calendarYear;
  month = calendarMonth;
  day = calendarDay;
  setTimeOfDay(local - <i64>date * USECS_PER_DAY);
  yearDay = julian - date2j(year, 1, 1) + 1;
  weekDay = (julian + 1) % 7;
  offset = seconds;
  hasZone = zone;
  isInterval = false;
}

/** Takes a finite interval; the day of the year is about how many days it has. */
export function setInterval(time: i64, days: i32, months: i32): void {
  year = months / 12;
  month = months % 12;
  day = days;
  setTimeOfDay(time);
  yearDay = (year * 12 + month) * 30 + day;
  weekDay = 0;
  offset = 0;
  hasZone = false;
  isInterval = true;
}
