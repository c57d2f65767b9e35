/** The scenario `fanout`: every contestant is asked the same, which is what PostgreSQL is asked. */
import { expect, test } from 'vitest';
import { eventSchema, fanoutEvents, fanoutKinds, fanoutPredicates, holds } from '../../bench/fanout/conditions.js';
import { fanoutContestantNames, fanoutContestants, type FanoutContestant } from '../../bench/fanout/contestants.js';
import { sqlOf } from '../../bench/fanout/languages.js';
import { loadParser, schemaFrom } from '../../src/sql/index.js';
import { Oracle } from '../differential/oracle.js';
import { startPGlite } from '../pglite.js';

const events = fanoutEvents(20, 5);

test('the conditions written by hand are those of the SQL', async () => {
  await loadParser();
  const schema = schemaFrom(eventSchema);
  const oracle = await Oracle.start(await startPGlite());
  await oracle.table(
    'events',
    schema,
    events.map((event) => schema.map(({ name }) => String(event[name as keyof typeof event]))),
  );
  const predicates = fanoutKinds.flatMap((kind) => fanoutPredicates(kind, 200, 3));
  const theirs = await oracle.selections('events', predicates.map(sqlOf));
  const mine = predicates.map((conjunction) => events.map((event) => `= ${Number(holds(conjunction, event))}`));
  expect(mine).toEqual(theirs);
  expect(mine.flat().filter((outcome) => outcome === '= 1').length).toBeGreaterThan(5);
  await oracle.close();
});

test.each(fanoutContestantNames)('%s finds the predicates that are true', async (name) => {
  for (const kind of fanoutKinds) {
    const predicates = fanoutPredicates(kind, 60, 3);
    const contestant: FanoutContestant = fanoutContestants[name];
    const prepared = await contestant.prepare(predicates);
    if (prepared === undefined) {
      // It has no words for a prefix.
      expect(name).toBe('cel-js');
      continue;
    }
    for (const event of events) {
      const found = [...(await prepared.match(event))].sort((a, b) => a - b);
      expect(found).toEqual([...predicates.keys()].filter((i) => holds(predicates[i] ?? [], event)));
    }
  }
});
