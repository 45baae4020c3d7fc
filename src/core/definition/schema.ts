import { z } from 'zod';
import { datesCounting, workingDaysSchema } from '../calendar/date-expr.js';
import { ID } from '../ids.js';
import { deadlinesBy } from '../calendar/deadline.js';
import { refusals } from '../refusals.js';

/**
 * The lifecycle language: XState's own vocabulary (states, on, after, always, entry, exit, tags, parallel, history, final)
 * plus a small closed set of domain words. The TypeScript types and the JSON Schemas in workflows/schema both come from here.
 */
export const labelSchema = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
export type Label = z.infer<typeof labelSchema>;

export const idSchema = z.string().regex(ID, refusals.id.en);
const stateIdSchema = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, refusals.stateId.en);
/** Obligation ids follow the plan's reading: R0, S8a, A3w. */
export const obligationIdSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/, refusals.obligationId.en);

/**
 * The posts a lifecycle may name. `unit` is the one the instance belongs to, `parent` the one its parent belongs to,
 * `owner` the one its obligation belongs to.
 */
export const roleSchema = z.enum([
  'unit.officer',
  'unit.head',
  'parent.officer',
  'parent.head',
  'owner.officer',
  'owner.head',
  'secretariat.officer',
  'secretariat.head',
  'leadership',
  'member',
  'administrator',
]);
export type Role = z.infer<typeof roleSchema>;

/** A value, or the name of a parameter whose value is put in its place when the obligation is compiled. */
const orParameter = <T extends z.ZodType>(schema: T) => z.union([schema, z.strictObject({ parameter: idSchema })]);
const workingDays = orParameter(z.int().min(0).max(1000));
/** The obligation may say how many working days are counted. */
const dateSchema = datesCounting(orParameter(workingDaysSchema));
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const parameterSchema = z.strictObject({
  type: z.enum(['workingDays', 'number', 'boolean', 'text', 'tags']),
  default: z.union([scalar, z.array(z.string())]),
  label: labelSchema.optional(),
});

/** What a letter may carry: small and typed, never prose. Text travels in the body. */
export const fieldSchema = z.strictObject({
  type: z.enum([
    'identifier',
    'number',
    'boolean',
    'day',
    'instant',
    'choice',
    /** A unit of the plan, or some of them, by code; valid on the day. */
    'unit',
    'units',
    /** The key of an instance of the plan. */
    'instance',
    /** Part of a key: what tells apart the tasks of one unit, or the occurrences of one day. */
    'name',
  ]),
  choices: z.array(z.string()).optional(),
  optional: z.boolean().optional(),
  label: labelSchema.optional(),
});
export type FieldSpec = z.infer<typeof fieldSchema>;

export const eventSchema = z.strictObject({
  label: labelSchema,
  /** Who may send it. */
  by: z.array(roleSchema).min(1),
  /** It comes with a form: by this name the obligation says which one (`forms`); without a word there, with none. */
  form: z
    .union([
      idSchema,
      z.strictObject({
        name: idSchema,
        /** It may come without. */
        optional: z.boolean().optional(),
        /** The form must be complete, and nothing is handed in yet: it is put before somebody. */
        presented: z.boolean().optional(),
      }),
    ])
    .optional(),
  /** Small facts that travel with it and are replayed. */
  carries: z.record(idSchema, fieldSchema).optional(),
  /** A reason in words must come with it (it travels in the body). */
  reason: z.enum(['required', 'optional']).optional(),
  /** May be recorded on behalf, with the moment at which it really happened. */
  onBehalf: z.array(roleSchema).optional(),
  /** Refused for a person who holds a post in the instance's own unit (scorer ≠ scored). */
  notOwnUnit: z.boolean().optional(),
  /** Sent to a closed instance: opens a new one that points at it, due on the day that the field names. */
  reopens: z.union([z.literal(true), z.strictObject({ deadline: idSchema })]).optional(),
});
export type EventSpec = z.infer<typeof eventSchema>;

// ---- guards -------------------------------------------------------------------------------------------------------
export type Guard = string | { type: 'and' | 'or'; guards: Guard[] } | { type: 'not'; guard: Guard } | SimpleGuard;
const simpleGuardSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('children.all'),
    params: z.strictObject({ tags: z.array(idSchema).min(1), group: obligationIdSchema.optional() }),
  }),
  z.strictObject({
    type: z.literal('children.any'),
    params: z.strictObject({ tags: z.array(idSchema).min(1), group: obligationIdSchema.optional() }),
  }),
  z.strictObject({
    type: z.literal('source.in'),
    params: z.strictObject({ source: idSchema.or(obligationIdSchema), tags: z.array(idSchema).min(1) }),
  }),
  z.strictObject({ type: z.literal('sources.all'), params: z.strictObject({ tags: z.array(idSchema).min(1) }) }),
  z.strictObject({
    type: z.literal('counter.below'),
    params: z.strictObject({ counter: idSchema, limit: orParameter(z.int().min(1)) }),
  }),
  z.strictObject({
    type: z.literal('parameter.is'),
    params: z.strictObject({ value: z.union([scalar, z.strictObject({ parameter: idSchema })]), equals: scalar }),
  }),
  z.strictObject({ type: z.literal('event.has'), params: z.strictObject({ field: idSchema }) }),
  z.strictObject({ type: z.literal('event.is'), params: z.strictObject({ field: idSchema, equals: scalar }) }),
  z.strictObject({
    type: z.literal('event.day'),
    params: z.strictObject({
      field: idSchema,
      notBefore: dateSchema.optional(),
      notAfter: dateSchema.optional(),
    }),
  }),
  z.strictObject({ type: z.literal('fact.is'), params: z.strictObject({ fact: idSchema, equals: scalar }) }),
  z.strictObject({ type: z.literal('deadline.known') }),
  z.strictObject({ type: z.literal('schedule.ended') }),
  z.strictObject({ type: z.literal('reopened') }),
]);
export type SimpleGuard = z.infer<typeof simpleGuardSchema>;
/** The names of the guards that a lifecycle may use by themselves. */
export const simpleGuards: readonly SimpleGuard['type'][] = simpleGuardSchema.options.map(
  ({ shape: { type } }) => type.value,
);
export const guardSchema: z.ZodType<Guard> = z.lazy(() =>
  z.union([
    z.string(),
    z.strictObject({ type: z.enum(['and', 'or']), guards: z.array(guardSchema).min(1) }),
    z.strictObject({ type: z.literal('not'), guard: guardSchema }),
    simpleGuardSchema,
  ]),
);

// ---- actions ------------------------------------------------------------------------------------------------------
export const actionSchema = z.discriminatedUnion('type', [
  /** Tells posts something, through the outbox. Only on transitions: re-entering a state must tell nobody twice. */
  z.strictObject({
    type: z.literal('notice.send'),
    params: z.strictObject({ to: z.array(roleSchema).min(1), template: idSchema }),
  }),
  /** Opens one child per unit of the obligation's task group. */
  z.strictObject({
    type: z.literal('tasks.open'),
    params: z
      .strictObject({
        group: z.union([obligationIdSchema, z.strictObject({ parameter: idSchema })]).optional(),
        /** For the units that the event names, as far as the group allows them. */
        units: z.strictObject({ field: idSchema }).optional(),
        /** Under a name that the event brings, so that a unit may have several. */
        name: z.strictObject({ field: idSchema }).optional(),
        /** With the event's fields as facts of their own. */
        forward: z.boolean().optional(),
      })
      .optional(),
  }),
  /** Sends an event to every child of the group (or of all groups). */
  z.strictObject({
    type: z.literal('tasks.tell'),
    params: z.strictObject({
      group: obligationIdSchema.optional(),
      event: z.union([idSchema, z.strictObject({ type: idSchema }).catchall(scalar)]),
      forward: z.boolean().optional(),
    }),
  }),
  /** Opens the occurrence that the schedule, or the event, names. Used by the series. */
  z.strictObject({ type: z.literal('occurrence.open') }),
  /** Sets the instance's own deadline: from a field of the event, by a rule, or anew by the one that the plan gives it. */
  z.strictObject({
    type: z.literal('deadline.set'),
    params: z.union([
      z.strictObject({ field: idSchema }),
      z.strictObject({ own: z.literal(true) }),
      deadlinesBy(dateSchema),
    ]),
  }),
  /** Starts a sub-deadline, so many working days from now, or the day the event names. The verdict stays as it was made. */
  z.strictObject({
    type: z.literal('deadline.sub'),
    params: z.strictObject({ workingDays, field: idSchema.optional() }),
  }),
  /** Moves the deadline by the working days that passed since the suspension began. */
  z.strictObject({ type: z.literal('deadline.pause') }),
  z.strictObject({ type: z.literal('deadline.resume') }),
  /** Keeps fields of the event as facts: its own, or what it knows of its parent. */
  z.strictObject({
    type: z.literal('fact.keep'),
    params: z.strictObject({ fields: z.array(idSchema).min(1), of: z.literal('parent').optional() }),
  }),
  z.strictObject({ type: z.literal('fact.set'), params: z.strictObject({ fact: idSchema, value: scalar }) }),
  z.strictObject({ type: z.literal('count.up'), params: z.strictObject({ counter: idSchema }) }),
  /** Listens to the instance whose key the event carries (merge of two meetings). */
  z.strictObject({ type: z.literal('source.listen'), params: z.strictObject({ field: idSchema, as: idSchema }) }),
  /** Hands the instance over to the unit that the event names. */
  z.strictObject({ type: z.literal('unit.set'), params: z.strictObject({ field: idSchema }) }),
]);
export type Action = z.infer<typeof actionSchema>;

// ---- states -------------------------------------------------------------------------------------------------------
const actionsSchema = z.union([actionSchema, z.array(actionSchema)]);
const edgeSchema = z.strictObject({
  target: z.string().optional(),
  guard: guardSchema.optional(),
  actions: actionsSchema.optional(),
  reenter: z.boolean().optional(),
  /** Only for these of the roles that may send the event; others pass this edge over. */
  by: z.array(roleSchema).min(1).optional(),
});
export type Edge = z.infer<typeof edgeSchema>;
const edgesSchema = z.union([z.string(), edgeSchema, z.array(z.union([z.string(), edgeSchema])).min(1)]);
export type Edges = z.infer<typeof edgesSchema>;

export type State = {
  label?: Label | undefined;
  id?: string | undefined;
  type?: 'final' | 'parallel' | 'history' | undefined;
  history?: 'shallow' | 'deep' | undefined;
  target?: string | undefined;
  tags?: string[] | undefined;
  initial?: string | undefined;
  entry?: Action | Action[] | undefined;
  exit?: Action | Action[] | undefined;
  on?: Record<string, Edges> | undefined;
  after?: Record<string, Edges> | undefined;
  always?: Edges | undefined;
  onDone?: Edges | undefined;
  states?: Record<string, State> | undefined;
};
export const stateSchema: z.ZodType<State> = z.lazy(() =>
  z.strictObject({
    label: labelSchema.optional(),
    id: stateIdSchema.optional(),
    type: z.enum(['final', 'parallel', 'history']).optional(),
    history: z.enum(['shallow', 'deep']).optional(),
    target: z.string().optional(),
    tags: z.array(idSchema).optional(),
    initial: stateIdSchema.optional(),
    entry: actionsSchema.optional(),
    exit: actionsSchema.optional(),
    on: z.record(idSchema, edgesSchema).optional(),
    after: z.record(idSchema, edgesSchema).optional(),
    always: edgesSchema.optional(),
    onDone: edgesSchema.optional(),
    states: z.record(stateIdSchema, stateSchema).optional(),
  }),
);

/** A window the lifecycle declares (objection, consultation, closing): it ends by `after` in the work region. */
export const windowSchema = z.union([
  /** So many working days after the state was entered: the end of that day. */
  z.strictObject({ workingDays, label: labelSchema.optional() }),
  /** A date: the start of that day at 08:00 unless `time` says otherwise. */
  z.strictObject({
    on: dateSchema,
    time: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, refusals.time.en)
      .optional(),
    label: labelSchema.optional(),
  }),
  /** The next opening of the obligation's schedule. Used by the series. */
  z.strictObject({ schedule: z.literal('next'), label: labelSchema.optional() }),
]);
export type WindowRule = z.infer<typeof windowSchema>;

export const lifecycleSchema = z.strictObject({
  lifecycle: stateIdSchema,
  label: labelSchema,
  description: labelSchema.optional(),
  parameters: z.record(idSchema, parameterSchema).optional(),
  events: z.record(idSchema, eventSchema).optional(),
  windows: z.record(stateIdSchema, windowSchema).optional(),
  /** Guards with a name of their own, so that an edge can say it in one word. */
  guards: z.record(idSchema, guardSchema).optional(),
  /** The tags its parent and its listeners hear of, most telling first. Whoever has none of them counts as `open`. */
  stages: z.array(idSchema).optional(),
  /** Facts that are a tag too, while they are true and the work is not closed: what somebody has asked and waits for. */
  marks: z.record(idSchema, labelSchema).optional(),
  initial: stateIdSchema,
  states: z.record(stateIdSchema, stateSchema),
});
export type Lifecycle = z.infer<typeof lifecycleSchema>;

/** Tags by which the timeliness region follows the work. The rest of `timelinessTags` it sets itself. */
export const followedTags = ['handed-in', 'exempt', 'cancelled', 'suspended'] as const;
export const timelinessTags = [
  'no-deadline',
  'on-track',
  'due-soon',
  'overdue',
  'on-time',
  'late',
  'missing',
  'closed',
  'untimed',
] as const;
