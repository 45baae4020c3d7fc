import type { Json } from '../../core/canonical.js';
import type { Folded } from '../../core/consequences.js';
import type { Instance, Letter, Outcome } from '../../core/instance.js';
import type { Definition } from '../../core/definition/definition.js';
import type { Sql } from '../ports.js';
import type { Sealed } from './seal.js';
import * as sql from './statements.js';
import type { Work } from './transaction.js';

/** Mail that one transaction takes for one instance at the most. */
export const MAIL_PER_TURN = 1000;

/** An instance under lock, with its row's id and all it has to play. */
export type Held = {
  readonly id: number;
  readonly instance: Instance;
  readonly mail: readonly Letter[];
  readonly more: boolean;
  /** Letters of the request whose key was taken before. */
  readonly known: ReadonlyMap<string, Known>;
};
export type Known = Sealed & {
  readonly outcome: Outcome['outcome'] | null;
  readonly answer: Answer | null;
};

/** What a letter's sender is told, now and whenever the same key comes again. */
export type Answer = {
  readonly outcome: Outcome['outcome'];
  readonly seq: number;
  readonly at: number;
  readonly tags: readonly string[];
  readonly code?: string;
  readonly facts?: Readonly<Record<string, Json>>;
};

type InstanceRow = Omit<Instance, 'timers' | 'listeners'> & { readonly id: number };
type PartRow = {
  readonly kind: 't' | 'm' | 'l' | 'k';
  readonly id: number;
  readonly key: string;
  readonly at: number;
  readonly hop: number;
  readonly data: Json;
};

/**
 * Locks and reads. The statements are sent together; the reading one begins after the locks are held, because what a
 * lock had to wait for is invisible to the statement that waited.
 */
export async function hold(
  db: Sql,
  by: { readonly keys: readonly string[] } | { readonly ids: readonly number[] },
  upTo: number,
  letterKeys: readonly string[],
): Promise<readonly Held[]> {
  const wanted = 'keys' in by ? by.keys : by.ids;
  const [lock, read] = 'keys' in by ? [sql.lockByKey, sql.readByKey] : [sql.lockById, sql.readById];
  const [rows, parts] = await Promise.all([
    db.query<InstanceRow>(lock, [wanted]),
    db.query<PartRow>(read, [wanted, upTo, MAIL_PER_TURN + 1, letterKeys]),
  ]);
  const byId = new Map<number, PartRow[]>();
  for (const part of parts) {
    const list = byId.get(part.id);
    if (list) list.push(part);
    else byId.set(part.id, [part]);
  }
  return rows.map((row) => held(row, byId.get(row.id) ?? []));
}

function held({ id, ...row }: InstanceRow, parts: readonly PartRow[]): Held {
  const of = (kind: PartRow['kind']): readonly PartRow[] => parts.filter((part) => part.kind === kind);
  const mail = of('m').map((part): Letter => ({
    to: row.key,
    key: part.key,
    at: part.at,
    hop: part.hop,
    ...mailFields(part.data),
  }));
  return {
    id,
    instance: {
      ...row,
      timers: of('t').map(({ key, at, hop }) => ({ key, at, hop })),
      listeners: of('l').map(({ key, data }) => ({ key, as: data as string })),
    },
    mail: mail.slice(0, MAIL_PER_TURN),
    more: mail.length > MAIL_PER_TURN,
    known: new Map(of('k').map(({ key, data }) => [key, data as unknown as Known])),
  };
}

type MailData = Pick<Letter, 'sender' | 'senderSeq' | 'actor' | 'event'> & { readonly bodyDigest: string | null };
const mailFields = (data: Json): Omit<Letter, 'to' | 'key' | 'at' | 'hop'> => {
  const { bodyDigest, ...rest } = data as unknown as MailData;
  return bodyDigest === null ? rest : { ...rest, bodyDigest };
};

/** The one statement that writes what changed, with its values. */
export function writing(
  was: readonly Held[],
  folded: Folded,
  contents: ReadonlyMap<Letter, string>,
): Required<Work<unknown>>['last'] {
  const byKey = new Map(was.map((one) => [one.instance.key, one]));
  const now = new Map(folded.instances.map((one) => [one.key, one]));
  const id = (key: string): number => byKey.get(key)?.id ?? 0;
  const ofInstance = <Row extends { readonly instance: string }>(row: Row): Row & { id: number } => ({
    ...row,
    id: id(row.instance),
  });
  const changed = folded.instances.filter((one) => one !== byKey.get(one.key)?.instance);
  const timers = changed.map((one) => timerChange(byKey.get(one.key)?.instance, one));
  const since = stagesSince(folded, (key) => byKey.get(key)?.instance.stage);
  const troubles = new Map(folded.broken.map(({ key, error }) => [key, error]));
  const answered = folded.outcomes.map((outcome) => ({
    id: id(outcome.letter.to),
    key: outcome.letter.key,
    outcome: outcome.outcome,
    answer: answerOf(outcome),
    letter: outcome.letter,
  }));
  const [mail, commands] = parted(answered, ({ letter }) => letter.actor.kind === 'instance');
  return {
    statement: sql.writeFolded,
    values: jsons(
      changed.map((one) => ({
        ...{ id: id(one.key), ...instanceFields(one) },
        ...{ stageSince: since.get(one.key) ?? null, trouble: troubles.get(one.key) ?? null },
      })),
      folded.entries.map(ofInstance),
      timers.flatMap(({ armed }) => armed.map(ofInstance)),
      folded.mail,
      folded.errands,
      folded.notices.map((notice) => ofInstance(messageFields(notice))),
      timers.flatMap(({ gone }) => gone.map(ofInstance)),
      // Commands to an instance that is set aside are answered, not kept: they can be sent again when it runs.
      commands
        .filter(({ letter }) => now.get(letter.to)?.status !== 'quarantined')
        .map(({ letter, ...row }) => ({ ...letter, ...row, content: contents.get(letter) })),
      mail.map(({ id: instance, key, outcome, answer }) => ({ id: instance, key, outcome, answer })),
    ),
  };
}

const jsons = (...lists: readonly (readonly unknown[])[]): string[] => lists.map((list) => JSON.stringify(list));
const parted = <T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] => [
  all.filter(isFirst),
  all.filter((one) => !isFirst(one)),
];

/** Writes new instances and all that their first step caused. Returns their rows by key. */
export async function writeBirths(
  db: Sql,
  folded: Folded,
  find: (hash: string) => Definition,
): Promise<ReadonlyMap<string, number>> {
  const armed = folded.instances.flatMap(({ key, timers }) => timers.map((timer) => ({ instance: key, ...timer })));
  const since = stagesSince(folded, () => undefined);
  const born = folded.instances.map((one) => {
    const { plan, obligation, kind } = find(one.definition);
    const { parent, group, reopens, definition } = one;
    const period = one.snapshot.context.period.id;
    const stageSince = since.get(one.key) ?? null;
    return { ...instanceFields(one), definition, plan, obligation, kind, parent, group, reopens, period, stageSince };
  });
  const { entries, mail, errands, notices } = folded;
  const values = jsons(born, entries, armed, mail, errands, notices.map(messageFields));
  const rows = await db.query<{ id: number; key: string }>(sql.writeBirths, values);
  return new Map(rows.map(({ id, key }) => [key, id]));
}

const instanceFields = ({ key, calendar, snapshot, tags, stage, status, seq, personSeq, at, hop, head }: Instance) => ({
  key,
  calendar,
  snapshot,
  tags,
  stage,
  status,
  seq,
  personSeq,
  at,
  hop,
  head,
  unit: snapshot.context.unit,
  due: snapshot.context.due['end'] ?? null,
});

/** Since when each stands in its stage, of those that came to it now: by its history, so that nobody searches there. */
function stagesSince({ entries }: Folded, before: (key: string) => string | undefined): ReadonlyMap<string, number> {
  const stages = new Map<string, string | undefined>();
  const since = new Map<string, number>();
  for (const { instance: key, stage, at, effectiveAt = at } of entries) {
    if (stage !== (stages.has(key) ? stages.get(key) : before(key))) since.set(key, effectiveAt);
    stages.set(key, stage);
  }
  return since;
}

type TimerRow = { readonly instance: string; readonly key: string; readonly at: number; readonly hop: number };
function timerChange(
  was: Instance | undefined,
  { key: instance, timers }: Instance,
): { armed: TimerRow[]; gone: TimerRow[] } {
  const before = new Map((was?.timers ?? []).map((timer) => [timer.key, timer]));
  const after = new Set(timers.map(({ key }) => key));
  const same = (timer: Instance['timers'][number]): boolean => {
    const old = before.get(timer.key);
    return old !== undefined && old.at === timer.at && old.hop === timer.hop;
  };
  return {
    armed: timers.filter((timer) => !same(timer)).map((timer) => ({ instance, ...timer })),
    gone: [...before.values()].filter(({ key }) => !after.has(key)).map((timer) => ({ instance, ...timer })),
  };
}

/** A notice as the outbox holds it: its id is the same however often it is derived. */
export const messageFields = (notice: Folded['notices'][number]) => ({
  ...notice,
  messageId: `${notice.instance}#${notice.seq}.${notice.index}/${notice.unit}/${notice.seat}`,
});

export function answerOf(outcome: Outcome): Answer {
  const { seq, at, tags } = outcome;
  return outcome.outcome === 'moved'
    ? { outcome: 'moved', seq, at, tags }
    : { outcome: outcome.outcome, seq, at, tags, code: outcome.code, facts: outcome.facts };
}
