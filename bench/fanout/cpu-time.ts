/** Processor time, which other programs on the machine lengthen less than the time on the clock. */

/** Of the whole process, with what collects its garbage and compiles beside it. */
export function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
