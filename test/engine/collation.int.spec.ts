import type { PlanSource } from '../../src/core/plan/assemble.js';
import { activatePlan } from '../../src/plans/activate-plan.js';
import { useHouse } from '../support/house.js';
import { calendar, issueRound, moment, smallPlan, system } from '../support/make.js';

/** Two rounds that open at one moment: by code units "B1" comes before "a1", in every language after it. */
function twoRounds(): PlanSource {
  const source = smallPlan(1);
  const [round] = source.plan.obligations;
  const obligations = ['a1', 'B1'].flatMap((id) =>
    round
      ? [{ ...round, id, tasks: Object.fromEntries(Object.entries(round.tasks ?? {}).map(([, t]) => [`T${id}`, t])) }]
      : [],
  );
  return { ...source, plan: { ...source.plan, obligations } };
}

describe('a database that sorts as people do', () => {
  const living = useHouse({ locale: 'vi-VN' });

  test('does the errands of one rank in the order of the core', async () => {
    const { house, rows } = living();
    expect(await rows(`select 'B' < 'a' as "byCode", 'B' collate "C" < 'a' as "byUnits"`)).toEqual([
      { byCode: false, byUnits: true },
    ]);
    await activatePlan(house, twoRounds(), { calendar, at: house.time.at, actor: system });
    house.time.at = moment('05-10');
    await house.waves.settle(house.time.at);
    expect(await rows(`select obligation from instance where kind = 'occurrence' order by id`)).toEqual([
      { obligation: 'B1' },
      { obligation: 'a1' },
    ]);
  });
});

describe('a database that sorts as people do, and letters that no child has written', () => {
  const living = useHouse({ locale: 'vi-VN' }, ['letters between instances are exactly what they caused']);

  test('cuts a full mailbox in the order of the core', async () => {
    const { house, rows } = living();
    await issueRound(house, 1);
    house.time.at = moment('06-01');
    await rows(
      `insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event)
       select p.id, side || n, $1, 1, 'small/' || side || '/' || n, 1, '{"kind": "instance", "key": "small/x"}',
         '{"type": "child.moved", "group": "R1", "from": "open", "to": "open"}'
       from instance p, unnest(array['a', 'B']) side, generate_series(10001, 10600) n where p.key = 'small/R0/2023'`,
      [house.time.at],
    );
    await house.waves.settle(house.time.at);
    const taken = await rows<{ key: string }>(
      `select h.key from history h join instance i on i.id = h.instance_id
       where i.key = 'small/R0/2023' and h.at = $1 order by h.seq`,
      [house.time.at],
    );
    const keys = taken.map(({ key }) => key);
    expect(keys).toHaveLength(1200);
    expect(keys).toEqual([...keys].sort());
  });
});
