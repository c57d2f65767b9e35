/** What predictors say of their tables: it is what the guess is made from, and a guess that changes has changed there. */
import { describe, expect, test } from 'vitest';
import { conditionalModels, indirectModels, type Consulted } from '../../src/predictor/index.js';

/** The guess that an entry stands for, read from its text as people read it. */
const guessIn = ({ holds }: Consulted): boolean => {
  const counter = /counter (-?\d) from/.exec(holds)?.[1];
  if (counter !== undefined) return Number(counter) >= 0;
  const ofThree = /^(\d) of 3$/.exec(holds)?.[1];
  if (ofThree !== undefined) return Number(ofThree) >= 2;
  const sum = /^(-?\d+) \(trained/.exec(holds)?.[1];
  return sum === undefined ? holds === 'taken' : Number(sum) >= 0;
};

/** Outcomes with a pattern, noise and several branches. */
const branches = Array.from({ length: 3000 }, (_, n) => ({
  address: 64 + 4 * (n % 5),
  taken: n % 5 === 4 ? (n * 7919) % 13 > 5 : Math.floor(n / 5) % 3 !== 0,
}));

describe('what a predictor of branches consults', () => {
  test.each(conditionalModels.filter(({ name }) => name !== 'static').map((model) => [model.name, model]))(
    '%s: one entry decides, and it says what is guessed',
    (_, model) => {
      const predictor = model.make();
      const tables = new Set<string>();
      for (const { address, taken } of branches) {
        const guess = predictor.predict(address);
        const consulted = predictor.consulted?.(address) ?? [];
        const deciding = consulted.filter(({ decides }) => decides);
        expect(deciding).toHaveLength(1);
        expect(deciding.map(guessIn)).toEqual([guess]);
        for (const { table } of consulted) tables.add(table);
        predictor.update(address, taken);
      }
      // TAGE has made entries in its tagged tables by now.
      if (model.name === 'tage') expect(tables.size).toBeGreaterThan(3);
    },
  );

  test('a history is told with its latest outcome last', () => {
    const gshare = conditionalModels.find(({ name }) => name === 'gshare')?.make({ history: 4 });
    for (const taken of [true, false, true, true, false]) {
      gshare?.predict(64);
      gshare?.update(64, taken);
    }
    gshare?.predict(64);
    expect(gshare?.consulted?.(64)[0]).toEqual({ table: 'history of all branches', holds: 'NTTN' });
  });

  test('a predictor without tables says so', () => {
    expect(conditionalModels.find(({ name }) => name === 'static')?.make().consulted).toBeUndefined();
  });
});

describe('what a predictor of jumps consults', () => {
  test.each(indirectModels.map((model) => [model.name, model]))(
    '%s: the entry that decides has the target',
    (_, model) => {
      const predictor = model.make();
      for (let n = 0; n < 2000; n++) {
        const guess = predictor.predict(256);
        const deciding = (predictor.consulted?.(256) ?? []).filter(({ decides }) => decides);
        expect(deciding.map(({ target }) => target)).toEqual([guess]);
        if (guess === undefined) expect(deciding[0]?.holds).toBe('nothing yet');
        predictor.update(256, 1 + (n % 3));
      }
    },
  );
});
