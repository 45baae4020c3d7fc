import { Problem } from '../core/problem.js';
import type { DescribeInstance } from './describe-instance.service.js';
import type { LateReader, LateRow } from './late.reader.js';
import type { RemindBody, Reminded, RemindedAll } from './remind.dto.js';
import type { Sender, SendEvent } from './send-event.service.js';

/** `refused`: each that is refused is told, as if it had been sent alone. */
type Reminding = { readonly key: string; readonly refused: (one: Problem) => Promise<void> };

const REMINDER = 'reminder.send';
/** At a time: as many as one turn of the door takes easily. */
const PAGE = 50;

/** One reminder for all who are late, each by a letter of its own: one that is refused keeps nobody else's back. */
export class Remind {
  constructor(
    private readonly instances: DescribeInstance,
    private readonly late: LateReader,
    private readonly sending: SendEvent,
  ) {}

  async all(
    sender: Sender,
    occurrence: number,
    { which, tasks: ids, body }: RemindBody,
    { key, refused }: Reminding,
  ): Promise<RemindedAll> {
    const { key: parent } = await this.instances.find(sender.scope, { id: occurrence });
    const tasks = await this.late.tasks(sender.scope, parent, { which, ids });
    const reminded: Reminded[] = [];
    for (let at = 0; at < tasks.length; at += PAGE) {
      const page = tasks.slice(at, at + PAGE);
      // One page after the other: the door is there for others too.
      reminded.push(...(await Promise.all(page.map((task) => this.one(sender, task, body, { key, refused })))));
    }
    const sent = reminded.filter(({ outcome }) => outcome === 'sent').length;
    return { sent, refused: reminded.length - sent, reminded };
  }

  private async one(
    sender: Sender,
    { id, unit }: LateRow,
    body: string | undefined,
    { key, refused }: Reminding,
  ): Promise<Reminded> {
    const wish = { event: REMINDER, fields: {}, ...(body !== undefined && { body }) };
    const no = await this.sending.send(sender, { id }, wish, key).then(
      (sent) => ('refused' in sent ? sent.refused : undefined),
      (error: unknown) => {
        if (error instanceof Problem) return error;
        throw error;
      },
    );
    if (no) await refused(no);
    const code = no?.code ?? null;
    return { instance: id, unit, outcome: code === null ? 'sent' : 'refused', code };
  }
}
