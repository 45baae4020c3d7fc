import type { Transactions } from './ledger/transaction.js';
import type { Channel, Message, Statement } from './ports.js';

export type DeliverSettings = {
  /** Messages that are claimed together. */
  readonly page: number;
  /** A message is given up after this many attempts. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; each later one waits twice as long, up to the longest. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** A worker that has said nothing for this long has died with its claim. */
  readonly lease: number;
};
/** Gives up after about half a day. */
export const DELIVER: DeliverSettings = {
  page: 100,
  attempts: 20,
  firstWait: 5_000,
  longestWait: 3_600_000,
  lease: 60_000,
};

type Claimed = Message & { readonly row: number; readonly attempts: number };
type Failed = { readonly message: Claimed; readonly error: string };
export type Delivered = { delivered: number; failed: number; dead: number };

/** So many messages refused one by one, and none taken: it is the channel that is ill, and not the messages. */
const ILL = 8;

/**
 * Outbox → channels. A claim is a lease and not a lock: nothing is held while a channel works, and a channel may use a
 * connection of the same pool. Every repeat carries the same message id. Retries count real time, also in a sandbox.
 */
export class Deliver {
  constructor(
    private readonly transactions: Transactions,
    private readonly channels: readonly Channel[],
    private readonly onDead: (message: string, error: string) => void = () => undefined,
    private readonly settings: DeliverSettings = DELIVER,
  ) {}

  /** Delivers everything that is due, in pages; what fails waits for its next try and holds up nobody. */
  async run(): Promise<Delivered> {
    const all: Delivered = { delivered: 0, failed: 0, dead: 0 };
    if (this.channels.length === 0) return all;
    await this.buryOverclaimed(all);
    for (;;) {
      const claimed = await this.transactions.query<Claimed>(claim, [
        this.settings.page,
        this.settings.lease,
        this.settings.attempts,
      ]);
      if (claimed.length === 0) return all;
      claimed.sort((a, b) => a.row - b.row);
      const failed = await this.deliver(claimed);
      await this.settle(claimed, failed, all);
    }
  }

  /** Through every channel. The messages that some channel has refused, each with its reason. */
  private async deliver(messages: readonly Claimed[]): Promise<readonly Failed[]> {
    const failed = new Map<number, Failed>();
    for (const channel of this.channels)
      for (const one of await through(channel, messages)) failed.set(one.message.row, one);
    return [...failed.values()];
  }

  private async settle(claimed: readonly Claimed[], failed: readonly Failed[], all: Delivered): Promise<void> {
    const bad = new Set(failed.map(({ message }) => message.row));
    const good = claimed.filter(({ row }) => !bad.has(row));
    if (good.length > 0) await this.transactions.query(markDelivered, [good.map(({ row }) => row)]);
    all.delivered += good.length;
    if (failed.length === 0) return;
    const marks = failed.map(({ message, error }) => ({
      row: message.row,
      error: error.slice(0, 1000),
      ...this.next(message),
    }));
    await this.transactions.query(markFailed, [JSON.stringify(marks)]);
    const dead = marks.filter(({ isDead }) => isDead);
    all.failed += failed.length - dead.length;
    all.dead += dead.length;
    for (const { row, error } of dead) this.onDead(claimed.find((one) => one.row === row)?.id ?? '', error);
  }

  private next({ attempts }: Claimed): { readonly isDead: boolean; readonly wait: number } {
    const { attempts: most, firstWait, longestWait } = this.settings;
    return { isDead: attempts >= most, wait: Math.min(firstWait * 2 ** (attempts - 1), longestWait) };
  }

  /** A message whose every attempt ended with the worker that made it: no one was left to give it up. */
  private async buryOverclaimed(all: Delivered): Promise<void> {
    const buried = await this.transactions.query<{ id: string; error: string }>(bury, [this.settings.attempts]);
    all.dead += buried.length;
    for (const { id, error } of buried) this.onDead(id, error);
  }
}

/** In halves, until whoever is guilty stands alone: the others go through together. */
async function through(channel: Channel, messages: readonly Claimed[]): Promise<readonly Failed[]> {
  const failed: Failed[] = [];
  const queue: (readonly Claimed[])[] = [messages];
  let hasTaken = false;
  for (let group = queue.shift(); group; group = queue.shift()) {
    if (!hasTaken && failed.length >= ILL) {
      const { error = '' } = failed.at(-1) ?? {};
      failed.push(...group.map((message) => ({ message, error })));
      continue;
    }
    try {
      await channel.deliver(group.map(bare));
      hasTaken = true;
    } catch (error) {
      const [only] = group;
      const middle = group.length >> 1;
      if (group.length > 1) queue.unshift(group.slice(0, middle), group.slice(middle));
      else if (only)
        failed.push({
          message: only,
          error: `${channel.name}: ${error instanceof Error ? error.message : String(error)}`,
        });
    }
  }
  return failed;
}

const bare = ({ id, instanceId, seq, at, unit, seat, template, level }: Claimed): Message => ({
  id,
  instanceId,
  seq,
  at,
  unit,
  seat,
  template,
  level,
});

const statement = (name: string, text: string): Statement => ({ name: `dh_outbox_${name}`, text });
const open = 'delivered_at is null and dead_at is null';

// The lease is written with the claim: whoever comes next does not see these rows until it has run out.
const claim = statement(
  'claim',
  `
  with due as materialized (
    select id from outbox where ${open} and (next_try is null or next_try <= now()) and attempts < $3
    order by next_try nulls first, id limit $1 for update skip locked
  )
  update outbox o set attempts = o.attempts + 1, next_try = now() + $2 * interval '1 millisecond' from due where o.id = due.id
  returning o.id as row, o.message_id as id, o.instance_id as "instanceId", o.seq, o.at::float8 as at, o.unit, o.seat, o.template, o.level, o.attempts`,
);
const markDelivered = statement(
  'delivered',
  `
  update outbox set delivered_at = now(), next_try = null, error = null where id = any($1) and delivered_at is null`,
);
const markFailed = statement(
  'failed',
  `
  update outbox o set error = r.error, dead_at = case when r."isDead" then now() end,
    next_try = case when not r."isDead" then now() + r.wait * interval '1 millisecond' end
  from jsonb_to_recordset($1::jsonb) as r(row bigint, error text, "isDead" boolean, wait float8) where o.id = r.row and o.${open.replace('and ', 'and o.')}`,
);
const bury = statement(
  'bury',
  `
  update outbox set dead_at = now(), next_try = null, error = coalesce(error, 'no attempt was ever answered')
  where ${open} and attempts >= $1 and next_try <= now() returning message_id as id, error`,
);
