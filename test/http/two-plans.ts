import type pg from 'pg';
import { givePost } from '../support/accounts.js';
import { twinPlan } from '../support/twin-plan.js';
import { letIn, type Answer, type Api } from './api.js';

export const done = <Body>({ status, body }: Answer<Body>): Body => {
  expect({ isGood: status < 300, body }).toEqual({ isGood: true, body });
  return body;
};

/** The twin's reports are restricted, carry points, and its leaders hear of them. */
const restricted = (text: string): string =>
  text
    .replace('    form: {', '    carries:\n      points: { type: number, optional: true }\n    form: {')
    .replace('        lifecycle: report\n', '        lifecycle: report\n        restricted: true\n')
    .replace('to: [unit.head, owner.officer] }', 'to: [unit.head, owner.officer, leadership] }');

/** The twin with a change in its files. */
export const restrictedTwin = (edit: (text: string) => string = (text) => text): Record<string, string> =>
  twinPlan((text) => edit(restricted(text)));

const seats: readonly (readonly [who: string, unit: string, seat: string, groups?: readonly string[]])[] = [
  ['secretariat', 'van-phong', 'officer'],
  ['administrator', 'van-phong', 'administrator'],
  ['officer', 'xa-an', 'officer'],
  ['other', 'xa-binh', 'officer'],
  ['leader', 'ban-chi-dao', 'leader'],
  ['member', 'ban-chi-dao', 'member'],
  ['auditor', 'ban-chi-dao', 'auditor'],
  ['award', 'xa-cat', 'award'],
  ['appraiser', 'xa-cat', 'appraiser', ['R1']],
];

/**
 * Beside the tiny plan runs its twin. In each the round of half a year was issued and the other unit has handed in, with
 * these words; people are named after plan and post: `twin-member`.
 */
export async function liveTwoPlans(
  api: Api,
  pool: pg.Pool,
  words: { readonly tiny?: string; readonly twin?: string; readonly points?: number } = {},
): Promise<void> {
  await letIn(pool);
  done(await api.post('/plans', { files: restrictedTwin() }));
  done(await api.post('/plans/twin/versions/1/activate'));
  const plans = ['tiny', 'twin'] as const;
  for (const plan of plans) for (const [who, ...post] of seats) await givePost(pool, `${plan}-${who}`, [plan, ...post]);
  const send = async (who: string, key: string, event: string, more: object): Promise<void> => {
    const { id } = done(await api.as(`${key.split('/')[0]}-secretariat`).get<{ id: number }>(`/instances?key=${key}`));
    const headers = { 'idempotency-key': `${who}-${event}` };
    done(await api.as(who).post(`/instances/${id}/events`, { event, ...more }, headers));
  };
  done(await api.post('/sandbox/clock', { to: '2024-05-03' }));
  for (const plan of plans)
    await send(`${plan}-secretariat`, `${plan}/R0/2024-H1`, 'request.issue', { fields: { due: '2024-06-18' } });
  done(await api.post('/sandbox/clock', { to: '2024-06-10' }));
  for (const plan of plans)
    await send(`${plan}-other`, `${plan}/R1/2024-H1/xa-binh`, 'report.submit', {
      body: words[plan],
      ...(plan === 'twin' && words.points !== undefined && { fields: { points: words.points } }),
    });
  done(await api.post('/sandbox/clock', { to: '2024-06-25' }));
}
