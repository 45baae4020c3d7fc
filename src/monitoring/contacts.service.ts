import { Injectable } from '@nestjs/common';
import { dayOf, toIso } from '../core/calendar/day.js';
import { rolesOf } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import { labelOf } from '../platform/words.js';
import { HoldersReader, type HolderRow } from './holders.reader.js';
import type { QueueItem } from './queue.dto.js';
import { ReminderReader } from './reminder.reader.js';
import type { MonitoredItem } from './standing.dto.js';

/** Whom to call about one piece of work, and what they were told last. */
export type Told = (item: MonitoredItem) => Pick<QueueItem, 'contacts' | 'lastReminder'>;

/** Whom the secretariat calls up, and what was said last: looked up once for all rows of a page. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly people: HoldersReader,
    private readonly reminders: ReminderReader,
  ) {}

  async told(me: Principal, items: readonly MonitoredItem[], moment: number): Promise<Told> {
    const plans = secretariatOf(me);
    const places = items
      .filter(({ plan }) => plans.includes(plan))
      .flatMap(({ plan, turn }) => (turn ?? []).map(({ unit, seat }) => ({ plan, unit: unit.code, seat })));
    const holders = await this.people.holders(places, dayOf(moment));
    const reminders = await this.reminders.last(
      items.map(({ id }) => id),
      moment,
    );
    return (item) => {
      const reminder = reminders.get(item.id);
      return {
        contacts: holders.filter((holder) => isAsked(item, holder)).map(contactView),
        lastReminder: reminder
          ? {
              at: toIso(reminder.at),
              template: reminder.template,
              level: reminder.level,
              to: labelOf('seats', reminder.seat),
            }
          : null,
      };
    };
  }
}

const isAsked = (item: MonitoredItem, { plan, unit, seat }: HolderRow): boolean =>
  plan === item.plan && (item.turn ?? []).some((post) => post.unit.code === unit && post.seat === seat);
const contactView = ({ id, name, unit, seat, phone }: HolderRow) => ({ id, name, unit, seat, phone });

/** The plans whose secretariat somebody is of: they call units up. */
const secretariatOf = ({ posts, offices }: Principal): readonly string[] =>
  Object.keys(offices).filter((plan) =>
    posts.some(
      (post) =>
        (post.plan === plan || post.plan === '*') && rolesOf({ ...post, plan }, offices).includes('secretariat'),
    ),
  );
