import fc from 'fast-check';
import type { Cell } from '../../platform/sheet/cells.js';
import { dayIn, phoneIn, textOf, wordsIn } from './cell.rules.js';
import { folded, tableOf } from './table.rules.js';
import { conflictsOf } from './undo.rules.js';
import type { DoneChange } from './import.store.js';
import { type Change, type Known, type KnownAccount, overlap, planUsers, type PostFacts } from './user-import.rules.js';
import { userColumns } from './user-columns.js';
import { readUserRows } from './user-rows.rules.js';

const none: Known = {
  domain: 'all',
  accounts: new Map(),
  emails: new Map(),
  strangers: new Set(),
  plans: new Map([
    [
      'tiny',
      {
        units: [
          { code: 'xa-an', name: 'Xã An', short: null },
          { code: 'xa-cat', name: 'Xã Cát', short: 'Cát' },
          { code: 'xa-cat-moi', name: 'Xã Cát Mới', short: 'Cát' },
        ],
        groups: ['R1'],
      },
    ],
  ]),
  offices: { tiny: { secretariat: 'xa-an', administrator: 'xa-an', leadership: 'xa-cat' } },
};
const HEAD = ['user name', 'full name', 'e-mail', 'telephone', 'plan', 'unit', 'role', 'groups', 'from', 'to'];
type Written = Partial<Record<(typeof userColumns)[number]['field'], Cell>>;
const planned = (rows: readonly Written[], known: Known = none) => {
  const cells = rows.map((row) => userColumns.map(({ field }) => row[field] ?? null));
  const { rows: read, wrong } = readUserRows(tableOf([HEAD, ...cells], userColumns));
  const { changes, wrong: more } = planUsers(read, known);
  return { changes, wrong: [...wrong, ...more].map(({ row, code }) => [row, code] as const) };
};
const post = (more: Partial<PostFacts> = {}): PostFacts => ({
  ...{ plan: 'tiny', unit: 'xa-an', seat: 'officer', groups: [], from: null, to: null },
  ...more,
});
const with_ = (account: Partial<KnownAccount>, more: Partial<Known> = {}): Known => ({
  ...none,
  ...more,
  accounts: new Map([
    [
      'an',
      { id: 'id-an', displayName: 'An', email: null, phone: null, plans: [], holdings: [], given: [], ...account },
    ],
  ]),
});

describe('a cell', () => {
  test.each<[Cell, string | undefined]>([
    ['5/6/23', '2023-06-05'],
    ['05/06/2023', '2023-06-05'],
    ['05062023', '2023-06-05'],
    ['5-6-2023', '2023-06-05'],
    ['5.6.2023', '2023-06-05'],
    ['2023-06-05', '2023-06-05'],
    [new Date(Date.UTC(2023, 5, 5)), '2023-06-05'],
    [45082, '2023-06-05'],
    ['31/02/2023', undefined],
    ['2023', undefined],
    ['ngày mai', undefined],
    [5, undefined],
  ])('%j is the day %j', (cell, day) => {
    expect(dayIn(cell)).toBe(day);
  });

  test.each<[Cell, string | undefined]>([
    [912345678, '0912345678'],
    ['0912 345 678', '0912 345 678'],
    ["'+84 912 345 678", '+84 912 345 678'],
    ['(0276) 3.822.233', '(0276) 3.822.233'],
    ['12345', undefined],
    ['gọi sau', undefined],
  ])('%j is the telephone number %j', (cell, phone) => {
    expect(phoneIn(cell)).toBe(phone);
  });

  test('is one line of text in NFC, whatever it is', () => {
    expect(textOf(`  Nguyễn \n\t Văn\u00a0An `.normalize('NFD'))).toBe('Nguyễn Văn An');
    expect([textOf(null), textOf(12), textOf(true), textOf("'=1+1"), textOf("'a")]).toEqual([
      '',
      '12',
      'true',
      '=1+1',
      "'a",
    ]);
    expect(wordsIn('R1; R2,R1\nR3')).toEqual(['R1', 'R2', 'R3']);
  });
});

describe('headings', () => {
  test('are known in both languages, with or without diacritics, capitals and signs', () => {
    for (const { field, vi, en } of userColumns)
      for (const name of [...vi, ...en])
        for (const typed of [name, name.toUpperCase(), `${name} (*)`, name.normalize('NFD'), folded(name)]) {
          const { rows, wrong } = tableOf(
            [
              ['username', typed],
              ['a', 'b'],
            ],
            userColumns,
          );
          if (field === 'name') expect(wrong.map(({ code }) => code)).toEqual(['heading-once']);
          else expect([typed, rows[0]?.cells[field], wrong]).toEqual([typed, 'b', []]);
        }
  });

  test('mean one thing each', () => {
    const names = userColumns.flatMap(({ vi, en }) => [...vi, ...en].map(folded));
    expect(names.filter((name, n) => names.indexOf(name) < n)).toEqual([]);
  });
});

describe('rows against what there is', () => {
  test('what is there already is no change; an empty cell leaves it, a dash takes it away', () => {
    const known = with_({ email: 'an@x.vn', phone: '0912345678', holdings: [{ ...post(), id: 7 }] });
    expect(planned([{ name: 'an', unit: 'xa-an', seat: 'officer' }], known)).toEqual({ changes: [], wrong: [] });
    expect(planned([{ name: 'an', email: '–', displayName: 'An Mới' }], known).changes).toMatchObject([
      { what: 'account-changed', after: { displayName: 'An Mới', email: null, phone: '0912345678' } },
    ]);
  });

  test('a post that is held gets other days; one that is ended is followed by another', () => {
    const known = with_({ holdings: [{ ...post({ from: '2024-01-01' }), id: 7 }] });
    const ended = planned([{ name: 'an', unit: 'xa-an', seat: 'officer', to: '30/06/2024' }], known).changes;
    expect(ended).toMatchObject([
      { what: 'post-changed', holding: 7, after: post({ from: '2024-01-01', to: '2024-06-30' }) },
    ]);
    const followed = planned(
      [
        { name: 'an', unit: 'xa-an', seat: 'officer', to: '2024-06-30' },
        { name: 'an', unit: 'xa-an', seat: 'officer', from: '2025-01-01' },
      ],
      known,
    );
    expect(followed.changes.map(({ what }) => what)).toEqual(['post-changed', 'post-added']);
  });

  test('who has a post twice on those days is left to whoever looks closer', () => {
    const known = with_({
      holdings: [
        { ...post({ to: '2024-06-30' }), id: 7 },
        { ...post({ from: '2025-01-01' }), id: 8 },
      ],
    });
    const row = { name: 'an', unit: 'xa-an', seat: 'officer' };
    expect(planned([{ ...row, from: '2024-01-01' }], known).wrong).toEqual([[2, 'one-post']]);
    expect(planned([{ ...row, from: '2024-01-01', to: '2024-12-31' }], known).wrong).toEqual([]);
  });

  test('a post that the plan itself gives is no news', () => {
    const known = with_({ given: [post()] });
    expect(planned([{ name: 'an', unit: 'xa-an', seat: 'officer' }], known).changes).toEqual([]);
  });

  test('a unit is meant by its code, or by a name that is its alone', () => {
    const unit = (word: string) => planned([{ name: 'b', displayName: 'B', unit: word, seat: 'head' }]);
    expect(unit('XA AN').changes[1]?.after).toMatchObject({ unit: 'xa-an' });
    expect(unit('xã cát').changes[1]?.after).toMatchObject({ unit: 'xa-cat' });
    expect(unit('Cát').wrong).toEqual([[2, 'unit-of-plan']]);
    expect(unit('*').wrong).toEqual([[2, 'unit-of-plan']]);
  });

  test('every plan at once is for wide seats and for whoever looks after everything', () => {
    const row = { name: 'b', displayName: 'B', plan: '*', unit: '*', seat: 'auditor' };
    expect(planned([row]).wrong).toEqual([]);
    expect(planned([{ ...row, seat: 'head' }]).wrong).toEqual([[2, 'unit']]);
    expect(planned([{ ...row, unit: 'xa-an' }]).wrong).toEqual([[2, 'one-of']]);
    expect(planned([row], { ...none, domain: ['tiny'] }).wrong).toEqual([[2, 'known-plan']]);
  });

  test('a seat that looks after the whole plan is given where the plan has it, or in every unit', () => {
    const seat = (unit: string, seat: string, known?: Known) =>
      planned([{ name: 'b', displayName: 'B', unit, seat }], known).wrong;
    expect([seat('xa-cat', 'leader'), seat('xa-an', 'auditor'), seat('*', 'auditor')]).toEqual([[], [], []]);
    expect([seat('xa-an', 'leader'), seat('xa-cat-moi', 'auditor')]).toEqual([
      [[2, 'seat-place']],
      [[2, 'seat-place']],
    ]);
    expect(seat('xa-cat-moi', 'member', { ...none, domain: ['tiny'] })).toEqual([[2, 'seat-place']]);
  });

  test('where several plans run, the row says which', () => {
    const row = { name: 'b', displayName: 'B', unit: 'xa-an', seat: 'head' };
    const two = { ...none, plans: new Map([...none.plans, ['twin', { units: [], groups: [] }]]) };
    expect(planned([row], two).wrong).toEqual([[2, 'some-text']]);
    expect(planned([row], { ...two, domain: ['tiny'] }).wrong).toEqual([]);
  });

  test('who serves elsewhere too gets posts here, and keeps name and address', () => {
    const known = with_({ plans: ['tiny', 'twin'] }, { domain: ['tiny'] });
    expect(planned([{ name: 'an', unit: 'xa-an', seat: 'head' }], known).wrong).toEqual([]);
    expect(planned([{ name: 'an', email: 'mine@x.vn' }], known).wrong).toEqual([[2, 'own-account']]);
    expect(
      planned([{ name: 'an', unit: 'xa-an', seat: 'head' }], { ...known, domain: ['third'] }).wrong,
    ).toContainEqual([2, 'free-name']);
  });

  test('an address belongs to one account', () => {
    const known = { ...none, emails: new Map([['a@x.vn', 'somebody']]) };
    expect(planned([{ name: 'b', displayName: 'B', email: 'A@x.vn' }], known).wrong).toEqual([[2, 'free-email']]);
  });
});

describe('whatever the rows are', () => {
  const days = fc.constantFrom(null, '2024-01-01', '2024-06-30', '2025-01-01', '2025-12-31', '-');
  const row: fc.Arbitrary<Written> = fc.record({
    name: fc.constantFrom('an', 'b', 'c'),
    displayName: fc.constantFrom(null, 'An', 'B'),
    email: fc.constantFrom(null, '-', 'a@x.vn', 'b@x.vn'),
    phone: fc.constantFrom(null, '0912345678'),
    unit: fc.constantFrom(null, 'xa-an', 'xa-cat'),
    seat: fc.constantFrom(null, 'officer', 'head'),
    from: days,
    to: days,
  });
  const rows = fc.array(row, { maxLength: 6 });
  const known = with_({ email: 'an@x.vn', holdings: [{ ...post({ from: '2024-01-01', to: '2024-06-30' }), id: 7 }] });

  /** What there is once the changes are done. */
  const after = (changes: readonly Change[], was: Known): Known => {
    const accounts = new Map<string, KnownAccount>(was.accounts);
    let id = 100;
    for (const change of changes) {
      const one = accounts.get(change.account);
      if (change.what === 'account-added')
        accounts.set(change.account, {
          ...change.after,
          id: `id-${change.account}`,
          plans: [],
          holdings: [],
          given: [],
        });
      else if (one && change.what === 'account-changed') accounts.set(change.account, { ...one, ...change.after });
      else if (one && change.what === 'post-added')
        accounts.set(change.account, { ...one, holdings: [...one.holdings, { ...change.after, id: (id += 1) }] });
      else if (one && change.what === 'post-changed')
        accounts.set(change.account, {
          ...one,
          holdings: one.holdings.map((held) => (held.id === change.holding ? { ...change.after, id: held.id } : held)),
        });
    }
    const emails = [...accounts].flatMap(([name, { email }]) =>
      email === null ? [] : [[email.toLowerCase(), name] as const],
    );
    return { ...was, accounts, emails: new Map(emails) };
  };

  test('nobody holds one post twice on a day, and no two accounts have one address', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const { changes, wrong } = planned(some, known);
        fc.pre(wrong.length === 0);
        const then = after(changes, known);
        const addresses = [...then.accounts.values()].flatMap(({ email }) => email?.toLowerCase() ?? []);
        expect(new Set(addresses).size).toBe(addresses.length);
        for (const { holdings } of then.accounts.values())
          for (const [n, a] of holdings.entries())
            for (const b of holdings.slice(n + 1))
              expect(a.unit === b.unit && a.seat === b.seat && overlap(a, b)).toBe(false);
      }),
    );
  });

  test('nothing stands in the way of undoing what nobody touched', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const { changes, wrong } = planned(some, known);
        fc.pre(wrong.length === 0);
        const then = after(changes, known);
        const added = new Map<string, number>();
        const done = changes.map((change, no): DoneChange => {
          const holding =
            change.what === 'post-changed'
              ? change.holding
              : change.what === 'post-added'
                ? 100 + (added.set('n', (added.get('n') ?? 0) + 1).get('n') ?? 0)
                : null;
          const accountId = then.accounts.get(change.account)?.id ?? '';
          return {
            no,
            row: change.row,
            what: change.what,
            account: change.account,
            accountId,
            holding,
            before: change.before,
            after: change.after,
          };
        });
        expect(conflictsOf(done, then, new Set())).toEqual([]);
      }),
    );
  });
});
