/** Whether the machine was quiet enough for the figures to mean something. */
import { loadavg } from 'node:os';
import type { Contender } from './contender.js';
import { median } from './statistics.js';

/**
 * A spread of the samples (the distance of the quartiles as a part of the median) beyond which the machine has other work; and the part of the
 * medians that may be uncertain because a loop came out differently in one of its processes.
 */
const usualSpread = 0.1;
/** The interval of a median this wide says little. */
const widestInterval = 0.15;

/** A line to print, or nothing. */
export function noiseWarning(contenders: readonly Pick<Contender, 'summary'>[]): string {
  const spreads = contenders.map(({ summary }) => summary.spread);
  const wide = contenders.filter(({ summary: { low, high, median: middle } }) => high - low > middle * widestInterval);
  const typical = spreads.length === 0 ? 0 : median(spreads);
  if (typical <= usualSpread && wide.length <= contenders.length * usualSpread) return '';
  const [load] = loadavg();
  return (
    `Warning: the machine is noisy: samples are spread by ${percent(typical)} (median), the load is ${load?.toFixed(1) ?? '?'}, ` +
    `and ${wide.length} of ${contenders.length} medians are uncertain by more than ±${percent(widestInterval / 2)}. Close other programs and run again.\n`
  );
}

const percent = (part: number): string => `${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`;
