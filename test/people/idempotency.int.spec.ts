import { AccountStore } from '../../src/people/account.store.js';
import { ForgetKeys } from '../../src/people/idempotency.module.js';
import { IdempotencyStore, type Found } from '../../src/people/idempotency.store.js';
import { type Claim, whileUnderWay } from '../../src/people/key-under-way.js';
import type { TrailEntry } from '../../src/people/trail.js';
import { TrailStore } from '../../src/people/trail.store.js';
import { useHouse } from '../support/house.js';

// A key and what is done under it, where processes die or are only slow.
const living = useHouse();
const parts = () => {
  const { database } = living().house;
  return {
    keys: new IdempotencyStore(database),
    accounts: new AccountStore(database),
    trail: new TrailStore(database),
  };
};
const claimOf = (found: Found): Claim => {
  if (found.is !== 'new') throw new Error(`the key is ${found.is}`);
  return found.claim;
};
const silent = (): Promise<unknown> =>
  living().rows(`update idempotency_key set turn_at = now() - interval '2 minutes'`);
const entry: TrailEntry = { kind: 'account-changed', actor: 'quan-tri', subject: 'moi' };
const added = (claim: Claim): Promise<unknown> => {
  const { accounts, trail } = parts();
  const wish = { name: 'moi', displayName: 'Mới', mustChange: true };
  return whileUnderWay(claim, () => trail.told(async (db) => ({ value: await accounts.add(wish, db), told: [entry] })));
};

let account = '';
beforeEach(async () => {
  const made = await parts().accounts.add({ name: 'quan-tri', displayName: 'x', mustChange: false });
  account = 'id' in made ? made.id : '';
});

test('whoever was taken for dead and is not does nothing any more', async () => {
  const { keys, accounts } = parts();
  const slow = claimOf(await keys.claim(account, 'k', 'r'));
  expect(await keys.claim(account, 'k', 'r')).toEqual({ is: 'under-way' });
  await silent();
  const next = claimOf(await keys.claim(account, 'k', 'r'));
  await expect(added(slow)).rejects.toMatchObject({ code: 'key-under-way' });
  expect(await accounts.byName('moi')).toBeUndefined();
  await added(next);
  expect(await accounts.byName('moi')).toMatchObject({ name: 'moi' });
  // Nor does it free or answer what is no longer its own.
  await keys.refused(slow);
  await keys.answered(slow, { status: 200, sealed: 'x' });
  expect(await keys.claim(account, 'k', 'r')).toEqual({ is: 'under-way' });
});

test('what was done is done, also where its answer was lost; what was undone frees the key', async () => {
  const { keys, trail } = parts();
  const claim = claimOf(await keys.claim(account, 'k', 'r'));
  await expect(
    whileUnderWay(claim, () =>
      trail.told(async (db) => {
        await trail.append([entry], { query: (statement, values = []) => db.query(statement.text, [...values]) });
        throw new Error('the end of the transaction is never reached');
      }),
    ),
  ).rejects.toThrow('never reached');
  await silent();
  const again = claimOf(await keys.claim(account, 'k', 'r'));
  await added(again);
  await keys.refused(again);
  await silent();
  expect(await keys.claim(account, 'k', 'r')).toEqual({ is: 'lost' });
  expect(await keys.claim(account, 'k', 'another')).toEqual({ is: 'another-request' });
});

test('a worker takes away what is older than a day, and nothing else', async () => {
  const { keys } = parts();
  await keys.claim(account, 'old', 'r');
  await living().rows(`update idempotency_key set created_at = now() - interval '25 hours'`);
  await keys.claim(account, 'new', 'r');
  await new ForgetKeys(keys).run();
  expect(await living().rows(`select id from idempotency_key`)).toEqual([{ id: 'new' }]);
});
