import { z } from 'zod';
import { fieldsOf, listFields, sparseFields } from '../platform/list-query.js';
import { Day, Instant } from '../platform/formats.js';
import { wholeText } from '../platform/read-schema.js';
import { accountParam, day, seats } from './accounts.dto.js';

export const delegationParam = wholeText(1, Number.MAX_SAFE_INTEGER);
const delegationFields = fieldsOf<DelegationView>()([
  ...(['id', 'holder', 'holderName', 'deputy', 'deputyName', 'plan', 'unit', 'seat'] as const),
  ...(['from', 'to', 'reason', 'createdAt'] as const),
]);
export const delegationsQuery = z.strictObject({
  plan: z.string().max(100).optional().meta({ description: 'Of this plan only.' }),
  ...listFields(['createdAt'], '-createdAt'),
  ...sparseFields(delegationFields),
});
export type DelegationsQuery = z.infer<typeof delegationsQuery>;

export const delegateBody = z
  .strictObject({
    holder: accountParam.optional().meta({ description: 'Whose post it is; oneself, where nobody is named.' }),
    deputy: accountParam.meta({ description: 'Who acts on behalf.' }),
    plan: z.string().min(1).max(100).meta({ example: '19-kh-bcd' }),
    unit: z.string().min(1).max(100).meta({ example: 'so-noi-vu' }),
    seat: z.enum(seats),
    from: day.meta({ description: 'The first day.' }),
    to: day.meta({ description: 'The last day.' }),
    reason: z.string().trim().min(1).max(500).meta({ example: 'Nghỉ phép' }),
  })
  .refine(({ from, to }) => from <= to, { error: 'day-from', path: ['to'] })
  .meta({ title: 'Delegate' });
export type DelegateBody = z.infer<typeof delegateBody>;

export class DelegationView {
  id: number;
  /** Whose post it is. */
  holder: string;
  holderName: string;
  /** Who acts on behalf (thay mặt). */
  deputy: string;
  deputyName: string;
  plan: string;
  unit: string;
  seat: string;
  @Day()
  from: string;
  @Day()
  to: string;
  reason: string;
  @Instant()
  createdAt: string;
}
export class DelegationsPage {
  items: DelegationView[];
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
