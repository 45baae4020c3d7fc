import { z } from 'zod';
import { daySchema } from '../calendar/calendar.js';
import { labelSchema } from '../definition/schema.js';
import { fileKinds, relations, type Condition, type Form } from './form.js';
import { refusals } from '../refusals.js';

/** The form language: the types of form.ts as YAML says them, and as workflows/schema describes them. */
const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, refusals.formId.en);
/** A field, a column of a table, or a cell of a fixed row. */
const pathSchema = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*){0,2}$/, refusals.formPath.en);

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({ field: id, is: z.union([z.string(), z.number(), z.boolean()]) }),
    z.strictObject({ field: id, in: z.array(z.string()).min(1) }),
    z.strictObject({ field: id, has: z.string() }),
    z.strictObject({ field: id, atLeast: z.number() }),
    z.strictObject({ field: id, atMost: z.number() }),
    z.strictObject({ field: id, answered: z.boolean() }),
    z.strictObject({ field: id, differs: z.literal(true) }),
  ]),
);

const asked = {
  id,
  label: labelSchema,
  help: labelSchema.optional(),
  /** The clause that asks for it. */
  source: z.string().min(1).optional(),
  required: z.union([z.boolean(), z.strictObject({ when: conditionSchema })]).optional(),
  when: conditionSchema.optional(),
  again: z.boolean().optional(),
};
const many = z.int().min(1).max(1000);

const columns = [
  z.strictObject({
    ...asked,
    type: z.literal('text'),
    long: z.boolean().optional(),
    max: z.int().min(1).max(100_000).optional(),
  }),
  z.strictObject({
    ...asked,
    type: z.literal('number'),
    unit: labelSchema.optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    decimals: z.int().min(0).max(6).optional(),
  }),
  z.strictObject({
    ...asked,
    type: z.literal('choice'),
    options: z.array(z.strictObject({ id, label: labelSchema })).min(2),
    many: z.boolean().optional(),
    maxChosen: many.optional(),
  }),
  z.strictObject({ ...asked, type: z.literal('date'), from: daySchema.optional(), to: daySchema.optional() }),
  z.strictObject({ ...asked, type: z.literal('yes-no') }),
  z.strictObject({
    ...asked,
    type: z.literal('file'),
    kinds: z.array(z.enum(fileKinds)).min(1).optional(),
    maxFiles: z.int().min(1).max(50).optional(),
    maxMegabytes: z.number().positive().max(100).optional(),
  }),
] as const;

const checkSchema = z.strictObject({
  id,
  left: z.union([pathSchema, z.array(pathSchema).min(1)]),
  is: z.enum(relations),
  right: z.union([z.number(), pathSchema, z.array(pathSchema).min(1)]),
  when: conditionSchema.optional(),
  says: labelSchema,
});

const tableSchema = z.strictObject({
  ...asked,
  type: z.literal('table'),
  columns: z.array(z.discriminatedUnion('type', columns)).min(1).max(30),
  rows: z
    .array(
      z.strictObject({
        id,
        label: labelSchema,
        help: labelSchema.optional(),
        source: z.string().min(1).optional(),
        max: z.record(id, z.number()).optional(),
      }),
    )
    .min(1)
    .max(200)
    .optional(),
  minRows: many.optional(),
  maxRows: many.optional(),
  checks: z.array(checkSchema).optional(),
});

export const formSchema = z.strictObject({
  form: id,
  label: labelSchema,
  help: labelSchema.optional(),
  source: z.string().min(1),
  /** The form of the same work that it is set against, by the lifecycle's name for it. */
  against: id.optional(),
  sections: z
    .array(
      z.strictObject({
        id,
        label: labelSchema,
        help: labelSchema.optional(),
        source: z.string().min(1).optional(),
        when: conditionSchema.optional(),
        fields: z.array(z.discriminatedUnion('type', [...columns, tableSchema])).min(1),
      }),
    )
    .min(1),
  checks: z.array(checkSchema).optional(),
}) satisfies z.ZodType<Form>;
