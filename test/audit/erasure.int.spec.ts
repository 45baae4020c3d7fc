import { makeKey, privateKeyOf } from '../../src/audit/anchor.rules.js';
import { AnchorStore } from '../../src/audit/anchor.store.js';
import { ChainsReader } from '../../src/audit/chains.reader.js';
import { ErasePerson } from '../../src/audit/erase-person.service.js';
import { ErasureStore } from '../../src/audit/erasure.store.js';
import { Sealer } from '../../src/audit/sealer.js';
import { verifyAudit } from '../../src/audit/verify-audit.js';
import { verify } from '../../src/engine/verify.js';
import { AccountStore } from '../../src/people/account.store.js';
import { TrailStore } from '../../src/people/trail.store.js';
import { command, issueRound, moment, officerOf } from '../support/make.js';
import { useHouse } from '../support/house.js';

const living = useHouse();

/** Rows of any table in which these words stand. */
async function traces(words: string): Promise<string[]> {
  const { rows } = living();
  const tables = await rows<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`);
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await rows<{ n: number }>(
      `select count(*)::int as n from "${name}" t where position($1 in to_jsonb(t)::text) > 0`,
      [words],
    );
    if ((row?.n ?? 0) > 0) found.push(name);
  }
  return found.sort();
}

test('a person’s data is gone for good, the chains are whole, and the seal of before still holds', async () => {
  const { house, rows } = living();
  const [first = '', second = ''] = await issueRound(house, 2);
  house.time.at = moment('06-01');
  const name = 'officer-u00001';
  const trail = new TrailStore(house.database);
  const accounts = new AccountStore(house.database);
  await accounts.add({
    name,
    displayName: 'Nguyễn Thị Riêng',
    email: 'rieng@example.vn',
    password: 'argon',
    mustChange: false,
  });
  await rows(
    `insert into account_link (issuer, subject, account_id) select 'https://id.vn', 'nguyen-thi-rieng-1990', id from account where name = $1`,
    [name],
  );
  const personal = { address: '192.0.2.77', after: { displayName: 'Nguyễn Thị Riêng', email: 'rieng@example.vn' } };
  await trail.append([
    { kind: 'account-changed', actor: 'quan-tri', subject: name, personal },
    { kind: 'sign-in', actor: name, subject: name, personal: { address: '192.0.2.77' } },
    { kind: 'sign-in', actor: 'khac', subject: 'khac', personal: { address: '192.0.2.88' } },
  ]);
  const via = { requestId: 'request-1', address: '192.0.2.77', agent: 'a browser' };
  await house.engine.send([
    { ...command(first, officerOf('u00001'), 'report.submit', { key: 'k', body: 'lời riêng của tôi' }), via },
  ]);
  await house.engine.send([
    {
      ...command(second, officerOf('u00002'), 'report.submit', { body: 'lời người khác' }),
      via: { ...via, address: '192.0.2.88' },
    },
  ]);
  const made = makeKey();
  const key = privateKeyOf(made.key);
  if (!key) throw new Error('no key');
  const anchor = await new Sealer(new AnchorStore(house.database), { key }).anchor();
  expect(await traces('192.0.2.77')).toEqual(['audit_entry', 'letter_body']);

  const erasing = new ErasePerson(accounts, new ErasureStore(), trail);
  expect(await erasing.erase(name, 'Nghị định 13/2023', { actor: 'quan-tri' })).toEqual({ letters: 1, entries: 2 });
  for (const words of ['Nguyễn Thị Riêng', 'rieng@example.vn', '192.0.2.77', 'lời riêng', 'argon', 'rieng-1990'])
    expect([words, await traces(words)]).toEqual([words, []]);
  expect(await traces('lời người khác')).toEqual(['letter_body']);
  expect(await traces('192.0.2.88')).toEqual(['audit_entry', 'letter_body']);
  expect(await rows(`select display_name, disabled_at is not null as is from account where name = $1`, [name])).toEqual(
    [{ display_name: name, is: true }],
  );
  expect(await rows(`select after from audit_entry order by seq desc limit 1`)).toEqual([
    { after: { isErased: true, reason: 'Nghị định 13/2023', letters: 1, entries: 2 } },
  ]);

  // The same wish again is still the same wish, from wherever it comes.
  const again = command(first, officerOf('u00001'), 'report.submit', { key: 'k', body: 'lời riêng của tôi' });
  expect(await house.engine.send([{ ...again, via: { address: 'elsewhere' } }])).toMatchObject([{ repeated: true }]);
  expect((await verify(house)).checks.filter(({ ok }) => !ok)).toEqual([]);
  const found = await verifyAudit(new ChainsReader(house.database), { anchor, publicKey: made.publicKey });
  expect(found.checks.filter(({ ok }) => !ok)).toEqual([]);
});

test('nobody of that name: nothing happens, and the trail says nothing', async () => {
  const { house, rows } = living();
  const erasing = new ErasePerson(new AccountStore(house.database), new ErasureStore(), new TrailStore(house.database));
  expect(await erasing.erase('khong-co', 'thử', { actor: 'quan-tri' })).toBeUndefined();
  expect(await rows('select from audit_entry')).toEqual([]);
});

test('whose account an import has made and taken away again is erased all the same, once; what only has the same name stays', async () => {
  const { house, rows } = living();
  const trail = new TrailStore(house.database);
  const erasing = new ErasePerson(new AccountStore(house.database), new ErasureStore(), trail);
  const name = 'audit';
  const after = { displayName: 'Trần Văn Đã Gỡ', email: 'da-go@example.vn', phone: null };
  await trail.append([
    {
      kind: 'account-changed',
      actor: 'quan-tri',
      subject: name,
      after: { import: 1 },
      personal: { before: null, after },
    },
    { kind: 'account-changed', actor: 'quan-tri', subject: name, personal: { before: after, after: null } },
    { kind: 'exported', actor: 'quan-tri', subject: 'audit', personal: { address: '192.0.2.99' } },
  ]);
  const by = { actor: 'quan-tri', personal: { address: '192.0.2.98' } };
  expect(await erasing.erase(name, 'Nghị định 13/2023', by)).toEqual({ letters: 0, entries: 2 });
  for (const words of ['Đã Gỡ', 'da-go@']) expect([words, await traces(words)]).toEqual([words, []]);
  for (const words of ['192.0.2.99', '192.0.2.98'])
    expect([words, await traces(words)]).toEqual([words, ['audit_entry']]);
  expect(await rows(`select after from audit_entry order by seq desc limit 1`)).toEqual([
    { after: { isErased: true, reason: 'Nghị định 13/2023', letters: 0, entries: 2 } },
  ]);
  expect(await erasing.erase(name, 'Nghị định 13/2023', by)).toBeUndefined();
  // Whoever runs the machine is nobody's account.
  await trail.append([{ kind: 'operator-command', actor: 'operator', subject: 'x', personal: { user: 'root' } }]);
  expect(await erasing.erase('operator', 'thử', by)).toBeUndefined();
  const found = await verifyAudit(new ChainsReader(house.database));
  expect(found.checks.filter(({ ok }) => !ok)).toEqual([]);
});
