import { isReserved } from '../reserved.js';
import { z } from 'zod';
import { daySchema as day } from '../calendar/calendar.js';
import { dateExprSchema, deadlineRuleSchema } from '../calendar/deadline.js';
import { scheduleSchema } from '../calendar/recurrence.js';
import { idSchema, labelSchema, obligationIdSchema, roleSchema } from '../definition/schema.js';
import { refusals } from '../refusals.js';

/** The plan language: obligations, units, people. One source for the types and for workflows/schema. */
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, refusals.time.en);
/** Counted day by day: some years are plenty. */
const workingDays = z.int().min(-2500).max(2500);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Settings of an obligation that are ours and not the plan's words ([D]): shown as such, and free to edit. */
const oursSchema = z
  .array(
    z.enum([
      'schedule',
      'deadline',
      'timing',
      'actors',
      'lifecycle',
      'parameters',
      'units',
      'assume',
      'restricted',
      'forms',
    ]),
  )
  .optional();

export const reminderSchema = z.strictObject({
  key: idSchema,
  /** Working days from the working end (negative: before it), or from the opening. */
  workingDays,
  from: z.enum(['working-end', 'opened']).optional(),
  at: time.optional(),
  to: z.array(roleSchema).min(1),
  template: idSchema.optional(),
  /** Only while the work is in a state with one of these tags. */
  while: z.array(idSchema).optional(),
});
export const escalationSchema = z.strictObject({
  level: z.int().min(1).max(9),
  /** Working days after the day of the legal end. */
  workingDays: z.int().min(0).max(2500),
  at: time.optional(),
  to: z.array(roleSchema).min(1),
  template: idSchema.optional(),
});
export const timingSchema = z.strictObject({
  soon: z.strictObject({ workingDays, at: time.optional() }).optional(),
  reminders: z.array(reminderSchema).default([]),
  /** Whom being overdue is told to: at the first 08:00, or `at`, that is not before the legal end. */
  overdue: z
    .strictObject({ at: time.optional(), to: z.array(roleSchema).min(1), template: idSchema.optional() })
    .optional(),
  escalation: z.array(escalationSchema).default([]),
});
export type Timing = z.infer<typeof timingSchema>;

/** Links to instances of other obligations whose moves this one hears. */
export const listenSchema = z.strictObject({
  obligation: obligationIdSchema,
  /** same: the same period; year: the year around it; previous: the one before it; else a period's id. */
  period: z.union([z.enum(['same', 'year', 'previous']), z.string()]).default('same'),
  as: idSchema.or(obligationIdSchema).optional(),
});

export const groupSelectorSchema = z.strictObject({
  group: idSchema.optional(),
  units: z.array(idSchema).optional(),
  /** The units directly under the instance's own unit: each level compiles the one below. */
  under: z.literal('unit').optional(),
  kind: z.array(idSchema).optional(),
  except: z.array(idSchema).optional(),
});
export type GroupSelector = z.infer<typeof groupSelectorSchema>;

/** What an act carries: a date expression where the field is a day or an instant, codes where it names units. */
const carriedSchema = z.union([scalar, dateExprSchema, z.array(z.string()).min(1)]);

/** What preview and rehearsal take for granted about an act that people will do. */
export const assumeSchema = z.record(
  idSchema,
  z.strictObject({
    on: dateExprSchema,
    carries: z.record(idSchema, carriedSchema).optional(),
  }),
);

const dutyFields = {
  label: labelSchema,
  /** The clause it comes from, e.g. "5.2¶3". */
  clause: z.string().min(1),
  class: z.enum(['hard', 'programme', 'standing', 'event']),
  lifecycle: idSchema,
  parameters: z.record(idSchema, z.union([scalar, z.array(z.string())])).optional(),
  /** The unit that owns it; without one, the unit of the parent. */
  owner: idSchema.optional(),
  deadline: deadlineRuleSchema.optional(),
  /** The name of a timing in `timings`, or one of its own. */
  timing: z.union([idSchema, timingSchema]).optional(),
  listens: z.array(listenSchema).optional(),
  assume: assumeSchema.optional(),
  /** The forms that events of its lifecycle come with: their `form` → a file in forms/. */
  forms: z.record(idSchema, idSchema).optional(),
  /** Personal dossiers or unpublished scores: seen by few. Its tasks as well, where they do not say otherwise. */
  restricted: z.boolean().optional(),
  ours: oursSchema,
  note: labelSchema.optional(),
};
/** Whose they are; without `units` the event that opens them says so. */
export type Tasks = { units?: GroupSelector | undefined } & Omit<Duty, 'id' | 'schedule'>;
export type Duty = z.infer<z.ZodObject<typeof dutyFields>> & { tasks?: Record<string, Tasks> | undefined };
export const tasksSchema: z.ZodType<Tasks> = z.lazy(() =>
  z.strictObject({
    ...dutyFields,
    units: groupSelectorSchema.optional(),
    tasks: z.record(obligationIdSchema, tasksSchema).optional(),
  }),
);
export const obligationSchema = z.strictObject({
  id: obligationIdSchema,
  ...dutyFields,
  schedule: scheduleSchema,
  tasks: z.record(obligationIdSchema, tasksSchema).optional(),
});
export type Obligation = z.infer<typeof obligationSchema>;

export const planSchema = z.strictObject({
  plan: idSchema,
  number: z.string().min(1),
  label: labelSchema,
  term: z.strictObject({ from: day, to: day }),
  calendars: z.array(idSchema).min(1),
  /** The units behind the role words `secretariat`, `leadership`, `member`, `administrator`. */
  actors: z.strictObject({
    secretariat: idSchema,
    leadership: idSchema,
    member: idSchema.optional(),
    administrator: idSchema.optional(),
  }),
  timings: z.record(idSchema, timingSchema).optional(),
  obligations: z.array(obligationSchema).min(1),
  /** What its clauses say, for whoever works by one: the plan's own words. */
  clauses: z.record(z.string().min(1).max(30), labelSchema).optional(),
});
export type Plan = z.infer<typeof planSchema>;

export const unitSchema = z.strictObject({
  code: idSchema,
  name: labelSchema,
  short: z.string().optional(),
  kind: idSchema,
  order: z.int(),
  parent: idSchema.optional(),
  from: day.optional(),
  to: day.optional(),
  successor: idSchema.optional(),
  note: labelSchema.optional(),
});
export type Unit = z.infer<typeof unitSchema>;
/** The posts that there are. Those of a unit's own work come first; `appraiser`, `award` and `auditor` look at the work of others. */
export const seatSchema = z.enum([
  'officer',
  'head',
  'leader',
  'member',
  'administrator',
  'appraiser',
  'award',
  'auditor',
]);
export const personSchema = z.strictObject({
  id: idSchema.refine((id) => !isReserved(id), { error: refusals.reserved.en }),
  name: z.string().min(1),
  seats: z
    .array(
      z.strictObject({
        unit: idSchema,
        seat: seatSchema,
        /** Of an appraiser: the tasks that are appraised, by their id in `tasks`. */
        groups: z.array(obligationIdSchema).min(1).optional(),
        from: day.optional(),
        to: day.optional(),
      }),
    )
    .min(1),
});
export type Person = z.infer<typeof personSchema>;
export const unitsSchema = z.strictObject({
  units: z.array(unitSchema).min(1),
  groups: z
    .record(
      idSchema,
      z.strictObject({ label: labelSchema, kinds: z.array(idSchema).optional(), units: z.array(idSchema).optional() }),
    )
    .optional(),
  people: z.array(personSchema).optional(),
});
export type UnitsFile = z.infer<typeof unitsSchema>;

/** How synthetic people behave in a rehearsal or a sandbox (rehearsal.yaml). Chosen by seed, never by a real clock. */
export const spanSchema = z.strictObject({
  /** From–to, in working days, both ends included. */
  workingDays: z.tuple([workingDays, workingDays]),
  /** Counted from `entered` (since when the act fits), `opened`, `working-end`, `legal-end`, or any day the instance can name. */
  from: dateExprSchema.default('entered'),
});
export type Span = z.infer<typeof spanSchema>;
export const actSchema = z.strictObject({
  lifecycle: idSchema,
  /** Acts when the instance has all of these tags … */
  when: z.array(idSchema).min(1),
  /** … and none of these. */
  unless: z.array(idSchema).optional(),
  obligations: z.array(obligationIdSchema).optional(),
  event: idSchema,
  by: roleSchema,
  /**
   * Values of the fields that the event carries. In texts that are no dates {plan}, {period}, {year}, {unit},
   * {successor} and {n} (how often the act has come to fit) are filled in.
   */
  carries: z.record(idSchema, carriedSchema).optional(),
  timing: spanSchema,
  /** Where it happens instead when the dice say late. */
  late: spanSchema.optional(),
  /** Recorded on behalf: when it really happened. Never later than the act; not done for units that are silent. */
  effective: spanSchema.optional(),
  /** Only once the instance's unit has ceased and another one stands for it; counted from the day after. */
  unitEnded: z.boolean().optional(),
  /** How often this act is chosen, 0–1; otherwise the next act that fits is asked. */
  chance: z.number().min(0).max(1).default(1),
  /** At most so often on one instance. */
  times: z.int().min(1).optional(),
  reason: labelSchema.optional(),
});
export type Act = z.infer<typeof actSchema>;
export const rehearsalSchema = z.strictObject({
  /** Units whose people never act. */
  silent: z.array(idSchema).default([]),
  /** Units that are late more often than others. */
  slow: z.array(idSchema).default([]),
  acts: z.array(actSchema),
  /** How they act in a sandbox: the dice of the half year that it has lived at its first start, and of what follows. */
  sandbox: z.strictObject({ seed: z.int().min(0), lateness: z.number().min(0).max(1) }).optional(),
});
export type RehearsalFile = z.infer<typeof rehearsalSchema>;
