import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pdf } from '../support/attachments.js';
import { givePost } from '../support/accounts.js';
import { startApp } from '../support/app.js';
import { useDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';
import { Api, letIn, tinyFiles, type Answer, type Problem } from './api.js';
import { done } from './two-plans.js';

// What a unit fills in: its draft is its own, what it hands in is kept version by version, and all see of it what they may.
const db = useDatabase();
let api: Api;
let folder: string;
const as = (who: string): Api => api.as(who);

type Item = { readonly id: number; readonly seq: number };
type Trouble = { readonly path: string; readonly code: string; readonly label?: { readonly en: string } };
type Draft = {
  readonly revision: number;
  readonly answers: object;
  readonly startsFrom: number | null;
  readonly problems: readonly Trouble[];
  readonly missing: readonly string[];
  readonly savedBy: { readonly name: string } | null;
  readonly others: readonly { readonly name: string; readonly field: string | null }[];
};
type Form = {
  readonly unit: string | null;
  readonly draft: { readonly revision: number } | null;
  readonly versions: number;
  readonly events: readonly { readonly event: string; readonly open: boolean }[];
  readonly remarks: readonly { readonly path: string; readonly text: string }[];
  readonly offer: { readonly period: string; readonly answers: object } | null;
};
type Submission = {
  readonly version: number;
  readonly answers: object;
  readonly sha256: string | null;
  readonly differences: readonly object[];
};

/** A commune that ceases hands its report over to its successor. */
const withHandOver = (text: string): string =>
  text
    .replace(
      '  report.accept:\n    label',
      '  unit.hand-over:\n    label: { vi: Chuyển giao, en: Hand over }\n    by: [owner.officer]\n    carries:\n      unit: { type: unit }\n$&',
    )
    .replace(
      '      report.submit: submitted\n',
      '$&      unit.hand-over: { actions: { type: unit.set, params: { field: unit } } }\n',
    );

/** A round beside it: what comes on paper is recorded by the office, with its form or without; a head signs what is presented. */
function withPaper(file: string, text: string): readonly (readonly [file: string, text: string])[] {
  if (file.endsWith('plan.yaml')) {
    const round = text.slice(text.indexOf('  - id: R0'), text.indexOf('  - id: S1'));
    const beside = round
      .replace('id: R0', 'id: P0')
      .replace('R1:', 'P1:')
      .replace('lifecycle: report', 'lifecycle: paper');
    return [[file, text.replace('  - id: S1', `${beside}$&`)]];
  }
  if (!file.endsWith('report.yaml') || !file.startsWith('lifecycles')) return [[file, text]];
  const paper = text
    .replace('lifecycle: report', 'lifecycle: paper')
    .replace(
      '  report.return:\n',
      '  report.present:\n    label: { vi: Trình, en: Present }\n    by: [unit.officer]\n    form: { name: report, presented: true }\n' +
        '  report.record:\n    label: { vi: Ghi nhận thay, en: Record }\n    by: [owner.officer]\n    onBehalf: [owner.officer]\n' +
        '    reason: required\n    form: { name: report, optional: true }\n$&',
    )
    .replace(
      '      report.submit: submitted\n',
      '$&      report.record: submitted\n      report.present: { target: writing }\n',
    );
  return [
    [file, withHandOver(text)],
    [file.replace('report.yaml', 'paper.yaml'), paper],
  ];
}

/** In this plan nobody hands in a report without its form. */
function planWithForm(): string {
  folder = mkdtempSync(join(tmpdir(), 'forms-'));
  const strict = (text: string): string => text.replace('form: { name: report, optional: true }', 'form: report');
  for (const [file, text] of [...tinyFiles()].flatMap(([name, said]) => withPaper(name, strict(said)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return join(folder, 'plans', 'tiny');
}

const at = async (key: string, who = 'tu'): Promise<Item> => done(await as(who).get<Item>(`/instances?key=${key}`));
let keys = 0;
const send = async (who: string, id: number, event: object, key = `key-${(keys += 1)}`): Promise<Answer<Problem>> =>
  as(who).post<Problem>(`/instances/${id}/events`, event, { 'idempotency-key': key });

let task: number;
let other: number;
let path: string;
const whole = { summary: 'Tốt', meetings: 3 };

beforeAll(async () => {
  const app = await startApp(db().url, { PLAN_DIR: planWithForm() });
  api = new Api(app.url);
  await letIn(db().pool);
  const posts = [
    ['lan', 'xa-an', 'officer'],
    ['mai', 'xa-an', 'head'],
    ['binh', 'xa-binh', 'officer'],
    ['cuc', 'xa-cat', 'officer'],
    ['tu', 'van-phong', 'officer'],
    ['quan', 'van-phong', 'administrator'],
    ['ngoc', 'ban-chi-dao', 'leader'],
    ['kiem', 'ban-chi-dao', 'auditor'],
  ] as const;
  for (const [who, unit, seat] of posts) await givePost(db().pool, who, ['tiny', unit, seat]);
  done(await api.post('/sandbox/clock', { to: '2024-05-03' }));
  const round = await at('tiny/R0/2024-H1');
  done(await send('tu', round.id, { event: 'request.issue', fields: { due: '2024-06-18' } }));
  done(await api.post('/sandbox/clock', { to: '2024-06-10' }));
  task = (await at('tiny/R1/2024-H1/xa-an')).id;
  other = (await at('tiny/R1/2024-H1/xa-binh')).id;
  path = `/instances/${task}/forms/report`;
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const draftOf = async (who: string): Promise<Draft> => done(await as(who).get<Draft>(`${path}/draft`));
const save = (who: string, revision: number, answers: object): Promise<Answer<Draft & Problem>> =>
  as(who).put(`${path}/draft`, { answers }, { 'if-match': `"${revision}"` });

describe('a draft', () => {
  test('begins with nothing, and says what is missing', async () => {
    const form = done(await as('lan').get<Form>(path));
    expect(form).toMatchObject({ unit: 'xa-an', draft: null, versions: 0, remarks: [], offer: null });
    expect(form.events).toMatchObject([{ event: 'report.submit', open: true }]);
    expect(await draftOf('lan')).toMatchObject({ revision: 0, answers: {}, missing: ['summary', 'meetings'] });
  });

  test('is saved as it is typed, wrong as it may be; what is no form at all is refused', async () => {
    const saved = done(await save('lan', 0, { meetings: -1 }));
    expect(saved).toMatchObject({ revision: 1, savedBy: { name: 'lan' }, missing: ['summary'] });
    expect(saved.problems).toMatchObject([{ path: 'meetings', code: 'too-small' }]);
    const refused = await save('lan', 1, { gossip: 1, meetings: 'x' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'form-misshapen' } });
    expect((refused.body['errors'] as Trouble[]).map((one) => `${one.path} ${one.code}`)).toEqual([
      'gossip unknown-field',
      'meetings wrong-type',
    ]);
    expect(await draftOf('lan')).toMatchObject({ revision: 1, answers: { meetings: -1 } });
  });

  test('is not overwritten by who has not seen it: they are told who wrote it, and when', async () => {
    done(await save('mai', 1, whole));
    const refused = await save('lan', 1, { meetings: 5 });
    expect(refused).toMatchObject({ status: 412, body: { code: 'precondition-failed', version: 2, by: 'mai' } });
    expect(refused.body).toHaveProperty('at');
    expect((await as('lan').put(`${path}/draft`, { answers: whole })).status).toBe(428);
    expect(await draftOf('lan')).toMatchObject({ revision: 2, answers: whole, savedBy: { name: 'mai' } });
  });

  test('is saved by one of many who save at once', async () => {
    const all = await Promise.all(['lan', 'mai', 'lan', 'mai'].map((who) => save(who, 2, whole)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  test('two who have it open see each other, until one leaves or is not heard of any more', async () => {
    const beat = async (who: string, body: object) =>
      done(await as(who).post<Pick<Draft, 'others'>>(`${path}/presence`, body)).others.map(({ name, field }) => [
        name,
        field,
      ]);
    expect(await beat('lan', { field: 'summary' })).toEqual([]);
    expect(await beat('mai', {})).toEqual([['lan', 'summary']]);
    expect((await draftOf('lan')).others).toMatchObject([{ name: 'mai', field: null }]);
    await db().pool.query(`update form_presence set seen_at = now() - interval '1 hour' where field is null`);
    expect(await beat('lan', { field: 'meetings' })).toEqual([]);
    await beat('lan', { leaving: true });
    expect(await beat('mai', {})).toEqual([]);
  });

  test('is as one that never was for everybody else, whatever they may see of the work', async () => {
    for (const who of ['tu', 'quan', 'ngoc', 'kiem', 'binh']) {
      const never = `/instances/${who === 'binh' ? other : task}/forms/nothing/draft`;
      const [hidden, none] = [await as(who).get<Problem>(`${path}/draft`), await as(who).get<Problem>(never)];
      expect([who, hidden.status]).toEqual([who, none.status]);
      expect([who, hidden.body.code]).toEqual([who, none.body.code]);
      expect([who, (await save(who, 3, whole)).status]).toEqual([who, none.status]);
      expect((await as(who).post<Problem>(`${path}/presence`, {})).status).toBe(none.status);
    }
    expect(done(await as('tu').get<Form>(path))).toMatchObject({ unit: null, draft: null, versions: 0 });
    expect((await as('binh').get(path)).status).toBe(404);
  });
});

describe('handing in', () => {
  const submit = { event: 'report.submit', form: { revision: 4 } };

  test('is refused without the form, with one that is not complete, and with one that has moved on; nothing is written', async () => {
    const before = await at('tiny/R1/2024-H1/xa-an');
    expect(await send('lan', task, { event: 'report.submit' })).toMatchObject({
      status: 422,
      body: { code: 'form-missing' },
    });
    const answers = {
      summary: ' ',
      meetings: 1.5,
      'had-complaints': true,
      'by-kind': { letters: { received: 1, settled: 2 } },
    };
    const incomplete = await send('lan', task, { event: 'report.submit', form: { answers } });
    expect(incomplete).toMatchObject({ status: 422, body: { code: 'form-incomplete', form: 'report' } });
    expect((incomplete.body['errors'] as Trouble[]).map((one) => `${one.path} ${one.code}`)).toEqual([
      'meetings too-precise',
      'by-kind.letters.settled disagrees',
      'summary required',
      'by-kind.visits.received required',
    ]);
    done(await save('lan', 3, whole));
    expect(await send('lan', task, { event: 'report.submit', form: { revision: 3 } })).toMatchObject({
      status: 412,
      body: { by: 'lan' },
    });
    expect(await at('tiny/R1/2024-H1/xa-an')).toMatchObject({ seq: before.seq });
    expect(done(await as('lan').get<Form>(path)).versions).toBe(0);
  });

  test('a form for what comes with none is refused', async () => {
    const accept = { event: 'deadline.extend', fields: { to: '2024-07-01' }, body: 'x', form: { answers: whole } };
    expect(await send('ba', task, accept)).toMatchObject({ status: 400 });
  });

  test('keeps what was looked at, once', async () => {
    done(await send('lan', task, submit, 'submit-1'));
    expect((await send('lan', task, submit, 'submit-1')).headers.get('idempotency-replayed')).toBe('true');
    const list = done(await as('tu').get<{ submissions: Submission[] }>(`${path}/submissions`));
    expect(list.submissions).toMatchObject([
      { version: 1, event: 'report.submit', by: { id: 'lan' }, presented: false, unit: 'xa-an' },
    ]);
    const one = done(await as('tu').get<Submission>(`${path}/submissions/1`));
    expect(one).toMatchObject({ answers: whole, differences: [] });
    expect(one.sha256).toMatch(/^[0-9a-f]{64}$/);
    const { body } = await as('tu').get<{ items: { body: object }[] }>(`/instances/${task}/timeline?sort=-seq&limit=1`);
    expect(body.items).toMatchObject([{ body: { form: { name: 'report', sha256: one.sha256 } } }]);
    expect((await as('binh').get(`${path}/submissions/1`)).status).toBe(404);
  });

  test('gives a receipt, to the second', async () => {
    const receipt = done(await as('lan').get(`${path}/submissions/1/receipt`));
    expect(receipt).toMatchObject({
      number: `${task}.1/2024`,
      planNumber: '01-KH/BCĐ',
      unit: 'xa-an',
      verdict: 'on-time',
      at: expect.stringMatching(/^2024-06-10T\d\d:\d\d:\d\d\+07:00$/) as string,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect((await as('lan').get(`${path}/submissions/2/receipt`)).status).toBe(404);
  });

  test('what is returned comes with remarks to its places, and begins from what was handed in', async () => {
    const back = (remarks: unknown) => ({ event: 'report.return', body: { reason: 'Bổ sung', remarks } });
    expect(await send('tu', task, back([{ text: 'x' }]))).toMatchObject({
      status: 400,
      body: { field: 'body.remarks.0.path', expected: 'form-path' },
    });
    const places = ['meetings', 'nowhere', 'by-kind.letters.gossip'];
    const misplaced = await send('tu', task, back(places.map((one) => ({ path: one, text: 'x' }))));
    expect(misplaced).toMatchObject({
      status: 422,
      body: {
        code: 'remarks-misplaced',
        form: 'report',
        event: 'report.return',
        places: 'nowhere, by-kind.letters.gossip',
      },
    });
    expect((misplaced.body['errors'] as Trouble[]).map((one) => `${one.path} ${one.code}`)).toEqual([
      'nowhere unknown-field',
      'by-kind.letters.gossip unknown-field',
    ]);
    done(await send('tu', task, back([{ path: 'meetings', text: 'Ghi rõ số cuộc' }])));
    expect(done(await as('lan').get<Form>(path)).remarks).toMatchObject([{ path: 'meetings', text: 'Ghi rõ số cuộc' }]);
    const draft = await draftOf('lan');
    expect(draft).toMatchObject({ answers: whole, startsFrom: 1 });
    expect((await save('mai', 4, whole)).status).toBe(412);
    done(await save('mai', draft.revision, { ...whole, meetings: 4 }));
    done(await send('lan', task, { event: 'report.submit', form: { revision: draft.revision + 1 } }));
    expect(done(await as('tu').get<Submission>(`${path}/submissions/2`)).differences).toEqual([
      { path: 'meetings', before: 3, after: 4 },
    ]);
    expect(done(await as('lan').get<Form>(path))).toMatchObject({ versions: 2, draft: null, remarks: [] });
  });
});

describe('side by side', () => {
  type Page = {
    readonly items: readonly {
      readonly unit: string;
      readonly answers: object | null;
      readonly version: number | null;
    }[];
    readonly tasks: number;
    readonly handedIn: number;
    readonly sums: object;
    readonly next: string | null;
  };

  test('stand the answers of all units to one heading, numbers added up', async () => {
    const answers = {
      summary: 'Khá',
      meetings: 2,
      'had-complaints': true,
      'by-kind': { letters: { received: 5 }, visits: { received: 1 } },
    };
    done(await send('binh', other, { event: 'report.submit', form: { answers } }));
    const { id } = await at('tiny/R0/2024-H1');
    const page = done(await as('tu').get<Page>(`/instances/${id}/answers?path=results`));
    expect(page).toMatchObject({ tasks: 2, handedIn: 2, sums: { meetings: 6 }, next: null });
    expect(page.items).toMatchObject([
      { unit: 'xa-an', version: 2, answers: { summary: 'Tốt', meetings: 4 } },
      { unit: 'xa-binh', version: 1, answers: { summary: 'Khá', meetings: 2 } },
    ]);
    const table = done(await as('tu').get<Page>(`/instances/${id}/answers?path=by-kind&limit=1`));
    expect(table).toMatchObject({ sums: { 'by-kind.letters.received': 5, 'by-kind.visits.received': 1 } });
    const rest = done(await as('tu').get<Page>(`/instances/${id}/answers?path=by-kind&limit=1&cursor=${table.next}`));
    expect([...table.items, ...rest.items].map(({ unit }) => unit)).toEqual(['xa-an', 'xa-binh']);
    expect(await as('tu').get<Problem>(`/instances/${id}/answers?path=gossip`)).toMatchObject({ status: 400 });
    expect((await as('binh').get(`/instances/${id}/answers`)).status).toBe(404);
  });
});

test('next time the unit is offered what it said last time', async () => {
  done(await api.post('/sandbox/clock', { to: '2025-05-05' }));
  const round = await at('tiny/R0/2025-H1');
  done(await send('tu', round.id, { event: 'request.issue', fields: { due: '2025-07-18' } }));
  done(await api.post('/sandbox/clock', { to: '2025-05-06' }));
  const next = await at('tiny/R1/2025-H1/xa-an');
  const form = done(await as('lan').get<Form>(`/instances/${next.id}/forms/report`));
  expect(form.offer).toMatchObject({ period: '2024-H1', answers: { ...whole, meetings: 4 } });
  expect(done(await as('tu').get<Form>(`/instances/${next.id}/forms/report`)).offer).toBeNull();
});

test('a task that goes to the successor takes its draft along, and what is attached; from then on it is theirs alone', async () => {
  const { id } = await at('tiny/R1/2025-H1/xa-binh');
  const draft = `/instances/${id}/forms/report/draft`;
  const begun = done(await as('binh').put<Draft>(draft, { answers: { meetings: 7 } }, { 'if-match': '"0"' }));
  const file = done(await as('binh').upload<{ id: number }>(`/instances/${id}/files`, pdf(), 'Phụ lục.pdf', 'annex'));
  done(await api.post('/sandbox/clock', { to: '2025-07-02' }));
  done(await send('tu', id, { event: 'unit.hand-over', fields: { unit: 'xa-cat' } }, 'hand-over-1'));
  const theirs = done(await as('cuc').get<Draft & { unit: string }>(draft));
  expect(theirs).toMatchObject({ unit: 'xa-cat', answers: { meetings: 7 }, savedBy: { name: 'binh' } });
  expect((await as('cuc').get(`/files/${file.id}`)).status).toBe(200);
  // Whoever had it open before the hand-over overwrites nothing, and sees it no more.
  const late = await as('binh').put<Problem>(draft, { answers: {} }, { 'if-match': `"${begun.revision}"` });
  expect([late.status, (await as('binh').get(draft)).status, (await as('tu').get(draft)).status]).toEqual([
    404, 404, 404,
  ]);
  expect((await as('binh').get(`/files/${file.id}`)).status).toBe(404);
  const { rows } = await db().pool.query(
    `select actor, subject, before, after from audit_entry where kind = 'draft-handed-over'`,
  );
  expect(rows).toEqual([
    {
      actor: 'tu',
      subject: 'tiny/R1/2025-H1/xa-binh',
      before: { unit: 'xa-binh' },
      after: { form: 'report', unit: 'xa-cat', revision: theirs.revision, files: 1, seq: expect.any(Number) as number },
    },
  ]);
  // Sent once more nothing moves twice.
  done(await send('tu', id, { event: 'unit.hand-over', fields: { unit: 'xa-cat' } }, 'hand-over-1'));
  const answers = { summary: 'Tốt', meetings: 7 };
  const saved = done(await as('cuc').put<Draft>(draft, { answers }, { 'if-match': `"${theirs.revision}"` }));
  done(await send('cuc', id, { event: 'report.submit', form: { revision: saved.revision } }));
});

test('what its unit writes while a task goes to the successor goes along: nothing is left with nobody', async () => {
  const { id } = await at('tiny/R1/2025-H1/xa-an');
  const draft = `/instances/${id}/forms/report/draft`;
  const { pool } = db();
  const waiting = async (): Promise<number> => {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]?.n ?? 0;
  };
  const slow = await pool.connect();
  // The first save waits at its own row, for one that will never have been.
  await slow.query('begin');
  await slow.query(
    `insert into form_draft (instance_id, name, unit, revision, answers, editor) values ($1, 'report', 'xa-an', 1, '{}', 'lan')`,
    [id],
  );
  const saved = as('lan').put<Draft>(draft, { answers: { meetings: 4 } }, { 'if-match': '"0"' });
  await until('the draft to be under way', async () => (await waiting()) > 0);
  let isOver = false;
  const gone = send('tu', id, { event: 'unit.hand-over', fields: { unit: 'xa-cat' } }).finally(() => (isOver = true));
  await until('the task to be handed over, or to wait for the draft', async () => isOver || (await waiting()) > 1);
  await slow.query('rollback');
  slow.release();
  done(await saved);
  done(await gone);
  const { rows } = await pool.query('select unit from form_draft where instance_id = $1 and answers is not null', [id]);
  expect(rows).toEqual([{ unit: 'xa-cat' }]);
  expect(done(await as('cuc').get<Draft>(draft))).toMatchObject({ answers: { meetings: 4 } });
});

describe('what came on paper', () => {
  const record = (more: object): object => ({ event: 'report.record', body: 'Nhận bản giấy số 12-BC', ...more });
  let received: number;
  beforeAll(async () => {
    const round = await at('tiny/P0/2025-H1');
    done(await send('tu', round.id, { event: 'request.issue', fields: { due: '2025-07-03' } }));
    done(await api.post('/sandbox/clock', { to: '2025-07-08' }));
    received = (await at('tiny/P1/2025-H1/xa-an')).id;
  });

  const effectiveAt = '2025-07-02T10:00:00+07:00';

  test('without its form is returned for a general reason: a remark has no place to lead to', async () => {
    done(await send('tu', received, record({ effectiveAt })));
    const remarks = [{ path: 'meetings', text: 'Thiếu số cuộc họp' }];
    expect(await send('tu', received, { event: 'report.return', body: { reason: 'Bổ sung', remarks } })).toMatchObject({
      status: 422,
      body: { code: 'remarks-misplaced', form: null, places: 'meetings' },
    });
    done(await send('tu', received, { event: 'report.return', body: 'Bổ sung số cuộc họp' }));
    expect(done(await as('lan').get<Form>(`/instances/${received}/forms/report`))).toMatchObject({
      versions: 0,
      remarks: [],
    });
  });

  test('is recorded with its form by the same check, as the unit’s, with who typed it, and judged by the day on which it came', async () => {
    const refused = await send('tu', received, record({ effectiveAt, form: { answers: { meetings: -1 } } }));
    expect(refused).toMatchObject({ status: 422, body: { code: 'form-incomplete' } });
    const scan = done(
      await as('tu').upload<{ id: number }>(`/instances/${received}/files`, pdf(), 'Bản giấy.pdf', 'scan'),
    );
    const draft = `/instances/${received}/forms/report/draft`;
    const { revision } = done(await as('tu').put<Draft>(draft, { answers: whole }, { 'if-match': '"0"' }));
    done(await send('tu', received, record({ effectiveAt, form: { revision }, files: [scan.id] })));
    const view = `/instances/${received}/forms/report/submissions`;
    const { submissions } = done(await as('lan').get<{ submissions: object[] }>(view));
    expect(submissions).toMatchObject([
      {
        version: 1,
        event: 'report.record',
        unit: 'xa-an',
        by: { id: 'tu' },
        effectiveAt: '2025-07-02T10:00:00.000+07:00',
      },
    ]);
    expect(done(await as('lan').get(`${view}/1/receipt`))).toMatchObject({ unit: 'xa-an', verdict: 'on-time' });
    expect(done(await as('lan').get<Submission>(`${view}/1`)).answers).toEqual(whole);
    expect(done(await as('tu').get<Draft>(draft))).toMatchObject({ answers: whole, startsFrom: 1, savedBy: null });
  });

  test('without its form is not what the unit has put before its head', async () => {
    const { id } = await at('tiny/P1/2025-H1/xa-cat');
    done(await send('cuc', id, { event: 'report.present', form: { answers: whole } }));
    done(await send('tu', id, record({ effectiveAt })));
    const form = `/instances/${id}/forms/report`;
    expect(done(await as('tu').get<Form>(form)).versions).toBe(0);
    // What is handed in afterwards is the first of its kind.
    done(await send('tu', id, { event: 'report.return', body: 'Gửi bản trên hệ thống' }));
    done(await send('cuc', id, { event: 'report.submit', form: { answers: whole } }));
    const { submissions } = done(await as('cuc').get<{ submissions: object[] }>(`${form}/submissions`));
    expect(submissions).toMatchObject([
      { version: 1, presented: true, sending: null },
      { version: 2, presented: false, sending: 1 },
    ]);
    expect(done(await as('cuc').get(`${form}/submissions/2/receipt`))).toMatchObject({ number: `${id}.1/2025` });
  });
});

test('erasing a person takes their words out of what they handed in; figures stay', async () => {
  done(await api.post('/accounts/lan/erase', { reason: 'theo yêu cầu' }));
  const one = done(await as('tu').get<Submission>(`${path}/submissions/1`));
  expect(one).toMatchObject({ answers: { meetings: 3 }, sha256: null });
  expect(one.answers).not.toHaveProperty('summary');
});
