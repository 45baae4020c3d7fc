import { join } from 'node:path';
import { dayOf, toIso } from '../../src/core/calendar/day.js';
import {
  PERSON_HOP,
  type Actor,
  type Entry,
  type Instance,
  type Letter,
  type Notice,
} from '../../src/core/instance.js';
import type { Definition } from '../../src/core/definition/definition.js';
import { assemble, type PlanSource } from '../../src/core/plan/assemble.js';
import type { PlanBundle } from '../../src/core/plan/load.js';
import { bundleOf } from './plan-files.js';
import type { Plan } from '../../src/core/plan/schema.js';
import { World } from '../../src/core/world.js';
import { readWorkflows } from '../../src/plans/workflow-files.js';
import { moment, said } from './given.js';
import { faultsOf, seriesOf } from './play.js';

/** The plan as it is in workflows/, read once for all stories of a file. */
export async function planNamed(name: string): Promise<PlanBundle> {
  return bundleOf(await readWorkflows(join(__dirname, '..', '..', 'workflows')), `plans/${name}`);
}

type Fields = Readonly<Record<string, string | number | boolean>>;
export type Does = (when: string, on: string, event: string, fields?: Fields) => void;

/** When something was written down, and when it really happened. */
export const momentsOf = ({ at, effectiveAt }: Entry): { readonly at: string; readonly effective: string } => ({
  at: said(at),
  effective: said(effectiveAt ?? at),
});

/** '06-20 08:00 reminder → huyen-uy-go-dau/officer' */
const inWords = ({ at, template, unit, seat }: Notice): string => `${said(at)} ${template} → ${unit}/${seat}`;
const nameOf = (type: string): string => /^xstate\.after\.([^.]+)\./.exec(type)?.[1] ?? type;

/**
 * What happens to some obligations of a plan, told in its own words: the posts of units.yaml, the instances without the
 * plan's name before them ('R1/2023-H1/huyen-uy-go-dau'), moments as in `given`. Virtual time, nothing but the pure core.
 */
export class Story {
  readonly world: World;
  private readonly definitions = new Map<string, Definition>();
  private source: PlanSource;
  private letters = 0;

  /** Its schedules begin on a day; without obligations named, all of them. */
  constructor(
    private readonly bundle: PlanBundle,
    { only, from = '2023-01-01 00:00' }: { readonly only?: readonly string[]; readonly from?: string } = {},
  ) {
    const { plan, calendar, units } = bundle;
    const obligations = plan.obligations.filter(({ id }) => only === undefined || only.includes(id));
    this.source = { ...bundle, plan: { ...plan, obligations } };
    this.world = new World(this.definitions, calendar, units.units);
    this.learn(this.source);
    this.world.begin(seriesOf(this.source, calendar, moment(from)));
  }

  /** Another version of the plan, as activation does it: what has changed gets a new series, what runs goes on. */
  revise(when: string, change: (plan: Plan) => Plan): void {
    this.until(when);
    const at = moment(when);
    const next = { ...this.source, plan: change(this.source.plan) };
    const was = new Set(assemble(this.source).series.map(({ definition }) => definition));
    this.learn(next);
    const births = seriesOf(next, this.bundle.calendar, at, (plan, id) => `${plan}/${id}@v2`);
    const changed = births.filter(({ definition }) => !was.has(definition));
    const actor: Actor = { kind: 'system', id: 'operator' };
    for (const { key } of changed)
      this.world.send({
        ...{ to: key.replace(/@v2$/, ''), key: 'activation#v2', at, hop: PERSON_HOP, actor },
        ...{ sender: actor.id, senderSeq: 0, event: { type: 'series.withdraw' } },
      });
    this.world.begin(changed);
    this.source = next;
    this.until(when);
  }

  /** Whoever holds the post on that day does something, and it must be possible. `effective`: recorded on behalf. */
  by(post: string, { effective }: { readonly effective?: string } = {}): Does {
    return (when, on, event, fields = {}) => {
      const code = this.send(post, { when, on, event, fields, ...(effective !== undefined && { effective }) });
      if (code !== 'moved') throw new Error(`${when} ${post} ${event} on ${on}: ${code}`);
    };
  }

  /** Somebody tries something: 'moved', or why not. */
  tries(post: string, [when, on, event, fields = {}]: Parameters<Does>): string {
    return this.send(post, { when, on, event, fields });
  }

  until(when: string): this {
    this.world.settle(moment(when));
    const [broken] = this.world.broken;
    if (broken) throw new Error(`${broken.key}: ${broken.error}`);
    return this;
  }

  of(on: string): Instance {
    const instance = this.world.instances.get(this.key(on));
    if (!instance) throw new Error(`there is no ${on}`);
    return instance;
  }
  /** The instances of an obligation in a period: `R1/2023-H1` → one a unit. */
  all(of: string): readonly Instance[] {
    return [...this.world.instances.values()].filter(({ key }) => key.startsWith(`${this.key(of)}/`));
  }
  has(on: string): boolean {
    return this.world.instances.has(this.key(on));
  }
  tags(on: string): readonly string[] {
    return this.of(on).tags;
  }
  stage(on: string): string {
    return this.of(on).stage;
  }
  facts(on: string): Instance['snapshot']['context']['facts'] {
    return this.of(on).snapshot.context.facts;
  }
  verdict(on: string): string | null {
    return this.of(on).snapshot.context.verdict;
  }
  /** '11-19 23:59:59.999', once there is a deadline. */
  due(on: string): string | undefined {
    const end = this.of(on).snapshot.context.due['end'];
    return end === undefined ? undefined : said(end);
  }
  trail(on: string): readonly Entry[] {
    return this.world.histories.get(this.key(on)) ?? [];
  }
  /** '06-20 23:59:59.999 end' */
  history(on: string): readonly string[] {
    return this.trail(on).map(({ at, event }) => `${said(at)} ${nameOf(event.type)}`);
  }
  /** 'result.draft 78': what letters brought in a field, in order. */
  carried(on: string, field: string): readonly string[] {
    return this.trail(on).flatMap(({ event }) => {
      const value = event[field];
      return typeof value === 'string' || typeof value === 'number' ? [`${event.type} ${value}`] : [];
    });
  }
  /** What was said about an instance, of some templates or all, in order. */
  told(on: string, ...templates: readonly string[]): readonly string[] {
    return this.world.notices
      .filter(({ instance }) => instance === this.key(on))
      .filter(({ template }) => templates.length === 0 || templates.includes(template))
      .sort((a, b) => a.at - b.at)
      .map(inWords);
  }
  /** What must be true of every history. */
  faults(): readonly string[] {
    return faultsOf(this.world);
  }

  private learn(source: PlanSource): void {
    for (const [hash, definition] of assemble(source).definitions) this.definitions.set(hash, definition);
  }

  private key(on: string): string {
    return `${this.bundle.plan.plan}/${on}`;
  }

  private send(post: string, what: { when: string; on: string; event: string; fields: Fields; effective?: string }) {
    const at = moment(what.when);
    this.until(what.when);
    this.letters += 1;
    const actor = this.holder(post, dayOf(at));
    const letter: Letter = {
      to: this.key(what.on),
      key: `said-${this.letters}`,
      at,
      hop: PERSON_HOP,
      actor,
      sender: actor.id,
      senderSeq: this.letters,
      event: { type: what.event, ...what.fields },
      bodyDigest: 'why',
      ...(what.effective !== undefined && { effectiveAt: moment(what.effective) }),
    };
    const outcome = this.world.send(letter);
    this.until(what.when);
    return outcome.outcome === 'moved' ? 'moved' : outcome.code;
  }

  /** The person of units.yaml in that post ('so-noi-vu/head'), with every other post they hold that day. */
  private holder(post: string, day: string): Extract<Actor, { kind: 'person' }> {
    for (const { id, seats } of this.bundle.units.people ?? []) {
      const held = seats.filter(({ from = '', to = '9999-12-31' }) => from <= day && day <= to);
      if (held.some(({ unit, seat }) => `${unit}/${seat}` === post))
        return { kind: 'person', id, seats: held.map(({ unit, seat }) => ({ unit, seat })) };
    }
    throw new Error(`nobody is ${post} on ${day} (${toIso(moment(`${day} 00:00`))})`);
  }
}
