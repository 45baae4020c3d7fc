import { dayOf, toIso } from '../core/calendar/day.js';
import { denied, own } from '../core/access.js';
import type { Machine } from '../core/definition/machine.js';
import type { Json } from '../core/canonical.js';
import type { Condition } from '../core/conditions.js';
import { NO_REASON } from '../core/fold.js';
import type { Event } from '../core/instance.js';
import { malformed, malformedFacts, type Malformed } from '../core/payload.js';
import { problem, Problem, type ProblemCode } from '../core/problem.js';
import { possible } from '../core/step.js';
import type { EngineHouse } from '../engine/create-engine.js';
import type { Paper, Papers } from '../forms/papers.service.js';
import { type Remark, remarksIn } from '../forms/remarks.rules.js';
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
import { eventOf, expectedIn, hasReason, named, together, withPaper } from './send-event.rules.js';

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
    const remarks = remarksIn(body);
    if (remarks instanceof Problem) throw remarks;
    const amiss = await this.amiss({ machine, row, actor, event }, { key: `key:${key}`, scope, remarks });
    if (amiss) return { replayed: false, refused: amiss };
    const paper = await this.paper({ machine, row, actor, event }, { key: `key:${key}`, filled: sent.form });
    if (paper instanceof Problem)
      return {
        replayed: false,
        refused: await this.refusal(scope, row, paper.code, { ...paper.facts, event: event.type }),
      };
    const scans = sent.files?.length ? await this.papers.scans({ instance: row, actor }, sent.files) : undefined;
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
    unsent: Unsent,
    { key, filled }: { readonly key: string; readonly filled: SendEventBody['form'] },
  ): Promise<Paper | Problem | undefined> {
    const { machine, row, actor, event } = unsent;
    const { definition } = machine;
    const isTaken = (): Promise<boolean> => this.isTaken(unsent);
    return this.papers.of({ instance: row, definition, event, actor, key, filled, isTaken });
  }

  /** Whether the door would take it now, as far as one can see from here. */
  private async isTaken({ machine, row, actor, event }: Unsent): Promise<boolean> {
    const { context: whose, value } = row.snapshot;
    if (denied(machine.definition, actor, event, { whose, value })) return false;
    return possible(machine, row.snapshot, await this.nowAt(row)).includes(event.type);
  }

  /** By the clock; where that stands behind what has happened, by that. */
  private async nowAt({ at }: InstanceRow): Promise<number> {
    return Math.max(await this.house.clock.now(), at);
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

  /**
   * The door knows one instance at a time, and no words: that a unit or another instance is there, a period not yet, and that
   * remarks lead to places of what was handed in, is asked here.
   */
  private async amiss(
    unsent: Unsent,
    { key, scope, remarks }: { readonly key: string; readonly scope: Scope; readonly remarks: readonly Remark[] },
  ): Promise<Problem | undefined> {
    const { machine, row, event } = unsent;
    const { definition } = machine;
    const { transactions: db } = this.house;
    const day = dayOf(await this.nowAt(row));
    const unknown = await unknownIn(db, definition, event, { plan: row.plan, day, scope });
    const open = unknown ? undefined : await openAlready(db, definition, event);
    const misplaced = await this.papers.misplaced({ instance: row, definition }, remarks);
    // Most events name nothing, and the database is not asked for them.
    if (!unknown && open === undefined && !misplaced) return undefined;
    // What the door itself would refuse, or has answered before, is the door's to say.
    if (!(await this.isTaken(unsent)) || (await sentBefore(db, row.id, key))) return undefined;
    if (unknown) return this.refusal(scope, row, 'event-malformed', { event: event.type, ...unknown });
    if (open !== undefined) return this.refusal(scope, row, 'already-open', { event: event.type, key: open });
    return misplaced && this.refusal(scope, row, misplaced.code, { ...misplaced.facts, event: event.type });
  }

  /** The door sees no words and is not asked. What it would have said first is its to say. */
  private async withoutReason(unsent: Unsent, scope: Scope): Promise<Problem | undefined> {
    if (!(await this.isTaken(unsent))) return undefined;
    const { machine, row, event } = unsent;
    const spec = own(machine.definition.events, event.type);
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
