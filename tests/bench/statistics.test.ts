/** The numbers of a report, on data whose answers are known. */
import { describe, expect, it } from 'vitest';
import { geometricMean, median, overlap, quantile, summarize } from '../../bench/statistics.js';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('statistics', () => {
  it('finds the median of an odd and an even number of values, in any order', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('interpolates between the values that a quantile lies between', () => {
    expect(quantile([10, 20, 30, 40, 50], 0.25)).toBe(20);
    expect(quantile([10, 20], 0.75)).toBe(17.5);
  });

  it('gives the confidence interval that tables of order statistics give', () => {
    // 95 % intervals of a median by the binomial distribution: the 6th and 16th of 21 values, the 3rd and 10th of 12, the 40th and 61st of 100.
    expect(summarize(upTo(21))).toMatchObject({ median: 11, low: 6, high: 16, samples: 21 });
    expect(summarize(upTo(12))).toMatchObject({ low: 3, high: 10 });
    expect(summarize(upTo(100))).toMatchObject({ low: 40, high: 61 });
  });

  it('takes all of too few values for an interval', () => {
    expect(summarize([5, 1, 3])).toMatchObject({ low: 1, high: 5 });
    expect(summarize([2])).toMatchObject({ median: 2, low: 2, high: 2, samples: 1 });
  });

  it('is not moved by one terrible sample', () => {
    expect(summarize([...upTo(20), 1e9]).median).toBe(11);
    expect(summarize([1, 2, 3, 4, 5]).spread).toBeCloseTo(2 / 3);
  });

  it('means ratios geometrically, so that twice and half cancel out', () => {
    expect(geometricMean([2, 0.5])).toBeCloseTo(1);
    expect(geometricMean([2, 8])).toBeCloseTo(4);
  });

  it('tells medians apart only when their intervals do not touch', () => {
    expect(overlap({ low: 1, high: 2 }, { low: 2, high: 3 })).toBe(true);
    expect(overlap({ low: 1, high: 2 }, { low: 2.1, high: 3 })).toBe(false);
  });
});
