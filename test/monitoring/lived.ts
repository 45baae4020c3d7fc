import { again, bornAgain } from '../../src/core/birth.js';
import type { FindMachine, Played } from '../../src/core/consequences.js';
import type { Definition } from '../../src/core/definition/definition.js';
import type { Entry, Facts } from '../../src/core/instance.js';
import { standingOf, type Standing } from '../../src/work/timeliness.rules.js';

/** How an instance stood at a moment, by the pure engine. */
export type Stood = {
  readonly key: string;
  readonly kind: Definition['kind'];
  readonly plan: string;
  readonly obligation: string;
  readonly period: { readonly id: string; readonly start: string; readonly end: string };
  readonly definition: string;
  readonly parent: string | null;
  readonly unit: string;
  readonly tags: readonly string[];
  readonly stage: string;
  readonly due: number | null;
  readonly standing: Standing;
  readonly done: boolean;
  readonly openedAt: number;
  readonly at: number;
  /** Since when it is in its stage. */
  readonly since: number;
  /** When it was first handed in, and closed. */
  readonly submitted: number | null;
  readonly closed: number | null;
  readonly facts: Facts;
};
type Life = {
  readonly history: readonly Entry[];
  next: number;
  played?: Played;
  submitted: number | null;
  closed: number | null;
  since: number;
};

/** Histories played again by the pure engine, from one moment to a later one. Nothing is read from what their rows say of tags. */
export class Lived {
  private readonly lives: readonly Life[];

  constructor(
    histories: Iterable<readonly Entry[]>,
    private readonly find: FindMachine,
  ) {
    this.lives = [...histories].map((history) => ({ history, next: 0, submitted: null, closed: null, since: 0 }));
  }

  /** All that is there at a moment, which is none before the last that was asked for. */
  at(moment: number): readonly Stood[] {
    for (const life of this.lives) this.play(life, moment);
    const there = this.lives.filter(({ played }) => played !== undefined);
    const replaced = new Set(there.map(({ played }) => played?.instance.reopens));
    return there.filter(({ played }) => !replaced.has(played?.instance.key)).map((life) => this.stood(life));
  }

  private play(life: Life, moment: number): void {
    for (;;) {
      const row = life.history[life.next];
      if (!row || row.at > moment) return;
      life.next += 1;
      const stage = life.played?.instance.stage;
      if (life.played) again(life.played, row, this.find);
      else life.played = bornAgain(row, this.find);
      const { instance } = life.played;
      if (instance.tags.includes('handed-in')) life.submitted ??= row.effectiveAt ?? row.at;
      if (instance.stage !== stage) life.since = row.effectiveAt ?? row.at;
      if (instance.status === 'done') life.closed ??= row.effectiveAt ?? row.at;
      // What it asked of others is nothing to those who look.
      for (const list of [life.played.entries, life.played.mail, life.played.errands, life.played.notices])
        list.length = 0;
    }
  }

  private stood({ played, submitted, closed, since }: Life): Stood {
    const { instance } = played as Played;
    const { definition } = this.find(instance);
    const { context } = instance.snapshot;
    return {
      key: instance.key,
      kind: definition.kind,
      plan: definition.plan,
      obligation: instance.obligation,
      period: context.period,
      definition: instance.definition,
      parent: instance.parent,
      unit: context.unit,
      tags: instance.tags,
      stage: instance.stage,
      due: context.due['end'] ?? null,
      standing: standingOf(instance.tags),
      done: instance.status === 'done',
      openedAt: context.opened,
      at: instance.at,
      since,
      submitted,
      closed,
      facts: context.facts,
    };
  }
}
