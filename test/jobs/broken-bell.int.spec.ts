import type { Bell } from '../../src/engine/ports.js';
import { command, issueRound, makeHouse, moment, officerOf } from '../support/make.js';
import { useDatabase } from '../support/postgres.js';

const db = useDatabase();

const bells: readonly (readonly [string, Bell])[] = [
  ['rejects', { ring: () => Promise.reject(new Error('no queue')) }],
  [
    'throws',
    {
      ring: () => {
        throw new Error('no queue');
      },
    },
  ],
];

test.each(bells)('a bell that %s fails no command: what was committed is answered', async (_, bell) => {
  await db().pool.query(
    'truncate instance, timer, letter, history, errand, listens, outbox, definition, calendar, unit',
  );
  const house = await makeHouse(db(), { bell });
  const [first = '', second = ''] = await issueRound(house, 2);
  house.time.at = moment('06-01');
  const replies = await house.engine.send([
    command(first, officerOf('u00001'), 'report.submit'),
    command(second, officerOf('u00002'), 'report.submit'),
  ]);
  expect(replies.map(({ outcome, repeated }) => [outcome, repeated])).toEqual([
    ['moved', false],
    ['moved', false],
  ]);
  await house.close();
});
