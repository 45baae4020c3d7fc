import { dayOf, fromIso, toIso } from '../core/calendar/day.js';
import { denied, own } from '../core/access.js';
import type { Definition } from '../core/definition/definition.js';
import type { Machine } from '../core/definition/machine.js';
import type { Json } from '../core/canonical.js';
import type { Condition } from '../core/conditions.js';
import type { EventSpec } from '../core/definition/schema.js';
import { NO_REASON } from '../core/fold.js';
import type { Event, Scalar } from '../core/instance.js';
import { malformed, malformedFacts, type Malformed } from '../core/payload.js';
import { problem, Problem, type ProblemCode, unfit } from '../core/problem.js';
import { possible } from '../core/step.js';
import { labelOf } from '../platform/words.js';
import type { EngineHouse } from '../engine/create-engine.js';
import { type Paper, type Papers, refusedRemark } from '../forms/papers.service.js';
import type { Reply } from '../engine/command.js';
import type { Looked } from '../platform/etag.rules.js';
import { viaNow } from '../platform/request-id.js';
import { may, scopeFor, type Scope } from '../people/access.rules.js';
import { actorsIn, type Person, type Principal } from '../people/principal.js';
import { refusedAt } from '../people/refusals.js';
import type { DescribeInstance, InstanceName } from './describe-instance.service.js';
import type { InstanceRow } from './instance.reader.js';
import { openAlready, sentBefore, unknownIn } from './named.reader.js';
import type { EventAnswer, SendEventBody } from './send-event.dto.js';

/** An answer, or a refusal that is one; `replayed` where the key had been answered before. */
export type Sent = { readonly replayed: boolean } & (
  | { readonly answer: EventAnswer }
  | {
      readonly refused: Problem;
      /** It is kept beside the history, with what it was answered. */
      readonly isChained?: boolean;
    }
);

/** Whose wish it is: what they see, and who they may be in a plan, themselves first. Without a post there they are nobody to it. */
export type Sender = {
  readonly scope: Scope;
  actorsIn(plan: string): readonly Person[];
};
export const senderOf = (me: Principal): Sender => ({
  scope: scopeFor(me),
  actorsIn: (plan) => (may(me, 'work.act', plan) ? actorsIn(me, plan) : []),
});

/** `looked`: how far the instance had come when its sender looked. */
type Sending = SendEventBody & { readonly looked?: Looked };

type Unsent = {
  readonly machine: Machine;
  readonly row: InstanceRow;
  readonly actor: Person;
  readonly event: Event;
};
type Asked = Omit<Unsent, 'actor'> & { readonly key: string; readonly onBehalfOf: string | undefined };

/** A person's letter to one instance: through the one door, and back with what is possible now. */
export class SendEvent {
  constructor(
    private readonly house: EngineHouse,
    private readonly instances: DescribeInstance,
    private readonly papers: Papers,
  ) {}

  async send(sender: Sender, name: InstanceName, sent: Sending, key: string): Promise<Sent> {
    const row = await this.instances.find(sender.scope, name);
    const { plan, key: at } = row;
    // What the door has refused stands beside the history; whatever was refused before is told in the trail.
    const told = (refused: Problem, isChained = false): Problem => refusedAt(refused, { plan, key: at, isChained });
    const done = await this.sentTo(row, sender, sent, key).catch((error: unknown) => {
      throw error instanceof Problem ? told(error) : error;
    });
    if ('refused' in done) told(done.refused, done.isChained);
    return done;
  }

  private async sentTo(row: InstanceRow, sender: Sender, sent: Sending, key: string): Promise<Sent> {
    const { scope } = sender;
    const machine = await this.instances.machine(row);
    const { definition } = machine;
    const { effectiveAt, body, onBehalfOf, looked = 'anything' } = sent;
    const expectedSeq = expectedIn(looked, sent.expectedSeq, row.seq);
    const event = eventOf(definition, sent);
    const actor = await this.actor(sender, { machine, row, event, key: `key:${key}`, onBehalfOf });
    const isUnexplained = own(definition.events, event.type)?.reason === 'required' && !hasReason(body);
    const unexplained = isUnexplained ? await this.withoutReason({ machine, row, actor, event }, scope) : undefined;
    if (unexplained) throw unexplained;
    const wrong = refusedRemark(definition, body);
    if (wrong) throw wrong;
    const amiss = await this.amiss({ machine, row, actor, event }, { key: `key:${key}`, scope });
    if (amiss) return { replayed: false, refused: amiss };
    const paper = await this.paper({ machine, row, actor, event }, { key: `key:${key}`, filled: sent.form });
    if (paper instanceof Problem)
      return {
        replayed: false,
        refused: await this.refusal(scope, row, paper.code, { ...paper.facts, event: event.type }),
      };
    const scans = sent.files?.length
      ? await this.papers.scans({ instance: row, definition, event: event.type, actor }, sent.files)
      : undefined;
    // Words that give no reason are none: then the door, which knows only whether there are words, refuses too.
    const isSilent = isUnexplained || (effectiveAt !== undefined && body === undefined);
    const words = isSilent ? undefined : withPaper(body, { form: paper?.words, files: scans?.words });
    const via = viaNow();
    const [reply] = await this.taken([
      {
        letter: {
          to: row.key,
          // The engine's own letters have keys of another form: a person's key never stands in their way.
          key: `key:${key}`,
          actor,
          event,
          ...(expectedSeq !== undefined && { expectedSeq }),
          ...(effectiveAt !== undefined && { effectiveAt }),
        },
        ...(words !== undefined && { body: words }),
        ...(via && { via: { ...via } }),
        ...((paper ?? scans) && { enclosed: together(paper?.enclosed, scans?.enclosed) }),
      },
    ]);
    if (!reply) throw new Error('the door gave no answer');
    const replayed = reply.repeated;
    if (reply.outcome !== 'moved') {
      const { code = 'internal', facts } = reply;
      const said = code === 'sequence-moved' && looked !== 'anything' ? 'precondition-failed' : code;
      const refused = await this.refusal(scope, row, said as ProblemCode, { ...facts });
      return { replayed, refused, isChained: code !== 'instance-quarantined' };
    }
    return { replayed, answer: await this.answer(scope, row, event, reply, key) };
  }

  /**
   * As whom it is sent. Whoever has the right by a post of their own uses that; on behalf of whoever lent them one, where
   * the right came by that alone, or where they say so. Asked again under one key, they are who they were the first time.
   */
  private async actor(sender: Sender, { machine, row, event, key, onBehalfOf }: Asked): Promise<Person> {
    const actors = sender.actorsIn(row.plan);
    const [first] = actors;
    if (!first) throw problem('not-allowed', { needed: 'work.act' });
    const deputy = (lender: string | undefined): Person | undefined =>
      actors.find((actor) => actor.onBehalfOf === lender);
    if (onBehalfOf !== undefined) {
      const said = deputy(onBehalfOf);
      if (!said) throw problem('not-deputy', { holder: onBehalfOf });
      return said;
    }
    if (actors.length === 1) return first;
    const before = await sentBefore(this.house.transactions, row.id, key);
    const same = before?.kind === 'person' && before.id === first.id ? deputy(before.onBehalfOf) : undefined;
    const { context: whose, value } = row.snapshot;
    const isAllowed = (actor: Person): boolean => !denied(machine.definition, actor, event, { whose, value });
    return same ?? actors.find(isAllowed) ?? first;
  }

  /** The form that comes with it; what the door would refuse anyway is the door's to say. */
  private paper(
    { machine, row, actor, event }: Unsent,
    { key, filled }: { readonly key: string; readonly filled: SendEventBody['form'] },
  ): Promise<Paper | Problem | undefined> {
    const { definition } = machine;
    const { context: whose, value } = row.snapshot;
    const isTaken = async (): Promise<boolean> => {
      const now = Math.max(await this.house.clock.now(), row.at);
      return (
        !denied(definition, actor, event, { whose, value }) && possible(machine, row.snapshot, now).includes(event.type)
      );
    };
    return this.papers.of({ instance: row, definition, event: event.type, actor, key, filled, isTaken });
  }

  /** The key is said as it was sent; what the engine calls it is nobody's business. */
  private taken(commands: Parameters<EngineHouse['engine']['send']>[0]): Promise<Reply[]> {
    return this.house.engine.send(commands).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'key-reused') throw error;
      const { key } = error.facts;
      throw problem('key-reused', { key: typeof key === 'string' ? key.replace(/^key:/, '') : '' });
    });
  }

  private async answer(
    scope: Scope,
    { id }: InstanceRow,
    event: Event,
    reply: Reply,
    key: string,
  ): Promise<EventAnswer> {
    const receipt = { key, event: event.type, seq: reply.seq, at: toIso(reply.at), tags: [...reply.tags] };
    return { receipt, instance: await this.instances.view(scope, { id }) };
  }

  /** The door knows one instance at a time: that a unit or another instance is there, and a period not yet, is asked here. */
  private async amiss(
    { machine, row, actor, event }: Unsent,
    { key, scope }: { readonly key: string; readonly scope: Scope },
  ): Promise<Problem | undefined> {
    const { context: whose, value } = row.snapshot;
    const { definition } = machine;
    const { transactions: db, clock } = this.house;
    const now = Math.max(await clock.now(), row.at);
    const unknown = await unknownIn(db, definition, event, { plan: row.plan, day: dayOf(now), scope });
    const open = unknown ? undefined : await openAlready(db, definition, event);
    // Most events name nothing, and the database is not asked for them.
    if (!unknown && open === undefined) return undefined;
    // What the door itself would refuse, or has answered before, is the door's to say.
    if (denied(definition, actor, event, { whose, value })) return undefined;
    if (!possible(machine, row.snapshot, now).includes(event.type) || (await sentBefore(db, row.id, key)))
      return undefined;
    return open === undefined
      ? this.refusal(scope, row, 'event-malformed', { event: event.type, ...unknown })
      : this.refusal(scope, row, 'already-open', { event: event.type, key: open });
  }

  /** The door sees no words and is not asked. What it would have said first is its to say. */
  private async withoutReason({ machine, row, actor, event }: Unsent, scope: Scope): Promise<Problem | undefined> {
    const { context, value } = row.snapshot;
    const { definition } = machine;
    const now = Math.max(await this.house.clock.now(), row.at);
    const no = denied(definition, actor, event, { whose: context, value });
    if (no || !possible(machine, row.snapshot, now).includes(event.type)) return undefined;
    const spec = own(definition.events, event.type);
    const [first, ...rest] = [...((spec && malformed(spec, event)) ?? []), NO_REASON];
    return first && this.refusal(scope, row, 'event-malformed', malformedFacts(event.type, [first, ...rest]));
  }

  /** Whoever is refused learns what is possible now, and who may do it. */
  private async refusal(
    scope: Scope,
    row: InstanceRow,
    code: ProblemCode,
    facts: NonNullable<Reply['facts']>,
  ): Promise<Problem> {
    const now = await this.instances.find('all', { id: row.id });
    const at = Math.max(await this.house.clock.now(), now.at);
    const machine = await this.instances.machine(now);
    const { event: asked, unmet, errors } = facts;
    const others = (await this.instances.possible(scope, now, machine, at)).filter(
      ({ event }) => code !== 'guard-not-met' || event !== asked,
    );
    const spec = typeof asked === 'string' ? own(machine.definition.events, asked) : undefined;
    return problem(code, {
      ...facts,
      ...(spec && { eventLabel: { ...spec.label } }),
      ...(unmet !== undefined && { unmet: await this.unmet(now, machine, unmet) }),
      ...(spec && Array.isArray(errors) && { errors: named(spec, errors as Malformed[]) }),
      seq: now.seq,
      possible: others.map(({ event, label, by }) => ({
        event,
        label: { ...label },
        by: by.map(({ role, unit, seat, people }) => ({ role, unit, seat, people })),
      })),
    });
  }

  private async unmet(row: InstanceRow, machine: Machine, unmet: Json): Promise<Json> {
    const conditions = unmet as unknown as Condition[];
    const labels = await this.instances.conditionLabels(row, machine, conditions);
    return conditions.map((one, index) => ({
      guard: 'any' in one ? 'or' : one.guard,
      label: { ...(labels[index] ?? { vi: '', en: '' }) },
    }));
  }
}

/** What is wrong, each with what its field is called. */
const named = ({ carries = {} }: EventSpec, errors: readonly Malformed[]): Json =>
  errors.map((error) => {
    const label = error.field === NO_REASON.field ? labelOf('fields', 'reason') : carries[error.field]?.label;
    return { ...error, ...(label && { label: { ...label } }) };
  });

/**
 * `If-Match` is said to the door as the sequence that is expected: it refuses where another person has acted since, and
 * not where time alone went on. So a repeat under the same key is the same letter. Of several tags the one that holds
 * now; what is no sequence, or lies ahead, was never looked at.
 */
function expectedIn(looked: Looked, said: number | undefined, seq: number): number | undefined {
  if (looked === 'anything') return said;
  const seqs = looked.revs.filter((rev) => /^\d{1,9}$/.test(rev)).map(Number);
  const expected = seqs.includes(seq) ? seq : seqs[0];
  if (expected === undefined || expected > seq || (said !== undefined && said !== expected))
    throw problem('precondition-failed');
  return expected;
}

type Papered = { readonly form: Json | undefined; readonly files: Json | undefined };
type Fields = { readonly [key: string]: Json };

/** The words of a letter with what it says of its form, and of what came on paper. */
function withPaper(body: SendEventBody['body'], { form, files }: Papered): NonNullable<Json> | undefined {
  for (const name of ['form', 'files'])
    if (typeof body === 'object' && name in body) throw unfit(`body.${name}`, 'nothing');
  if (form === undefined && files === undefined) return body as NonNullable<Json> | undefined;
  return {
    ...(typeof body === 'string' ? { reason: body } : (body as Fields | undefined)),
    ...(form !== undefined && { form }),
    ...(files !== undefined && { files }),
  };
}

const together = (...enclosed: readonly (Json | undefined)[]): Fields => Object.assign({}, ...enclosed) as Fields;

/** Instants are written in ISO 8601 outside, and are milliseconds inside. */
function eventOf({ events }: Definition, { event, fields }: SendEventBody): Event {
  const carries = events[event]?.carries ?? {};
  const inside = ([name, value]: [string, Scalar | string[]]): [string, Scalar | string[]] =>
    carries[name]?.type === 'instant' && typeof value === 'string' ? [name, instantOr(value)] : [name, value];
  return { ...Object.fromEntries(Object.entries(fields).map(inside)), type: event };
}

function instantOr(text: string): Scalar {
  try {
    return fromIso(text);
  } catch {
    return text;
  }
}

function hasReason(body: SendEventBody['body']): boolean {
  const reason = typeof body === 'object' ? body['reason'] : body;
  return typeof reason === 'string' && reason.trim().length > 0;
}
