import type { Recorded, Recorder, Sql } from '../../src/engine/ports.js';
import { useHouse } from '../support/house.js';
import { command, issueRound, moment, office, officerOf } from '../support/make.js';

const END = 'xstate.after.end.duty.timeliness.pending';
const TABLE = `create table noted (instance_id bigint not null, event text not null, body jsonb)`;
const insert = {
  name: 'test_noted',
  text: `insert into noted (instance_id, event, body) select r.id, r.event, r.body from jsonb_to_recordset($1::jsonb) as r(id bigint, event text, body jsonb)`,
};

/** Notes what passes it in a table of its own; `fail` may object to what it is shown. */
function noting(events: readonly string[], fail: (rows: readonly Recorded[]) => void = () => undefined) {
  const calls: string[][] = [];
  const recorder: Recorder = {
    events,
    record: async (sql: Sql, rows) => {
      calls.push(rows.map(({ entry }) => entry.event.type));
      const list = rows.map(({ instanceId, entry, body }) => ({ id: instanceId, event: entry.event.type, body }));
      await sql.query(insert, [JSON.stringify(list)]);
      fail(rows);
    },
  };
  return { recorder, calls };
}
const NOTED = `select i.key, n.event, n.body from noted n join instance i on i.id = n.instance_id order by i.key, n.event`;

describe('a recorder', () => {
  const { recorder, calls } = noting(['xstate.init', END, 'round.closed', 'report.submit']);
  const living = useHouse({ recorders: [recorder] });

  test('sees what time, mail and openings did, beside what people said: one call for many, in their transaction', async () => {
    const { house, rows } = living();
    await rows(TABLE);
    const [first = '', second = ''] = await issueRound(house, 2);
    const round = 'small/R0/2023';
    expect(
      await rows(`select i.key from instance i where not exists (select from noted n where n.instance_id = i.id)`),
    ).toEqual([]);
    expect(calls).toContainEqual(['xstate.init', 'xstate.init']);
    calls.splice(0);
    await rows(`delete from noted`);
    await house.engine.send([command(first, officerOf('u00001'), 'report.submit', { body: { note: 'đủ' } })]);
    house.time.at = moment('06-16');
    await house.waves.settle(house.time.at);
    await house.engine.send([command(round, office, 'round.close')]);
    await house.waves.settle(house.time.at);
    expect(await rows(NOTED)).toEqual([
      { key: first, event: 'report.submit', body: { note: 'đủ' } },
      { key: first, event: 'round.closed', body: null },
      { key: second, event: 'round.closed', body: null },
      { key: second, event: END, body: null },
    ]);
    expect(calls).toEqual([['report.submit'], [END], ['round.closed', 'round.closed']]);
  });
});

describe('a recorder that cannot follow one of many', () => {
  const alarms: string[] = [];
  const failing = noting([END], (rows) => {
    if (rows.some(({ entry }) => entry.unit === 'u00003')) throw new Error('no room for u00003');
  });
  const living = useHouse({ recorders: [failing.recorder], alarm: ({ id }) => alarms.push(id) }, [
    'nobody is quarantined and no errand is set aside',
  ]);

  test('sets that one aside and keeps nothing of it; the others of the page go on', async () => {
    const { house, rows, history } = living();
    await rows(TABLE);
    const units = await issueRound(house, 8);
    house.time.at = moment('06-16', '00:30');
    await house.waves.settle(house.time.at);
    const guilty = 'small/R1/2023/u00003';
    expect(alarms).toEqual([guilty]);
    expect(
      await rows(`select key from instance where status = 'quarantined' and trouble like '%no room for u00003%'`),
    ).toEqual([{ key: guilty }]);
    expect(await history(guilty)).not.toContain(END);
    expect(await rows(NOTED)).toEqual(
      units.filter((key) => key !== guilty).map((key) => ({ key, event: END, body: null })),
    );
  });
});

describe('a recorder whose database fails', () => {
  const { recorder } = noting([END]);
  const living = useHouse({ recorders: [recorder] });

  test('sets nobody aside: nothing is written, and all goes on when it is mended', async () => {
    const { house, rows, tags } = living();
    const [first = ''] = await issueRound(house, 2);
    house.time.at = moment('06-16', '00:30');
    await expect(house.waves.settle(house.time.at)).rejects.toMatchObject({ code: '42P01' });
    expect(await tags(first)).not.toContain('overdue');
    await rows(TABLE);
    await house.waves.settle(house.time.at);
    expect(await tags(first)).toContain('overdue');
    expect(await rows(`select count(*)::int as n from noted`)).toEqual([{ n: 2 }]);
  });
});
