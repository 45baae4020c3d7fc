import { answerOf, api, newKey } from '../../lib/api';
import type { components } from '../../lib/api.gen';
import { isProblem } from '../../lib/problem';
import type { Act, RoundRow } from './get-round';

type SendEvent = components['schemas']['SendEvent'];
export type ActOn = {
  readonly row: Pick<RoundRow, 'id' | 'seq'>;
  readonly act: Pick<Act, 'event'>;
  readonly more?: Omit<SendEvent, 'event' | 'expectedSeq' | 'fields'> & Partial<Pick<SendEvent, 'fields'>>;
};

/** Does something with a unit's work as it stood in the table, and with nothing newer. */
export const sendAct = ({ row, act, more }: ActOn) =>
  answerOf(
    api.POST('/api/v1/instances/{id}/events', {
      params: { path: { id: row.id }, header: { 'Idempotency-Key': newKey() } },
      body: { fields: {}, ...more, event: act.event, expectedSeq: row.seq },
    }),
  );

export type Outcome = { readonly row: RoundRow; readonly refused: string | undefined };

/** The same with several, one after the other: one that is refused keeps nobody else's back. */
export async function sendToAll(
  rows: readonly RoundRow[],
  actOf: (row: RoundRow) => Act | undefined,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    const act = actOf(row);
    if (!act) continue;
    const refused = await sendAct({ row, act }).then(
      () => undefined,
      (error: unknown) => {
        if (!isProblem(error)) throw error;
        return error.message;
      },
    );
    outcomes.push({ row, refused });
  }
  return outcomes;
}

type Reminding = { readonly round: number; readonly rows: readonly RoundRow[]; readonly words: string };
/** So many at a time: more the API does not take. */
const PAGE = 200;

/** Đôn đốc: each unit gets a reminder of its own, and each has its own outcome. */
export async function remind({ round, rows, words }: Reminding): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let at = 0; at < rows.length; at += PAGE) {
    const page = rows.slice(at, at + PAGE);
    const { reminded } = await answerOf(
      api.POST('/api/v1/occurrences/{id}/reminders', {
        params: { path: { id: round }, header: { 'Idempotency-Key': newKey() } },
        body: { which: 'waiting', tasks: page.map(({ id }) => id), ...(words !== '' && { body: words }) },
      }),
    );
    outcomes.push(
      ...page.map((row) => {
        const one = reminded.find(({ instance }) => instance === row.id);
        return { row, refused: one?.outcome === 'sent' ? undefined : (one?.code ?? 'not-found') };
      }),
    );
  }
  return outcomes;
}
