import { z } from 'zod';
import { calendarYearSchema } from '../calendar/calendar.js';
import { lifecycleSchema } from '../definition/schema.js';
import { formSchema } from '../form/schema.js';
import { clausesSchema } from './clauses.js';
import { planSchema, rehearsalSchema, unitsSchema } from './schema.js';

const files = {
  lifecycle: { schema: lifecycleSchema, title: 'Lifecycle (quy trình)' },
  plan: { schema: planSchema, title: 'Plan (kế hoạch)' },
  units: { schema: unitsSchema, title: 'Units and people (đơn vị, nhân sự)' },
  calendar: { schema: calendarYearSchema, title: 'Calendar of a year (lịch làm việc)' },
  form: { schema: formSchema, title: 'Form (biểu mẫu)' },
  clauses: { schema: clausesSchema, title: 'Clauses (lời văn của kế hoạch)' },
  rehearsal: { schema: rehearsalSchema, title: 'Rehearsal (diễn tập)' },
};

/**
 * The files of workflows/schema: what an editor completes and checks YAML with. Draft 7, which editors know best; the
 * schemas that files are really read with say more (days that exist, rules of recurrence), and the linter more still.
 */
export function jsonSchemas(): ReadonlyMap<string, string> {
  const texts = Object.entries(files).map(([name, { schema, title }]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', reused: 'ref', target: 'draft-7' });
    return [`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`] as const;
  });
  return new Map(texts);
}
