import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { problem, type Problem } from '../core/problem.js';

/** `@Body({ schema })`, `@Query({ schema })`, `@Param(name, { schema })`: what does not fit is refused, unknown fields too. */
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, { schema, type, data }: ArgumentMetadata): unknown {
    if (schema === undefined || type === 'custom') return value;
    // Every schema of ours is zod's; a request without a body is one with an empty one.
    const read = (schema as unknown as z.ZodType).safeParse(value ?? (data === undefined ? {} : value));
    if (!read.success) throw refusal(read.error.issues, data);
    const odd = unstorable(value, data ?? '');
    if (odd !== undefined) throw problem('bad-request', { field: odd || 'body', expected: 'text' });
    return read.data;
  }
}

/** Where a text stands that JSON can say and PostgreSQL cannot keep: with a NUL, or with half of a surrogate pair. */
function unstorable(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || !isWellFormed(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const odd = unstorable(name, path) ?? unstorable(inner, path === '' ? name : `${path}.${name}`);
    if (odd !== undefined) return odd;
  }
  return undefined;
}

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

function refusal(issues: readonly z.core.$ZodIssue[], name: string | undefined): Problem {
  const errors = issues.flatMap((issue) => wrongs(issue, name === undefined ? [] : [name]));
  const unknown = errors.find(({ expected }) => expected === NOTHING);
  const first = unknown ?? errors[0] ?? { field: name ?? 'body', expected: 'something else' };
  return problem(unknown ? 'unknown-field' : 'bad-request', { ...first, errors: errors.slice(0, MOST) });
}

const NOTHING = 'nothing';
const MOST = 20;

type Wrong = { readonly field: string; readonly expected: string };
function wrongs(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Wrong[] {
  const path = [...above, ...issue.path];
  const field = path.map(String).join('.') || 'body';
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ field: [...path, key].map(String).join('.'), expected: NOTHING }));
    case 'invalid_type':
      return [{ field, expected: issue.expected }];
    case 'invalid_value':
      return [{ field, expected: issue.values.map(String).join(' | ') }];
    case 'too_small':
      return [{ field, expected: `≥ ${issue.minimum}` }];
    case 'too_big':
      return [{ field, expected: `≤ ${issue.maximum}` }];
    case 'invalid_union': {
      // The form that came nearest speaks for all.
      const [nearest] = [...issue.errors].sort((a, b) => a.length - b.length);
      return nearest && nearest.length > 0
        ? nearest.flatMap((inner) => wrongs(inner, path))
        : [{ field, expected: issue.message }];
    }
    default:
      return [{ field, expected: issue.message }];
  }
}
