import type { Calendar } from './calendar/calendar.js';
import type { Definition } from './definition/definition.js';
import { makeMachine, type Machine } from './definition/machine.js';
import { fold, type Case } from './fold.js';
import { open, type Birth } from './birth.js';
import { answerTo, sourceLetter, type Folded } from './consequences.js';
import {
  byOrder,
  byRank,
  FOREVER,
  type Entry,
  type Errand,
  type Instance,
  type Letter,
  type Notice,
  type Outcome,
  type Rank,
} from './instance.js';
import {
  birthAgain,
  birthsOf,
  childrenOpened,
  isOpen,
  isReopen,
  sourceKey,
  toldTo,
  unitsMeant,
  type ReopenErrand,
} from './opening.js';
import type { Unit } from './plan/schema.js';

const listed = <T>(lists: Map<string, T[]>, key: string): T[] => {
  const list = lists.get(key) ?? [];
  if (list.length === 0) lists.set(key, list);
  return list;
};

/**
 * The engine without a database: the same fold, the same waves, in memory. It is what the durable engine is held
 * against: the same inputs must give the same histories in both.
 */
export class World {
  readonly instances = new Map<string, Instance>();
  readonly histories = new Map<string, Entry[]>();
  readonly notices: Notice[] = [];
  readonly refused: Outcome[] = [];
  readonly broken: { key: string; error: string }[] = [];
  private readonly children = new Map<string, string[]>();
  private readonly links = new Map<string, { key: string; as: string }[]>();
  private readonly machines = new Map<string, Machine>();
  private readonly taken = new Set<string>();
  private mail = new Map<string, Letter[]>();
  private errands: Errand[] = [];

  constructor(
    private readonly definitions: ReadonlyMap<string, Definition>,
    private readonly calendar: Calendar,
    private readonly units: readonly Unit[],
  ) {}

  /** Opens instances that no parent asked for: the series of a plan. */
  begin(births: readonly Birth[]): void {
    this.write(open(births, this.find));
  }

  /** One letter of a person or of the engine's commands, at its own moment. */
  send(letter: Letter): Outcome {
    const instance = this.get(letter.to);
    const mail = (this.mail.get(letter.to) ?? []).filter((l) => l.at <= letter.at);
    const folded = fold([{ instance, mail, commands: [letter] }], { at: letter.at, hop: FOREVER.hop }, this.find);
    this.write(folded);
    const outcome = folded.outcomes.find((o) => o.letter === letter);
    if (!outcome) throw new Error(`no outcome for ${letter.key}`);
    return outcome;
  }

  /** The next instant at which anything is due, if any. */
  nextDue(): number | undefined {
    return this.earliest()?.at;
  }

  /** Plays everything due up to the instant, wave after wave. */
  settle(upTo: number): void {
    for (let rank = this.earliest(); rank && rank.at <= upTo; rank = this.earliest()) this.wave(rank);
  }

  private wave(rank: Rank): void {
    const due = this.errands.filter((errand) => byRank(errand, rank) === 0);
    if (due.length > 0) {
      this.errands = this.errands.filter((errand) => byRank(errand, rank) !== 0);
      due
        .sort((a, b) =>
          a.instance < b.instance ? -1 : a.instance > b.instance ? 1 : a.seq - b.seq || a.index - b.index,
        )
        .forEach((errand) => this.run(errand));
      return;
    }
    const cases: Case[] = [];
    for (const instance of this.instances.values()) {
      const mail = (this.mail.get(instance.key) ?? []).filter((letter) => byRank(letter, rank) <= 0);
      const ticking = instance.status === 'running' && instance.timers.some((timer) => byRank(timer, rank) <= 0);
      if (ticking || mail.length > 0) cases.push({ instance, mail, commands: [] });
    }
    this.write(fold(cases, rank, this.find));
  }

  private run(errand: Errand): void {
    const { task } = errand;
    if (task.type === 'listen') {
      this.link(task.source, errand.instance, task.as);
      const known = this.instances.get(task.source);
      if (known) this.post(answerTo(errand, known, task.as));
    }
    if (isReopen(errand)) this.reopen(errand);
    else if (isOpen(errand)) {
      const child = this.definition(errand.task.definition);
      const parent = this.get(errand.instance);
      const selector = this.definition(parent.definition).groups[errand.task.group]?.units ?? {};
      const units = unitsMeant(errand, child, selector, this.units);
      const asked = birthsOf(errand, child, {
        calendar: this.calendar.id,
        units,
        listenersOf: (key) => this.links.get(key) ?? [],
      });
      const births = asked.filter(({ key }) => !this.instances.has(key));
      this.write(open(births, this.find));
      for (const birth of births)
        for (const link of child.listens)
          this.listen(sourceKey(child.plan, link, birth.context.period), birth.key, link.as, errand);
      this.post(childrenOpened(errand, births.length));
    } else if (task.type === 'tell') {
      const children = (this.children.get(errand.instance) ?? []).map((key) => this.get(key));
      for (const child of children)
        if (child.group === task.group && child.status === 'running') this.post(toldTo({ ...errand, task }, child.key));
    }
  }

  /** A link made late brings the source's current tags. */
  private reopen(errand: ReopenErrand): void {
    const birth = birthAgain(errand, this.get(errand.instance));
    const { plan, listens } = this.definition(birth.definition);
    this.write(open([birth], this.find));
    for (const link of listens) this.listen(sourceKey(plan, link, birth.context.period), birth.key, link.as, errand);
  }

  private listen(source: string, key: string, as: string, { at, hop }: Rank): void {
    if (!this.link(source, key, as)) return;
    const known = this.instances.get(source);
    if (known) this.post(sourceLetter(known, { at, hop: hop + 1 }, key, as));
  }

  /** Whether the link is new. */
  private link(source: string, key: string, as: string): boolean {
    const listeners = this.links.get(source) ?? [];
    if (listeners.some((l) => l.key === key && l.as === as)) return false;
    this.links.set(source, [...listeners, { key, as }]);
    const known = this.instances.get(source);
    if (known) this.instances.set(source, { ...known, listeners: [...known.listeners, { key, as }] });
    return true;
  }

  private write(folded: Folded): void {
    for (const instance of folded.instances) {
      if (!this.instances.has(instance.key) && instance.parent !== null)
        listed(this.children, instance.parent).push(instance.key);
      this.instances.set(instance.key, instance);
    }
    for (const entry of folded.entries) {
      listed(this.histories, entry.instance).push(entry);
    }
    const done = new Set(folded.outcomes.map(({ letter }) => letter));
    for (const { letter } of folded.outcomes) {
      const left = (this.mail.get(letter.to) ?? []).filter((one) => !done.has(one));
      if (left.length > 0) this.mail.set(letter.to, left);
      else this.mail.delete(letter.to);
    }
    this.refused.push(...folded.outcomes.filter((o) => o.outcome !== 'moved'));
    folded.mail.forEach((letter) => this.post(letter));
    this.errands.push(...folded.errands);
    this.notices.push(...folded.notices);
    this.broken.push(...folded.broken);
  }

  /** A letter with a key that was there before is the same letter. */
  private post(letter: Letter): void {
    const id = `${letter.to} ${letter.key}`;
    if (this.taken.has(id)) return;
    this.taken.add(id);
    this.mail.set(letter.to, [...(this.mail.get(letter.to) ?? []), letter].sort(byOrder));
  }

  private earliest(): Rank | undefined {
    let first: Rank | undefined;
    const see = (rank: Rank): void => {
      if (!first || byRank(rank, first) < 0) first = rank;
    };
    for (const instance of this.instances.values()) if (instance.status === 'running') instance.timers.forEach(see);
    for (const [key, letters] of this.mail) if (this.instances.get(key)?.status !== 'quarantined') letters.forEach(see);
    this.errands.forEach(see);
    return first && { at: first.at, hop: first.hop };
  }

  private get(key: string): Instance {
    const instance = this.instances.get(key);
    if (!instance) throw new Error(`no instance ${key}`);
    return instance;
  }

  private definition(hash: string): Definition {
    const definition = this.definitions.get(hash);
    if (!definition) throw new Error(`no definition ${hash}`);
    return definition;
  }

  readonly find = ({ definition }: { readonly definition: string }): Machine => {
    const known = this.machines.get(definition);
    if (known) return known;
    const machine = makeMachine(this.definition(definition), this.calendar);
    this.machines.set(definition, machine);
    return machine;
  };
}
