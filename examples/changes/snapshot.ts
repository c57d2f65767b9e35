/** PostgreSQL's snapshots, as pg_current_snapshot prints them: which committed transactions did a SELECT see? */

export interface Snapshot {
  readonly xmin: bigint;
  readonly xmax: bigint;
  readonly running: ReadonlySet<bigint>;
}

/** Reads `xmin:xmax:xip,xip,…`; undefined for a text that is none. */
export function parseSnapshot(text: string): Snapshot | undefined {
  const [, xmin, xmax, list = ''] = /^(\d{1,20}):(\d{1,20}):([\d,]*)$/.exec(text) ?? [];
  if (xmin === undefined || xmax === undefined) return undefined;
  const running = list.split(',').flatMap((xid) => (xid === '' ? [] : [BigInt(xid)]));
  return { xmin: BigInt(xmin), xmax: BigInt(xmax), running: new Set(running) };
}

const epoch = 1n << 32n;

/** Did the snapshot see a committed transaction? The stream has the lower 32 bits of its number: it is the one nearest to the snapshot. */
export function isVisible(xid: number, { xmin, xmax, running }: Snapshot): boolean {
  const near = xmax - (xmax % epoch) + BigInt(xid);
  const full = [near - epoch, near, near + epoch].find((one) => 2n * (one > xmax ? one - xmax : xmax - one) <= epoch);
  return full !== undefined && (full < xmin || (full < xmax && !running.has(full)));
}
