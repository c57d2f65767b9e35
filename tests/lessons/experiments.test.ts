/** Every experiment, with so little work that its times mean nothing: what it gives is whole. */
import { describe, expect, it } from 'vitest';
import { experimentNamed, experimentNames } from '../../src/lessons/experiments.js';

describe('experiments', () => {
  it.each(experimentNames)('%s gives finite figures and checks, and tells of its progress', async (name) => {
    const experiment = await experimentNamed(name);
    expect(experiment.name).toBe(name);
    const steps: number[] = [];
    const { figures, checks } = await experiment.run({
      now: () => performance.now(),
      effort: 0.02,
      onStep: (done) => {
        steps.push(done);
      },
    });
    expect(figures.length).toBeGreaterThanOrEqual(1);
    for (const { title, x, y, kind, series } of figures) {
      expect([title, x.label, y.label].every((text) => text.length > 0)).toBe(true);
      expect(series.length).toBeGreaterThanOrEqual(1);
      for (const { points } of series) {
        expect(points.length).toBeGreaterThanOrEqual(1);
        for (const point of points) {
          expect(Object.values(point).every((value) => value === undefined || Number.isFinite(value))).toBe(true);
          if (kind === 'bars') expect(x.labels?.[point.x]).toBeTypeOf('string');
          if (point.low !== undefined && point.high !== undefined) {
            expect(point.low).toBeLessThanOrEqual(point.y);
            expect(point.high).toBeGreaterThanOrEqual(point.y);
          }
        }
      }
    }
    expect(checks.length).toBeGreaterThanOrEqual(1);
    for (const { what, found, holds } of checks) {
      expect(what.length).toBeGreaterThan(20);
      expect(found).not.toMatch(/NaN|undefined|Infinity/);
      expect(holds).toBeTypeOf('boolean');
    }
    expect(steps.length).toBeGreaterThan(0);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.every((done) => done >= 0 && done <= 1)).toBe(true);
  });

  it('refuses a name that there is not', async () => {
    await expect(experimentNamed('toString')).rejects.toMatchObject({
      code: '22023',
      hint: expect.stringContaining('selectivity-tent'),
    });
  });
});
