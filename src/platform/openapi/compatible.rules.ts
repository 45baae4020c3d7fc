import {
  isRef,
  targetOf,
  typesOf,
  type Answer,
  type Content,
  type Document,
  type Operation,
  type Parameter,
  type Ref,
  type Schema,
} from './shapes.js';
import { ONLY_WITH } from './sparse.rules.js';

/** One difference between two descriptions of an API, and whether a program that was written for the first may break. */
export type Difference = { readonly at: string; readonly what: string; readonly breaks: boolean };

/**
 * Requests may be given more room and answers may say more; whoever reads answers passes over fields and values that they do
 * not know, and goes by the status of a problem whose code they do not know. Everything else breaks somebody: a route, a
 * parameter, a field or a value that is gone; something that must be sent and need not be before; narrower bounds of what
 * is sent, other types of what is answered.
 */
export function differences(was: Document, is: Document): Difference[] {
  const found = routes(was, is);
  if (found.length > 0 || JSON.stringify(was) === JSON.stringify(is)) return found;
  return [{ at: 'document', what: 'words or examples', breaks: false }];
}

/** The versions that the paths of a description carry. */
export const versionsOf = ({ paths }: Document): string[] => [
  ...new Set(Object.keys(paths).flatMap((path) => /^\/api\/(v\d+)\//.exec(path)?.[1] ?? [])),
];

type Pair<T> = { readonly was: T; readonly is: T };
type Side = 'sent' | 'answered';
type Context = Pair<Document> & { readonly at: string; readonly side: Side; readonly seen: ReadonlySet<string> };

const breaking = (at: string, what: string): Difference => ({ at, what, breaks: true });
const fine = (at: string, what: string): Difference => ({ at, what, breaks: false });

function routes(was: Document, is: Document): Difference[] {
  return names(was.paths, is.paths).flatMap((path) =>
    names(was.paths[path], is.paths[path]).flatMap((method) => {
      const at = `${method.toUpperCase()} ${path}`;
      const [before, after] = [was.paths[path]?.[method], is.paths[path]?.[method]];
      if (!before) return [fine(at, 'a new route')];
      if (!after) return [breaking(at, 'the route is gone')];
      return operation({ was, is }, at, { was: before, is: after });
    }),
  );
}

function operation(documents: Pair<Document>, at: string, { was, is }: Pair<Operation>): Difference[] {
  const context = (side: Side): Context => ({ ...documents, at, side, seen: new Set() });
  return [
    ...(was.operationId === is.operationId
      ? []
      : [breaking(at, `operationId ${was.operationId} is ${is.operationId}`)]),
    ...ways(was, is).map((way) => breaking(at, `is not let in by ${way} any more`)),
    ...codes(at, was['x-problems'] ?? [], is['x-problems'] ?? []),
    ...parameters(context('sent'), { was, is }),
    ...bodies(context('sent'), { was, is }),
    ...answers(context('answered'), { was: was.responses, is: is.responses }),
  ];
}

/** Ways to sign in that are gone. No way at all: open to everybody. */
function ways(was: Operation, is: Operation): string[] {
  const of = ({ security = [] }: Operation): string[] => security.flatMap((one) => Object.keys(one));
  const [before, after] = [of(was), of(is)];
  if (after.length === 0) return [];
  return before.length === 0 ? ['nobody’s name'] : before.filter((way) => !after.includes(way));
}

const codes = (at: string, was: readonly string[], is: readonly string[]): Difference[] => [
  ...was.filter((code) => !is.includes(code)).map((code) => breaking(at, `the problem ${code} is gone`)),
  ...is.filter((code) => !was.includes(code)).map((code) => fine(at, `a new problem ${code}`)),
];

function parameters(context: Context, { was, is }: Pair<Operation>): Difference[] {
  const of = (document: Document, { parameters: listed = [] }: Operation): Readonly<Record<string, Parameter>> =>
    Object.fromEntries(listed.map((one) => found(document, one)).map((one) => [`${one.in} ${one.name}`, one]));
  const [before, after] = [of(context.was, was), of(context.is, is)];
  return names(before, after).flatMap((name) => {
    const at = `${context.at} ${name}`;
    const [old, now] = [before[name], after[name]];
    if (!now) return [breaking(at, 'the parameter is gone')];
    if (!old) return [now.required ? breaking(at, 'a new parameter that must be sent') : fine(at, 'a new parameter')];
    return [
      ...(now.required && !old.required ? [breaking(at, 'must be sent now')] : []),
      ...(old.required && !now.required ? [fine(at, 'need not be sent any more')] : []),
      ...(old.style === now.style && old.explode === now.explode ? [] : [breaking(at, 'is written in another way')]),
      ...schemas({ ...context, at }, { was: old.schema ?? {}, is: now.schema ?? {} }),
    ];
  });
}

function found(document: Document, part: Parameter | Ref): Parameter {
  if (!isRef(part)) return part;
  const target = document.components.parameters?.[part.$ref.replace('#/components/parameters/', '')];
  if (!target) throw new Error(`${part.$ref} leads nowhere`);
  return target;
}

function bodies(
  context: Context,
  { was: { requestBody: was }, is: { requestBody: is } }: Pair<Operation>,
): Difference[] {
  const at = `${context.at} body`;
  if (!was && !is) return [];
  if (!is) return [breaking(at, 'takes no body any more')];
  if (!was) return [is.required ? breaking(at, 'needs a body now') : fine(at, 'takes a body now')];
  const needed = is.required && !was.required ? [breaking(at, 'needs a body now')] : [];
  return [...needed, ...contents({ ...context, at }, { was: was.content, is: is.content })];
}

function answers(context: Context, { was, is }: Pair<Readonly<Record<string, Answer>>>): Difference[] {
  return names(was, is).flatMap((status) => {
    const at = `${context.at} ${status}`;
    const [old, now] = [was[status], is[status]];
    const isProblem = /^(?:[45]|default$)/.test(status);
    // Problems are told by their codes.
    if (!now) return isProblem ? [] : [breaking(at, 'this status is gone')];
    if (!old) return isProblem ? [] : [breaking(at, 'a new status of success')];
    const gone = Object.keys(old.headers ?? {}).filter((name) => !(name in (now.headers ?? {})));
    return [
      ...gone.map((name) => breaking(at, `the header ${name} is gone`)),
      ...contents({ ...context, at }, { was: old.content ?? {}, is: now.content ?? {} }),
    ];
  });
}

const contents = (context: Context, { was, is }: Pair<Content>): Difference[] =>
  names(was, is).flatMap((type) => {
    const at = `${context.at} ${type}`;
    const [old, now] = [was[type], is[type]];
    if (!now) return [breaking(at, 'this kind of content is gone')];
    if (!old) return [fine(at, 'a new kind of content')];
    return schemas({ ...context, at }, { was: old.schema ?? {}, is: now.schema ?? {} });
  });

function schemas(context: Context, pair: Pair<Schema>): Difference[] {
  const place = `${pair.was.$ref ?? ''} ${pair.is.$ref ?? ''}`;
  if (pair.was.$ref !== undefined && context.seen.has(place)) return [];
  const within = { ...context, seen: new Set([...context.seen, place]) };
  const [was, is] = [usual(context.was, pair.was), usual(context.is, pair.is)];
  return [
    ...types(within, { was, is }),
    ...values(within, { was, is }),
    ...(context.side === 'sent' ? bounds(within, { was, is }) : []),
    ...fields(within, { was, is }),
    ...(was.items && is.items ? schemas({ ...within, at: `${within.at}[]` }, { was: was.items, is: is.items }) : []),
    ...others(within, { was, is }),
    ...variants(within, { was, is }),
  ];
}

/** As whoever sends no such parameter is answered: a form that comes only with one is no news to anybody else. */
function usual(document: Document, schema: Schema): Schema {
  const { anyOf: forms, ...own } = whole(document, schema);
  const [first, ...others] = (forms ?? []).filter((form) => !(ONLY_WITH in whole(document, form)));
  if (!forms || !first || others.length + 1 === forms.length) return { ...own, ...(forms && { anyOf: forms }) };
  return others.length > 0 ? { ...own, anyOf: [first, ...others] } : { ...own, ...usual(document, first) };
}

/** A schema with what it refers to and with all its parts. */
function whole(document: Document, schema: Schema): Schema {
  const { $ref: _, allOf, ...own } = schema;
  const target = targetOf(schema, document.components.schemas);
  const parts = [...(target ? [target] : []), ...(allOf ?? [])].map((part) => whole(document, part));
  return parts.reduce<Schema>(
    (sum, part) => ({
      ...part,
      ...sum,
      ...(part.properties && { properties: { ...part.properties, ...sum.properties } }),
      ...(part.required && { required: [...part.required, ...(sum.required ?? [])] }),
    }),
    own,
  );
}

function types({ at, side }: Context, pair: Pair<Schema>): Difference[] {
  const [was, is] = [typesOf(pair.was), typesOf(pair.is)];
  const gone = was.filter((type) => !is.includes(type) && !(type === 'integer' && is.includes('number')));
  const added = is.filter((type) => !was.includes(type) && !(type === 'number' && was.includes('integer')));
  const format =
    pair.was.format === pair.is.format ? [] : [breaking(at, `format ${pair.was.format} is ${pair.is.format}`)];
  if (was.length === 0 || is.length === 0)
    return [
      ...format,
      ...(was.length === is.length ? [] : [breaking(at, `type ${was.join('|') || 'any'} is ${is.join('|') || 'any'}`)]),
    ];
  return [
    ...format,
    // What is sent may be of more types, what is answered of fewer.
    ...gone.map((type) =>
      side === 'sent' ? breaking(at, `is not ${type} any more`) : fine(at, `is never ${type} any more`),
    ),
    ...added.map((type) => (side === 'sent' ? fine(at, `may be ${type} too`) : breaking(at, `may be ${type} now`))),
  ];
}

function values({ at }: Context, pair: Pair<Schema>): Difference[] {
  const of = ({ enum: some, const: one }: Schema): readonly unknown[] | undefined =>
    some ?? (one === undefined ? undefined : [one]);
  const [was, is] = [of(pair.was), of(pair.is)];
  if (!was && !is) return [];
  if (!was) return [breaking(at, 'is one of few values now')];
  if (!is) return [fine(at, 'may be any value')];
  return [
    ...was.filter((value) => !is.includes(value)).map((value) => breaking(at, `the value ${String(value)} is gone`)),
    ...is.filter((value) => !was.includes(value)).map((value) => fine(at, `a new value ${String(value)}`)),
  ];
}

const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];

function bounds({ at }: Context, { was, is }: Pair<Schema>): Difference[] {
  const number = (schema: Schema, name: string, none: number): number =>
    typeof schema[name] === 'number' ? schema[name] : none;
  const moved = (
    some: readonly string[],
    none: number,
    isNarrower: (was: number, is: number) => boolean,
  ): Difference[] =>
    some.flatMap((name) => {
      const [old, now] = [number(was, name, none), number(is, name, none)];
      if (old === now) return [];
      return [isNarrower(old, now) ? breaking(at, `${name} ${old} is ${now}`) : fine(at, `${name} ${old} is ${now}`)];
    });
  return [
    ...moved(UPPER, Infinity, (old, now) => now < old),
    ...moved(LOWER, -Infinity, (old, now) => now > old),
    ...(was['pattern'] === is['pattern']
      ? []
      : [is['pattern'] === undefined ? fine(at, 'any pattern') : breaking(at, 'another pattern')]),
  ];
}

function fields(context: Context, { was, is }: Pair<Schema>): Difference[] {
  const { side } = context;
  const needed = ({ required = [] }: Schema, name: string): boolean => required.includes(name);
  return names(was.properties, is.properties).flatMap((name) => {
    const at = `${context.at}.${name}`;
    const [old, now] = [was.properties?.[name], is.properties?.[name]];
    if (!now) return [breaking(at, 'the field is gone')];
    if (!old)
      return [
        side === 'sent' && needed(is, name) ? breaking(at, 'a new field that must be sent') : fine(at, 'a new field'),
      ];
    const [before, after] = [needed(was, name), needed(is, name)];
    const isWorse = side === 'sent' ? !before && after : before && !after;
    return [
      ...(isWorse ? [breaking(at, side === 'sent' ? 'must be sent now' : 'is not always there any more')] : []),
      ...(!isWorse && before !== after
        ? [fine(at, side === 'sent' ? 'need not be sent any more' : 'is always there now')]
        : []),
      ...schemas({ ...context, at }, { was: old, is: now }),
    ];
  });
}

/** Fields without names of their own. */
function others(
  context: Context,
  { was: { additionalProperties: was }, is: { additionalProperties: is } }: Pair<Schema>,
): Difference[] {
  const at = `${context.at}.*`;
  if (typeof was === 'object' && typeof is === 'object') return schemas({ ...context, at }, { was, is });
  if (context.side === 'sent' && was !== false && is === false) return [breaking(at, 'no other fields any more')];
  return [];
}

/** One of several forms: each that there was must still be there, as itself or wider. */
function variants(context: Context, { was, is }: Pair<Schema>): Difference[] {
  const of = ({ anyOf, oneOf }: Schema): readonly Schema[] => anyOf ?? oneOf ?? [];
  const [before, after] = [of(was), of(is)];
  if (before.length === 0 && after.length > 0) return [breaking(context.at, 'is one of several forms now')];
  const lost = (
    some: readonly Schema[],
    others: readonly Schema[],
    turn: (one: Schema, other: Schema) => Pair<Schema>,
  ): Schema[] =>
    some.filter((one) => !others.some((other) => schemas(context, turn(one, other)).every(({ breaks }) => !breaks)));
  const gone = lost(before, after, (one, other) => ({ was: one, is: other }));
  const added = lost(after, before, (one, other) => ({ was: other, is: one }));
  return [
    ...gone.map(() => breaking(context.at, 'one of its forms is gone')),
    ...added.map(() => (context.side === 'sent' ? fine : breaking)(context.at, 'a new form')),
  ];
}

const names = (was: object = {}, is: object = {}): string[] => [...new Set([...Object.keys(was), ...Object.keys(is)])];
