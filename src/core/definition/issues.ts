import type { z, ZodType } from 'zod';
import type { Finding } from './finding.js';
import { nearest } from './nearest.js';

/** What a schema refuses, in our words: where, what, and what was probably meant. */
export type Issue = {
  readonly path: readonly (string | number)[];
  /** It is the key that is wrong, not what stands under it. */
  readonly key?: boolean;
  readonly facts: Finding['facts'];
  readonly suggestion?: string;
};
type ZodIssue = z.core.$ZodIssue;
type Read<T> = { readonly value: T } | { readonly issues: readonly Issue[] };

/** Zod says which keys it does not know, but not which it knows: the message carries them here. */
const keysKnown: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const def = (issue.inst as unknown as { _zod: { def: { shape?: object } } } | undefined)?._zod.def;
  return Object.keys(def?.shape ?? {}).join(' ');
};

export function issuesOf<T>(schema: ZodType<T>, value: unknown): Read<T> {
  const result = schema.safeParse(value, { error: keysKnown, reportInput: true });
  return result.success ? { value: result.data } : { issues: result.error.issues.flatMap((one) => issue(one, [])) };
}

function issue(one: ZodIssue, above: Issue['path']): readonly Issue[] {
  const path = [...above, ...(one.path as (string | number)[])];
  const name = String(path.at(-1) ?? '');
  switch (one.code) {
    case 'unrecognized_keys':
      return one.keys.map((key) => ({
        path: [...path, key],
        key: true,
        facts: { problem: 'unknown-field', field: key, known: one.message.split(' ') },
        ...suggested(key, one.message.split(' ')),
      }));
    case 'invalid_union':
      return union(one, path);
    case 'invalid_key':
      return one.issues.slice(0, 1).map((inner) => ({
        path,
        key: true,
        facts: { problem: 'name', value: name, detail: inner.message },
      }));
    case 'invalid_element':
      return one.issues.flatMap((inner) => issue(inner, path));
    case 'invalid_value':
      return [notOne(path, one.input, one.values.map(String))];
    case 'invalid_type':
      if (one.input === undefined) return [{ path, facts: { problem: 'missing-field', field: name } }];
      if (one.expected === 'array' && typeof one.input !== 'object')
        return [{ path, facts: { problem: 'list', field: name, value: shown(one.input) } }];
      return [{ path, facts: { problem: 'type', field: name, expected: one.expected, value: shown(one.input) } }];
    case 'custom':
      if (one.params?.['problem'] === 'day') return [noDay(path, shown(one.input))];
      return [refused(one, path)];
    case 'too_small':
      if (one.input === '') return [empty(path)];
      return [
        {
          path,
          facts: { problem: `small-${kindOf(one.origin)}`, value: shown(one.input), least: Number(one.minimum) },
        },
      ];
    case 'too_big':
      return [
        { path, facts: { problem: `large-${kindOf(one.origin)}`, value: shown(one.input), most: Number(one.maximum) } },
      ];
    default:
      return [one.input === '' ? empty(path) : refused(one, path)];
  }
}

/** A whole number is a number: nobody is told another thing of it. */
const kindOf = (origin: string): string => (origin === 'int' ? 'number' : origin);

const refused = (one: ZodIssue, path: Issue['path']): Issue => ({
  path,
  facts: { problem: 'value', value: shown(one.input), detail: one.message },
});

const empty = (path: Issue['path']): Issue => ({ path, facts: { problem: 'empty' } });

const notOne = (path: Issue['path'], input: unknown, known: readonly string[]): Issue => {
  if (input === undefined) return { path, facts: { problem: 'missing-field', field: String(path.at(-1) ?? '') } };
  return {
    path,
    facts: { problem: 'choice', value: shown(input), known },
    ...suggested(shown(input), known),
  };
};

/** Most are days written before their month. */
const noDay = (path: Issue['path'], value: string): Issue => {
  const [, year = '', date = '', month = ''] = /^(.*?)(\d\d)-(\d\d)$/.exec(value) ?? [];
  const isSwapped = Number(month) >= 1 && Number(month) <= 12 && Number(date) > 12 && Number(date) <= 31;
  return { path, facts: { problem: 'day', value }, ...(isSwapped && { suggestion: `${year}${month}-${date}` }) };
};

const suggested = (word: string, known: readonly string[]): { suggestion?: string } => {
  const suggestion = nearest(word, known);
  return suggestion === undefined ? {} : { suggestion };
};

const shown = (input: unknown): string => {
  const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

type UnionIssue = Extract<ZodIssue, { code: 'invalid_union' }>;

/** Of the forms that a value may have, the one that the writer probably meant: its issues, not everybody's. */
function union(one: UnionIssue, path: Issue['path']): readonly Issue[] {
  const { discriminator, options } = one as { discriminator?: string; options?: readonly unknown[] };
  if (discriminator !== undefined) {
    const given = (one.input as Record<string, unknown> | null | undefined)?.[discriminator];
    return [notOne(path, given, (options ?? []).map(String))];
  }
  if (one.input === undefined) return [{ path, facts: { problem: 'missing-field', field: String(path.at(-1) ?? '') } }];
  const forms = one.errors.map((issues) => issues.flatMap((inner) => issue(inner, path)));
  const ranked = [...forms].sort((a, b) => fit(b, path) - fit(a, path));
  return ranked[0] ?? [{ path, facts: { problem: 'form', value: shown(one.input) } }];
}

/** How near a form came: another shape altogether is farthest, then an unknown field, then a wrong value deep inside. */
function fit(issues: readonly Issue[], path: Issue['path']): number {
  const own = issues.filter((one) => one.path.length <= path.length + (one.key ? 1 : 0));
  const shape = issues.some((one) => one.path.length === path.length && one.facts['problem'] === 'type');
  const missing = issues.filter(
    (one) => one.facts['problem'] === 'missing-field' && one.path.length === path.length + 1,
  );
  return (shape ? -100 : 0) - own.length * 4 - missing.length * 4 - issues.length;
}
