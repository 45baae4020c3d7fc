import { z } from 'zod';
import { expectations, problem, type Bounds, type Expectation, type Problem } from '../core/problem.js';
import { unstorable } from './storable.js';

/** What a check of ours says where something does not fit: a code, never a sentence. */
export const as = (expected: Expectation): { readonly error: string } => ({ error: expected });
/** The same of a value that is of another type altogether; what its checks find is theirs to say. */
export const typed = (expected: Expectation) => ({
  error: ({ code }: { readonly code?: string }): string | undefined => (code === 'invalid_type' ? expected : undefined),
});

/** What PostgreSQL counts with in its `int`. */
const LARGEST = 2_147_483_647;
/** A whole number, written as a text in an address. */
export const wholeText = (least: number, most = LARGEST) =>
  z.coerce.number(typed('integer')).int(as('integer')).min(least).max(most);
export const whole = (least: number, most = LARGEST) => z.int(typed('integer')).min(least).max(most);

/**
 * A value as its schema reads it. `name` is what a single value is called.
 *
 * @throws Problem bad-request or unknown-field, naming the place and what must stand there
 */
export function readAs<Read>(schema: z.ZodType<Read>, value: unknown, name?: string): Read {
  const odd = unstorable(value, name);
  if (odd) throw problem('bad-request', { ...odd, field: odd.field || 'body' });
  const read = schema.safeParse(value, { reportInput: true });
  if (read.success) return read.data;
  throw refusal(read.error.issues, name);
}

type Wrong = { readonly field: string; readonly expected: Expectation } & Bounds;
const MOST = 20;

function refusal(issues: readonly z.core.$ZodIssue[], name: string | undefined): Problem {
  const errors = issues.flatMap((issue) => wrongs(issue, name === undefined ? [] : [name]));
  const unknown = errors.find(({ expected }) => expected === 'nothing');
  const first = unknown ?? errors[0] ?? { field: name ?? 'body', expected: 'something-else' };
  return problem(unknown ? 'unknown-field' : 'bad-request', { ...first, errors: errors.slice(0, MOST) });
}

function wrongs(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Wrong[] {
  const path = [...above, ...issue.path];
  const field = nameOf(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: nameOf([...path, key]), expected: 'nothing' }));
    case 'invalid_union': {
      // The form that came nearest speaks for all.
      const [nearest] = [...issue.errors].sort((a, b) => a.length - b.length);
      return nearest && nearest.length > 0
        ? nearest.flatMap((inner) => wrongs(inner, path))
        : [{ field, expected: said(issue) ?? 'something-else' }];
    }
    case 'invalid_key': {
      const [inner] = issue.issues;
      return inner ? wrongs(inner, path) : [{ field, expected: 'record-key' }];
    }
    default:
      return [{ field, ...expectedBy(issue) }];
  }
}

const nameOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || 'body';

/** What is not there is missing, whatever it must be; else the schema's own code comes before what the kind of the issue tells. */
function expectedBy(issue: z.core.$ZodIssue): { readonly expected: Expectation } & Bounds {
  if (isMissing(issue)) return { expected: 'required' };
  const own = said(issue);
  if (own !== undefined) return { expected: own, ...(issue.code === 'custom' && (issue.params as Bounds | undefined)) };
  switch (issue.code) {
    case 'invalid_type':
      return { expected: kinds[issue.expected] ?? 'something-else' };
    case 'invalid_value':
      return { expected: 'one-of', choices: issue.values.map(plain) };
    case 'too_small':
      return atLeast(issue.origin, Number(issue.minimum));
    case 'too_big':
      return atMost(issue.origin, Number(issue.maximum));
    default:
      return { expected: 'something-else' };
  }
}

const isMissing = ({ code, input }: z.core.$ZodIssue): boolean =>
  input === undefined && (code === 'invalid_type' || code === 'invalid_value');

const codes: readonly string[] = expectations;
const said = ({ message }: z.core.$ZodIssue): Expectation | undefined =>
  codes.includes(message) ? (message as Expectation) : undefined;

const kinds: Readonly<Record<string, Expectation | undefined>> = {
  string: 'text',
  number: 'number',
  int: 'integer',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
  record: 'object',
};

const plain = (value: z.core.util.Primitive): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

function atLeast(origin: string, least: number): { readonly expected: Expectation } & Bounds {
  if (origin === 'string') return least <= 1 ? { expected: 'some-text' } : { expected: 'long-text', least };
  return { expected: isCounted(origin) ? 'at-least-entries' : 'at-least', least };
}
function atMost(origin: string, most: number): { readonly expected: Expectation } & Bounds {
  if (origin === 'string') return { expected: 'short-text', most };
  return { expected: isCounted(origin) ? 'at-most-entries' : 'at-most', most };
}
const isCounted = (origin: string): boolean => ['array', 'set', 'map', 'object'].includes(origin);
