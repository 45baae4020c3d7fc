import { within } from '../platform/within.js';
import { handOver } from './hand-over.js';
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
  /** A worker that has said nothing for this long has died with its claim. A channel that takes half as long has refused. */
  readonly lease: number;
  /** Real time in milliseconds, also in a sandbox. */
  readonly now: () => number;
};
/** Gives up after about half a day. */
export const DELIVER: DeliverSettings = {
  page: 100,
  attempts: 20,
  firstWait: 5_000,
  longestWait: 3_600_000,
  lease: 60_000,
  now: () => performance.now(),
};

/** `attempts` counts this one too, and is what a claim is known by; `taken`: the channels that have taken it before. */
type Claimed = Message & { readonly row: number; readonly attempts: number; readonly taken: readonly string[] };
/** What became of a message in one attempt. */
type Fate = { readonly message: Claimed; readonly taken: string[]; error?: string; isUntried: boolean };
type Mark = {
  readonly row: number;
  readonly attempts: number;
  readonly taken: readonly string[];
  readonly what: 'delivered' | 'refused' | 'dead' | 'untried';
  readonly error?: string;
  readonly wait?: number;
};
export type Delivered = { delivered: number; failed: number; dead: number };

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
    const { page, lease, attempts } = this.settings;
    await this.buryOverclaimed(all);
    const ill = new Set<Channel>();
    for (;;) {
      const claimed = await this.transactions.query<Claimed>(claim, [page, lease, attempts]);
      if (claimed.length === 0) return all;
      const fates = await this.through(claimed, ill);
      await this.settle(fates, all);
      // Nobody took anything of it, and a channel is ill: what lies behind it would only be claimed and given back.
      const isMoving = fates.some(({ message, taken }) => taken.length > message.taken.length);
      if (ill.size > 0 && !isMoving) return all;
    }
  }

  /** Each message to every channel that has not taken it yet, and that is not ill. */
  private async through(messages: readonly Claimed[], ill: Set<Channel>): Promise<readonly Fate[]> {
    const inOrder = [...messages].sort((a, b) => a.row - b.row);
    const fates = new Map(
      inOrder.map((message): [Claimed, Fate] => [message, { message, taken: [...message.taken], isUntried: false }]),
    );
    const renew = this.lease(messages);
    for (const channel of this.channels) {
      const open = inOrder.filter(({ taken }) => !taken.includes(channel.name));
      const ask = (group: readonly Claimed[]) => within(this.settings.lease / 2, channel.deliver(group.map(bare)));
      const { taken, refused, untried } = ill.has(channel)
        ? { taken: [], refused: [], untried: open }
        : await handOver(open, ask, renew);
      if (untried.length > 0) ill.add(channel);
      for (const message of taken) fates.get(message)?.taken.push(channel.name);
      for (const { message, error } of refused)
        Object.assign(fates.get(message) ?? {}, { error: `${channel.name}: ${textOf(error)}` });
      for (const message of untried) Object.assign(fates.get(message) ?? {}, { isUntried: true });
    }
    return [...fates.values()];
  }

  /** Keeps a claim for as long as its worker is at it: called before every asking, it renews what is a quarter spent. */
  private lease(messages: readonly Claimed[]): () => Promise<void> {
    const { lease, now } = this.settings;
    const claims = JSON.stringify(messages.map(({ row, attempts }) => ({ row, attempts })));
    let since = now();
    return async () => {
      if (now() - since < lease / 4) return;
      await this.transactions.query(renew, [claims, lease]);
      since = now();
    };
  }

  private async settle(fates: readonly Fate[], all: Delivered): Promise<void> {
    const marks = fates.map((fate) => this.mark(fate));
    const marked = await this.transactions.query<Pick<Mark, 'what' | 'error'> & { id: string }>(settle, [
      JSON.stringify(marks),
    ]);
    for (const { id, what, error } of marked) {
      if (what === 'delivered') all.delivered += 1;
      if (what === 'refused') all.failed += 1;
      if (what !== 'dead') continue;
      all.dead += 1;
      this.onDead(id, error ?? '');
    }
  }

  private mark({ message: { row, attempts }, taken, error, isUntried }: Fate): Mark {
    const { attempts: most, firstWait, longestWait } = this.settings;
    const common = { row, attempts, taken };
    if (error !== undefined)
      return {
        ...common,
        what: attempts >= most ? 'dead' : 'refused',
        error: storable(error),
        wait: Math.min(firstWait * 2 ** (attempts - 1), longestWait),
      };
    return isUntried ? { ...common, what: 'untried', wait: firstWait } : { ...common, what: 'delivered' };
  }

  /** A message whose every attempt ended with the worker that made it: no one was left to give it up. */
  private async buryOverclaimed(all: Delivered): Promise<void> {
    const buried = await this.transactions.query<{ id: string; error: string }>(bury, [this.settings.attempts]);
    all.dead += buried.length;
    for (const { id, error } of buried) this.onDead(id, error);
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
/** No zero and no half of a character: the database would refuse the marks of the whole page for it. */
const storable = (text: string): string => Buffer.from(text.slice(0, 1000)).toString().replaceAll('\0', '');
const bare = ({ row: _, attempts: __, taken: ___, ...message }: Claimed): Message => message;

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
  returning o.id as row, o.message_id as id, o.instance_id as "instanceId", o.seq, o.at::float8 as at, o.unit, o.seat, o.template, o.level, o.attempts, o.taken`,
);
const renew = statement(
  'renew',
  `
  update outbox o set next_try = now() + $2 * interval '1 millisecond'
  from jsonb_to_recordset($1::jsonb) as r(row bigint, attempts int) where o.id = r.row and o.attempts = r.attempts and o.${open.replace('and ', 'and o.')}`,
);
// Only its own claim's: whoever was so slow that another has claimed the message since has nothing to say of it any more,
// but that it has arrived. An attempt that was not made is given back.
const settle = statement(
  'settle',
  `
  update outbox o set taken = r.taken, attempts = o.attempts - case when r.what = 'untried' then 1 else 0 end,
    delivered_at = case when r.what = 'delivered' then now() end, dead_at = case when r.what = 'dead' then now() end,
    next_try = case when r.what in ('refused', 'untried') then now() + r.wait * interval '1 millisecond' end,
    error = case r.what when 'delivered' then null when 'untried' then o.error else r.error end
  from jsonb_to_recordset($1::jsonb) as r(row bigint, attempts int, taken text[], what text, error text, wait float8)
  where o.id = r.row and (o.attempts = r.attempts or r.what = 'delivered') and o.${open.replace('and ', 'and o.')}
  returning o.message_id as id, r.what, o.error`,
);
const bury = statement(
  'bury',
  `
  update outbox set dead_at = now(), next_try = null, error = coalesce(error, 'no attempt was ever answered')
  where ${open} and attempts >= $1 and next_try <= now() returning message_id as id, error`,
);
