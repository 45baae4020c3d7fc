import { isRequired, shown } from '../../src/core/form/condition.js';
import type { Answers, Column, Form } from '../../src/core/form/form.js';
import type { Api } from '../http/api.js';
import { done } from '../http/two-plans.js';
import { givePost } from '../support/accounts.js';
import { pdf } from '../support/attachments.js';
import { givePassword } from '../support/browser-session.js';
import type pg from 'pg';

export const PLAN = '19-kh-bcd';
export const OFFICE = 'co-quan-thuong-truc';
export const LETTER = 'Công văn 12-CV-BCĐ đã ký.pdf';

/** Something for each question that must be answered. */
export function answersTo(form: Form): Answers {
  const one = (field: Column): unknown => {
    if (field.type === 'number') return field.min ?? 1;
    if (field.type === 'choice') return field.many ? [field.options[0]?.id] : field.options[0]?.id;
    if (field.type === 'date') return field.from ?? '2023-06-14';
    return field.type === 'yes-no' ? false : 'Thực hiện đầy đủ';
  };
  const answers: Record<string, unknown> = {};
  for (const field of form.sections.flatMap(({ fields }) => fields)) {
    const { isShown, look } = shown(form, answers);
    if (!isShown(field.id) || !isRequired(field, look)) continue;
    const cells = (columns: readonly Column[]): Answers =>
      Object.fromEntries(columns.filter(({ required }) => required).map((cell) => [cell.id, one(cell)]));
    if (field.type !== 'table') answers[field.id] = one(field);
    else
      answers[field.id] = field.rows
        ? Object.fromEntries(field.rows.map(({ id }) => [id, cells(field.columns)]))
        : [cells(field.columns)];
  }
  return answers;
}

/** A draft that somebody has written beforehand, as they would have by hand. */
export async function write(
  api: Api,
  [id, name]: readonly [id: number, form: string],
  more: Answers = {},
): Promise<void> {
  const path = `/instances/${id}/forms/${name}`;
  const { form } = done(await api.get<{ form: Form }>(path));
  const { headers } = await api.get(`${path}/draft`);
  done(
    await api.put(
      `${path}/draft`,
      { answers: { ...answersTo(form), ...more } },
      { 'if-match': headers.get('etag') ?? '' },
    ),
  );
}

export type Post = readonly [who: string, unit: string, seat: string];

/** The half-year's round of the real plan, asked for on 8 May 2023 by «tu» and «sau» of its secretariat. */
export class HalfYear {
  private keys = 0;
  constructor(private readonly app: () => Api & { readonly pool: pg.Pool }) {}

  async begin(posts: readonly Post[]): Promise<void> {
    const office = [
      ['tu', OFFICE, 'officer'],
      ['sau', OFFICE, 'head'],
    ] as const;
    for (const [who, unit, seat] of [...posts, ...office]) {
      await givePost(this.app().pool, who, [PLAN, unit, seat]);
      await givePassword(this.app().pool, who);
    }
    done(await this.app().post('/sandbox/clock', { to: '2023-05-08' }));
    const round = await this.round();
    await this.send('tu', round, {
      event: 'request.present',
      form: { answers: await this.filled('tu', round, 'request') },
    });
    await this.send('sau', round, { event: 'request.sign' });
    await this.send('tu', round, {
      event: 'request.issue',
      files: [await this.letter(round)],
      fields: { number: '12-CV/BCĐ', dated: '2023-05-08', 'cut-off': '2023-06-14', due: '2023-06-20' },
    });
    done(await this.app().post('/sandbox/clock', { to: '2023-05-09' }));
  }

  /** The signed letter, as a scan. */
  private async letter(round: number): Promise<number> {
    const path = `/instances/${round}/files`;
    return done(await this.app().as('tu').upload<{ id: number }>(path, pdf('Công văn'), LETTER, 'letter')).id;
  }
  round(): Promise<number> {
    return this.at(`${PLAN}/R0-H/2023-H1`);
  }
  task(unit: string): Promise<number> {
    return this.at(`${PLAN}/R1/2023-H1/${unit}`);
  }
  async at(key: string): Promise<number> {
    const path = `/instances?key=${encodeURIComponent(key)}`;
    return done(await this.app().as('tu').get<{ id: number }>(path)).id;
  }
  async send(who: string, id: number, event: object): Promise<unknown> {
    this.keys += 1;
    const headers = { 'idempotency-key': `half-year-${this.keys}` };
    return done(await this.app().as(who).post(`/instances/${id}/events`, event, headers));
  }
  async filled(who: string, id: number, name: string): Promise<Answers> {
    return answersTo(done(await this.app().as(who).get<{ form: Form }>(`/instances/${id}/forms/${name}`)).form);
  }
}
