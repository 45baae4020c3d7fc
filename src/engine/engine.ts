import { FOREVER, type Letter, type Rank } from '../core/instance.js';
import { fold, type Case } from '../core/fold.js';
import { open, type Birth } from '../core/birth.js';
import { type Folded } from '../core/consequences.js';
import { problem, type Problem } from '../core/problem.js';
import type { Catalogue } from './catalogue.js';
import { claim, replied } from './claim.js';
import { sealed, type Command, type Reply, type Sealed } from './command.js';
import { GroupCommit, type GroupOptions, type Turn } from './group-commit.js';
import { answerOf, hold, writeBirths, writing, type Held } from './ledger/ledger.js';
import { setAside, writeBodies } from './ledger/statements.js';
import type { Transactions, Work } from './ledger/transaction.js';
import { asNotRecorded, bodyKey, record } from './record.js';
import type { Bell, Clock, Recorder, Ring, Sql } from './ports.js';

export type EngineParts = {
  readonly transactions: Transactions;
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  readonly bell: Bell;
  readonly recorders: readonly Recorder[];
  readonly onBroken?: (broken: Folded['broken']) => void;
  readonly group?: Partial<GroupOptions>;
};

/** The one door: every change to an instance, whoever asks for it, happens in here. */
export class Engine {
  private readonly group: GroupCommit<Sealed, Reply>;

  constructor(private readonly parts: EngineParts) {
    this.group = new GroupCommit(
      {
        commit: (letters) => this.turn(letters),
        laneOf: ({ letter }) => letter.to,
        givenUp: ({ letter }) => busy(letter),
      },
      parts.group,
    );
  }

  /** Commands of people and of administrators: each waits for its turn and is answered. Throws a Problem where no answer can be kept. */
  async send(commands: readonly Command[]): Promise<Reply[]> {
    const at = await this.parts.clock.now();
    return Promise.all(commands.map((command, index) => this.group.add(sealed(command, at, index))));
  }

  /** The clock and the mail: brings instances up to a rank. Idempotent, and leaves busy ones to whoever holds them. */
  async catchUp(ids: readonly number[], upTo?: Rank): Promise<number> {
    const bound = upTo ?? { at: await this.parts.clock.now(), hop: FOREVER.hop };
    return this.commit(async (sql) => {
      const was = await hold(sql, { ids }, bound.at, []);
      const folded = await this.played(
        sql,
        was,
        was.map(({ instance, mail, more }) => ({ instance, mail, more, commands: [] })),
        bound,
      );
      const idle = folded.entries.length === 0 && folded.outcomes.length === 0 && folded.broken.length === 0;
      if (idle) return { value: was.length, folded };
      await this.record(sql, was, folded, []).catch((error: unknown) => {
        throw asNotRecorded(error);
      });
      return { value: was.length, folded, last: writing(was, folded, new Map()) };
    });
  }

  /** An instance that cannot be written is set aside, visibly, and the rest goes on. */
  async setAside(id: number, error: unknown): Promise<void> {
    const trouble = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const aside = await this.parts.transactions.query<{ key: string }>(setAside, [id, trouble]);
    if (aside.length > 0) this.parts.onBroken?.(aside.map(({ key }) => ({ key, error: trouble })));
  }

  /** Opens instances that no parent asked for: the series of a plan, inside the caller's transaction. */
  async begin(sql: Sql, births: readonly Birth[]): Promise<Folded> {
    await this.parts.catalogue.load(sql, {
      definitions: births.map((b) => b.definition),
      calendars: births.map((b) => b.calendar),
    });
    const folded = open(births, this.parts.catalogue.find);
    const ids = await writeBirths(sql, folded, (hash) => this.parts.catalogue.definition(hash));
    await record(sql, this.parts.recorders, folded.entries, { ids });
    return folded;
  }

  ring(folded: Pick<Folded, 'instances' | 'mail' | 'errands' | 'notices'>): Promise<void> {
    return rung(this.parts.bell, ringOf(folded));
  }

  /** Commands inside the caller's transaction, which rings after its commit: they happen with its own rows, or not at all. */
  async sendWithin(
    sql: Sql,
    commands: readonly Command[],
    at: number,
  ): Promise<{ readonly replies: readonly Reply[]; readonly folded: Folded }> {
    if (commands.length === 0) return { replies: [], folded: fold([], FOREVER, this.parts.catalogue.find) };
    const envelopes = commands.map((command, index) => sealed(command, at, index));
    const { value, folded, last } = await this.taken(sql, envelopes);
    if (last) await sql.query(last.statement, last.values);
    const replies = value.map((turn, index): Reply => {
      if ('failed' in turn) throw turn.failed;
      if ('done' in turn) return turn.done;
      throw busy(envelopes[index]?.letter);
    });
    return { replies, folded };
  }

  /** One transaction for letters that arrived together. */
  private turn(envelopes: readonly Sealed[]): Promise<readonly Turn<Reply>[]> {
    return this.commit((sql) => this.taken(sql, envelopes));
  }

  /** Lock, claim, fold, record, write. */
  private async taken(
    sql: Sql,
    envelopes: readonly Sealed[],
  ): Promise<Work<readonly Turn<Reply>[]> & { folded: Folded }> {
    const keys = [...new Set(envelopes.map(({ letter }) => letter.to))];
    const upTo = Math.max(...envelopes.map(({ letter }) => letter.at));
    const was = await hold(
      sql,
      { keys },
      upTo,
      envelopes.map(({ letter }) => letter.key),
    );
    const claimed = claim(was, envelopes);
    const folded = await this.played(sql, was, claimed.cases, { at: upTo, hop: FOREVER.hop });
    const contents = new Map(envelopes.map(({ letter, content }) => [letter, content]));
    // Before the writes: a recorder that fails must still find the transaction open, and the commit unsent.
    await this.record(sql, was, folded, envelopes);
    const answers = new Map(folded.outcomes.map((outcome) => [outcome.letter, answerOf(outcome)]));
    const value = envelopes.map((one) => claimed.turns.get(one) ?? replied(one.letter, answers.get(one.letter)));
    return { value, folded, ...(folded.instances.length > 0 && { last: writing(was, folded, contents) }) };
  }

  private async played(sql: Sql, was: readonly Held[], cases: readonly Case[], bound: Rank): Promise<Folded> {
    const { catalogue } = this.parts;
    const calendars = cases.flatMap(({ instance, commands }) => [
      instance.calendar,
      ...commands.flatMap(({ event }) => (typeof event['calendar'] === 'string' ? [event['calendar']] : [])),
    ]);
    await catalogue.load(sql, { definitions: was.map(({ instance }) => instance.definition), calendars });
    const folded = fold(cases, bound, catalogue.find);
    if (folded.broken.length > 0) this.parts.onBroken?.(folded.broken);
    return folded;
  }

  /** Words that travelled with a letter are kept apart; modules write their own rows. */
  private async record(sql: Sql, was: readonly Held[], folded: Folded, envelopes: readonly Sealed[]): Promise<void> {
    const ids = new Map(was.map(({ id, instance }) => [instance.key, id]));
    const moved = new Set(folded.outcomes.filter(({ outcome }) => outcome === 'moved').map(({ letter }) => letter));
    const kept = envelopes.filter(({ body, letter }) => body !== undefined && moved.has(letter));
    const beside = besides(envelopes, folded, moved).map((one) => ({ ...one, id: ids.get(one.to) }));
    if (beside.length > 0) await sql.query(writeBodies, [JSON.stringify(beside)]);
    const bodies = new Map(kept.map(({ letter, body }) => [bodyKey(letter), body]));
    const enclosing = envelopes.filter(({ enclosed, letter }) => enclosed !== undefined && moved.has(letter));
    const enclosures = new Map(enclosing.map(({ letter, enclosed }) => [bodyKey(letter), enclosed]));
    await record(sql, this.parts.recorders, folded.entries, { ids, bodies, enclosures });
  }

  private async commit<T>(work: (sql: Sql) => Promise<Work<T> & { folded: Folded }>): Promise<T> {
    const { transactions, bell } = this.parts;
    const done = await transactions.run(async (sql) => {
      const { value, folded, last } = await work(sql);
      return { value: { value, folded }, ...(last && { last }) };
    });
    await rung(bell, ringOf(done.folded));
    return done.value;
  }
}

/** What is kept beside letters that were answered; the words of a refused one are not, but from where it came. */
function besides(
  envelopes: readonly Sealed[],
  { outcomes, instances }: Folded,
  moved: ReadonlySet<Letter>,
): (Pick<Sealed, 'salt' | 'body' | 'via'> & { to: string; key: string; words: boolean })[] {
  // Commands to an instance that is set aside are answered, not kept.
  const aside = new Set(instances.filter(({ status }) => status === 'quarantined').map(({ key }) => key));
  const answered = new Set(outcomes.map(({ letter }) => letter).filter(({ to }) => !aside.has(to)));
  return envelopes
    .filter(({ letter, body, via }) =>
      moved.has(letter) ? body !== undefined || via !== undefined : via !== undefined && answered.has(letter),
    )
    .map(({ letter, body, via, salt }) => ({
      to: letter.to,
      key: letter.key,
      words: body !== undefined,
      ...(salt !== undefined && { salt }),
      ...(body !== undefined && moved.has(letter) && { body }),
      ...(via !== undefined && { via }),
    }));
}

/** Waiting mail comes before any command, and there is more of it than a caller should wait for. */
const busy = (letter: Letter | undefined): Problem => problem('instance-busy', { key: letter?.to });

/** What was committed is answered whatever becomes of its ring: the next sweep finds what it meant. */
export async function rung(bell: Bell, ring: Ring): Promise<void> {
  try {
    await bell.ring(ring);
  } catch {
    // A bell says by itself what became of it.
  }
}

export function ringOf({
  instances,
  mail,
  errands,
  notices,
}: Pick<Folded, 'instances' | 'mail' | 'errands' | 'notices'>): Ring {
  const firsts = instances.flatMap(({ timers }) =>
    timers.length > 0 ? [Math.min(...timers.map(({ at }) => at))] : [],
  );
  return {
    wakeAt: [...new Set(firsts)],
    mail: mail.length > 0,
    errands: errands.length > 0,
    outbox: notices.length > 0,
  };
}
