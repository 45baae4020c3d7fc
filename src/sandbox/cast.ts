import { denied, postsOf } from '../core/access.js';
import type { Day } from '../core/calendar/calendar.js';
import { addDays } from '../core/calendar/day.js';
import type { Definition } from '../core/definition/definition.js';
import type { Role } from '../core/definition/schema.js';
import type { Actor, Event, Seat } from '../core/instance.js';
import { standingFor } from '../core/plan/roster.js';
import type { Person, RehearsalFile, Unit, UnitsFile } from '../core/plan/schema.js';
import type { Standing } from './stage.js';

/** The people of a plan, by the posts that they hold on a day, and the temper of their units. */
export class Cast {
  private readonly people: readonly Person[];
  private readonly units: ReadonlyMap<string, Unit>;
  private readonly silent: ReadonlySet<string>;
  private readonly slow: ReadonlySet<string>;

  /** `except`: somebody who is not theirs to play. */
  constructor(
    { units, people = [] }: UnitsFile,
    { silent, slow }: Pick<RehearsalFile, 'silent' | 'slow'>,
    except?: string,
  ) {
    this.people = people.filter(({ id }) => id !== except).sort((a, b) => (a.id < b.id ? -1 : 1));
    this.units = new Map(units.map((unit) => [unit.code, unit]));
    this.silent = new Set(silent);
    this.slow = new Set(slow);
  }

  /** Somebody who holds the role on that day and may send the event; chosen by the dice where several do. */
  actor(
    definition: Definition,
    role: Role,
    { standing, event, day, dice }: { standing: Standing; event: Event; day: Day; dice: number },
  ): Actor | undefined {
    const { context: whose, value } = standing.snapshot;
    const posts = postsOf(definition, role, whose);
    const able = this.people.flatMap((person): Actor[] => {
      const actor = actorOn(person, day);
      const holds = actor.seats.some((seat) =>
        posts.some((post) => post.unit === seat.unit && post.seat === seat.seat),
      );
      return holds && !denied(definition, actor, event, { whose, value }) ? [actor] : [];
    });
    return able[Math.floor(dice * able.length)];
  }

  posts(definition: Definition, role: Role, standing: Standing): readonly Seat[] {
    return postsOf(definition, role, standing.snapshot.context);
  }

  isSilent(unit: string): boolean {
    return this.silent.has(unit);
  }

  /** A slow unit has three chances to be late where others have one; with none at all, nobody is late. */
  lateness(unit: string, usual: number): number {
    return this.slow.has(unit) ? 1 - (1 - usual) ** 3 : usual;
  }

  /** The first day on which the unit is no more, when it has a last one. */
  ceased(code: string): Day | undefined {
    const to = this.units.get(code)?.to;
    return to === undefined ? undefined : addDays(to, 1);
  }

  /** The unit that stands for a ceased one on a day. */
  successor(code: string, day: Day): string | undefined {
    const unit = standingFor(this.units, code, day)?.code;
    return unit === code ? undefined : unit;
  }
}

type PersonActor = Extract<Actor, { kind: 'person' }>;
const actorOn = ({ id, seats }: Person, day: Day): PersonActor => ({
  kind: 'person',
  id,
  seats: seats
    .filter(({ from = '', to = '9999-12-31' }) => from <= day && day <= to)
    .map(({ unit, seat }) => ({ unit, seat })),
});
