import type { Actor } from '../../src/core/instance.js';
import { command, issueRound, moment, office, officerOf } from '../support/make.js';
import { useHouse } from '../support/house.js';

const living = useHouse();
const [u1, u2] = [officerOf('u00001'), officerOf('u00002')];

test('a round opens, asks its units, and their submissions count up in the parent', async () => {
  const { house, rows, tags } = living();
  const [first = '', second = ''] = await issueRound(house, 2);
  expect(await tags(first)).toEqual(['on-track']);
  house.time.at = moment('06-01');
  const [reply] = await house.engine.send([command(first, u1, { type: 'report.submit', pages: 3 })]);
  expect(reply).toMatchObject({ outcome: 'moved', tags: ['handed-in', 'on-time', 'submitted'] });
  await house.engine.send([command(first, office, 'report.accept'), command(second, u2, 'report.submit')]);
  await house.engine.send([command(second, office, 'report.accept')]);
  await house.waves.settle(house.time.at);
  expect(await tags('small/R0/2023')).toContain('complete');
  const [parent] = await rows<{ c: unknown }>(
    `select snapshot->'context'->'children' as c from instance where key = 'small/R0/2023'`,
  );
  expect(parent?.c).toEqual({ R1: { expected: 2, opened: true, tags: { accepted: 2 } } });
});

test('a compilation hears that its round is closed, and counts its deadline from the date in the request', async () => {
  const { house, rows, tags } = living();
  await issueRound(house, 1, '2023-06-15');
  await house.waves.settle(house.time.at);
  const [row] = await rows<{ due: string }>(
    `select to_char(to_timestamp(due / 1000.0) at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as due from instance where key = 'small/R4/2023'`,
  );
  expect(row?.due).toBe('2023-06-22');
  await house.engine.send([command('small/R0/2023', office, 'round.close')]);
  await house.waves.settle(house.time.at);
  expect(await tags('small/R4/2023')).toContain('ready');
});

test('the same submission ten times at once moves the instance once, and every sender gets the first answer', async () => {
  const { house } = living();
  const [first = ''] = await issueRound(house, 1);
  const same = command(first, u1, 'report.submit');
  const replies = (await Promise.all(Array.from({ length: 10 }, () => house.engine.send([same])))).flat();
  expect(replies.filter(({ repeated }) => !repeated)).toHaveLength(1);
  expect(new Set(replies.map(({ outcome, seq }) => `${outcome} ${seq}`)).size).toBe(1);
});

test('the same key with another content is refused as reused, and changes nothing', async () => {
  const { house, history } = living();
  const [first = ''] = await issueRound(house, 1);
  await house.engine.send([command(first, u1, 'report.submit', { key: 'k' })]);
  const before = await history(first);
  await expect(
    house.engine.send([command(first, u1, { type: 'report.submit', pages: 2 }, { key: 'k' })]),
  ).rejects.toMatchObject({ code: 'key-reused', status: 422 });
  expect(await history(first)).toEqual(before);
});

test('whose posts have changed since may send again what was sent: it is the same person', async () => {
  const { house } = living();
  const [first = ''] = await issueRound(house, 1);
  const [reply] = await house.engine.send([command(first, u1, 'report.submit', { key: 'k', body: 'xong' })]);
  const promoted: Actor = { kind: 'person', id: 'officer-u00001', seats: [{ unit: 'u00001', seat: 'head' }] };
  expect(await house.engine.send([command(first, promoted, 'report.submit', { key: 'k', body: 'xong' })])).toEqual([
    { ...reply, repeated: true },
  ]);
  const another: Actor = { ...promoted, id: 'officer-u00002' };
  await expect(
    house.engine.send([command(first, another, 'report.submit', { key: 'k', body: 'xong' })]),
  ).rejects.toMatchObject({ code: 'key-reused' });
});

test('other words under the same key are another content, while there are words to compare', async () => {
  const { house, rows } = living();
  const [first = ''] = await issueRound(house, 1);
  const submit = (body?: string) =>
    house.engine.send([command(first, u1, 'report.submit', { key: 'k', ...(body !== undefined && { body }) })]);
  const [reply] = await submit('có');
  const again = [{ ...reply, repeated: true }];
  expect(await submit('có')).toEqual(again);
  for (const other of ['không', undefined]) await expect(submit(other)).rejects.toMatchObject({ code: 'key-reused' });
  await rows(`update letter_body set body = null, salt = null`);
  expect(await submit('không')).toEqual(again);
  await expect(submit()).rejects.toMatchObject({ code: 'key-reused' });
});

test('nothing but a salted digest is left of erased words, and the salt goes with them', async () => {
  const { house, rows } = living();
  const [first = '', second = ''] = await issueRound(house, 2);
  await house.engine.send([command(first, u1, 'report.submit'), command(second, u2, 'report.submit')]);
  await house.engine.send([command(first, office, 'report.accept', { key: 'k', body: 'có' })]);
  await house.engine.send([command(second, office, 'report.accept', { key: 'k', body: 'không' })]);
  // What tells a repeated letter is the same whatever the words were.
  expect(await rows(`select count(distinct content)::int as n from letter where key = 'k'`)).toEqual([{ n: 1 }]);
  expect(await rows(`select count(distinct body_digest)::int as n from letter where key = 'k'`)).toEqual([{ n: 2 }]);
  await expect(rows(`update letter_body set body = null`)).rejects.toThrow('letter_body_check');
  const salts = await rows<{ salt: string }>(`select salt from letter_body`);
  await rows(`update letter_body set body = null, salt = null`);
  const left = JSON.stringify(await rows(`select * from letter l join history h using (instance_id, key)`));
  for (const { salt } of salts) expect(left).not.toContain(salt);
});

test('a submission one millisecond late is late even when no worker was awake at the deadline', async () => {
  const { house, history } = living();
  const [first = '', second = ''] = await issueRound(house, 2);
  house.time.at = moment('06-15', '23:59') + 59_999;
  expect((await house.engine.send([command(first, u1, 'report.submit')]))[0]?.tags).toContain('on-time');
  house.time.at += 1;
  expect((await house.engine.send([command(second, u2, 'report.submit')]))[0]?.tags).toContain('late');
  expect(await history(second)).toContain('xstate.after.end.duty.timeliness.pending');
});

test('a refused command says what is possible now and who may do it, and keeps sequence and snapshot', async () => {
  const { house, rows } = living();
  const [first = ''] = await issueRound(house, 1);
  const before = await rows(`select seq, snapshot from instance where key = $1`, [first]);
  const [reply] = await house.engine.send([command(first, office, 'report.accept')]);
  expect(reply).toMatchObject({ outcome: 'refused', code: 'event-not-expected' });
  expect(reply?.facts?.['possible']).toEqual([
    { event: 'report.submit', by: ['unit.officer'] },
    { event: 'report.record', by: ['owner.officer'] },
  ]);
  expect(await rows(`select seq, snapshot from instance where key = $1`, [first])).toEqual(before);
});

test('a forbidden letter never reaches the instance', async () => {
  const { house, history } = living();
  const [first = ''] = await issueRound(house, 1);
  const [reply] = await house.engine.send([command(first, u2, 'report.submit')]);
  expect(reply).toMatchObject({ outcome: 'forbidden', code: 'forbidden-event' });
  expect(await history(first)).toEqual(['xstate.init']);
});

test('an expected sequence refuses when a person came first, and not when only the clock did', async () => {
  const { house } = living();
  const [first = ''] = await issueRound(house, 1);
  house.time.at = moment('06-20');
  await house.engine.catchUp(
    (await living().rows<{ id: number }>(`select id::float8 as id from instance where key = $1`, [first])).map(
      ({ id }) => id,
    ),
  );
  const [late] = await house.engine.send([command(first, u1, 'report.submit', { expectedSeq: 0 })]);
  expect(late).toMatchObject({ outcome: 'moved' });
  const [stale] = await house.engine.send([command(first, office, 'report.accept', { expectedSeq: 0 })]);
  expect(stale).toMatchObject({ outcome: 'refused', code: 'sequence-moved' });
});

test('a report that came on paper in time is recorded on behalf after the deadline: overdue in between, on time in the end', async () => {
  const { house, history, rows } = living();
  const [first = ''] = await issueRound(house, 1);
  house.time.at = moment('06-19');
  const [reply] = await house.engine.send([
    command(first, office, 'report.record', { effectiveAt: moment('06-15', '16:00'), body: { reason: 'giấy' } }),
  ]);
  expect(reply?.tags).toEqual(['handed-in', 'on-time', 'submitted']);
  expect(await history(first)).toContain('xstate.after.end.duty.timeliness.pending');
  expect(
    await rows(
      `select at::float8 as at, effective_at::float8 as effective from history where event->>'type' = 'report.record'`,
    ),
  ).toEqual([{ at: moment('06-19'), effective: moment('06-15', '16:00') }]);
  expect(await rows(`select body from letter_body`)).toEqual([{ body: { reason: 'giấy' } }]);
});

test('nobody may date a letter himself without the right, nor into the future', async () => {
  const { house } = living();
  const [first = ''] = await issueRound(house, 1);
  house.time.at = moment('06-19');
  const [unit] = await house.engine.send([command(first, u1, 'report.submit', { effectiveAt: moment('06-15') })]);
  const [future] = await house.engine.send([command(first, office, 'report.record', { effectiveAt: moment('06-20') })]);
  expect([unit?.code, future?.code]).toEqual(['effective-not-allowed', 'effective-not-allowed']);
});

test('an unknown instance is a problem, and its neighbours in the same transaction are served', async () => {
  const { house } = living();
  const [first = ''] = await issueRound(house, 1);
  const [known, unknown] = await Promise.allSettled([
    house.engine.send([command(first, u1, 'report.submit')]),
    house.engine.send([command('small/none', u1, 'report.submit')]),
  ]);
  expect(known.status).toBe('fulfilled');
  expect(unknown).toMatchObject({ status: 'rejected', reason: { code: 'not-found' } });
});

test('a fact that nobody declared, or of another type, is refused with its field', async () => {
  const { house } = living();
  const [first = ''] = await issueRound(house, 1);
  const [typed, unknown] = await house.engine.send([
    command(first, u1, { type: 'report.submit', pages: 'ba' }),
    command(first, u1, { type: 'report.submit', colour: 'red' }),
  ]);
  expect(typed).toMatchObject({ code: 'event-malformed', facts: { field: 'pages', expected: 'number' } });
  expect(unknown).toMatchObject({ code: 'event-malformed', facts: { field: 'colour' } });
});
