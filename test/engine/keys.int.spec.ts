import { command, issueRound, makeHouse, moment, office, officerOf } from '../support/make.js';
import { useDatabase } from '../support/postgres.js';

const db = useDatabase();
const WAITING = 3_000;

test('what waits elsewhere costs neither a command nor a wave, also where a plan was made while nothing waited', async () => {
  // One connection: it keeps the plans that it made, and counts its own steps through an index.
  const house = await makeHouse(db(), { poolSize: 1 });
  const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    house.transactions.query<Row>({ name: '', text }, values);
  const [first = '', second = ''] = await issueRound(house, 2);
  house.time.at = moment('06-01');
  // Until here every letter was delivered, and the planner is told so.
  await rows('vacuum analyze letter');
  const submit = () => house.engine.send([command(first, officerOf('u00001'), 'report.submit')]);
  const giveBack = () => house.engine.send([command(first, office, 'report.return')]);
  await submit();
  await giveBack();
  await house.waves.settle(house.time.at);

  const stepped = async (act: () => Promise<unknown>): Promise<number> => {
    const ask = async (): Promise<number> => {
      await rows('select pg_stat_force_next_flush()');
      const [sum] = await rows<{ n: number }>(
        `select sum(idx_tup_read)::float8 as n from pg_stat_user_indexes where relname = 'letter'`,
      );
      return sum?.n ?? 0;
    };
    const before = await ask();
    await act();
    return (await ask()) - before;
  };
  const alone = await stepped(submit);
  const wave = await stepped(() => house.waves.settle(house.time.at));
  await giveBack();
  await house.waves.settle(house.time.at);
  await rows(
    `insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event)
     select i.id, 'later-' || n, $2, 0, 'x', n, '{"kind":"system","id":"test"}', '{"type":"x"}'
     from instance i, generate_series(1, ${WAITING}) n where i.key = $1`,
    [second, moment('12-01')],
  );
  expect(await stepped(submit)).toBeLessThan(alone + 20);
  expect(await stepped(() => house.waves.settle(house.time.at))).toBeLessThan(wave + 20);
  await house.close();
});
