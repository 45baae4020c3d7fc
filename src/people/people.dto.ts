import { z } from 'zod';
import { fieldsOf, listFields, sparseFields } from '../platform/list-query.js';
import { LabelText } from '../platform/label.dto.js';

export const peopleQuery = z.strictObject({
  plan: z.string().max(100).optional().meta({ description: 'Of this plan only.' }),
  unit: z.string().max(100).optional().meta({ description: 'With a post in this unit.' }),
  ...listFields(['id'], 'id'),
  ...sparseFields(fieldsOf<PersonView>()(['plan', 'id', 'name', 'seats'])),
});
export type PeopleQuery = z.infer<typeof peopleQuery>;

const unitFields = fieldsOf<UnitView>()([
  ...(['plan', 'code', 'name', 'short', 'kind', 'order', 'parent'] as const),
  ...(['from', 'to', 'note', 'successor'] as const),
]);
export const unitsQuery = z.strictObject({
  plan: z.string().max(100).optional().meta({ description: 'Of this plan only.' }),
  ...listFields(['order'], 'order'),
  ...sparseFields(unitFields),
});
export type UnitsQuery = z.infer<typeof unitsQuery>;

/** A post in a unit, and the days on which it is held. */
export class SeatView {
  unit: string;
  /** officer, head, leader, member, administrator, appraiser, award or auditor. */
  seat: string;
  /** What an appraiser appraises. */
  groups?: string[];
  from?: string;
  to?: string;
}
export class PersonView {
  plan: string;
  id: string;
  name: string;
  seats: SeatView[];
}
export class PeoplePage {
  items: PersonView[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}

export class UnitView {
  plan: string;
  code: string;
  name: LabelText;
  short?: string;
  kind: string;
  /** Place in the official order. */
  order: number;
  parent?: string;
  /** The first and the last day of its existence. */
  from?: string;
  to?: string;
  note?: LabelText;
  /** Whoever took over its work. */
  successor?: string;
}
export class UnitsPage {
  items: UnitView[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
