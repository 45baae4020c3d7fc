import type { Parameter, Ref } from './shapes.js';

const KEY = '5f0c6a52-4c5e-4a55-9d5b-0f6f6a0a9d11';
const TAG = '"3.Vb0tUk2mYw4Zx8Qe"';
const text = { type: 'string' };

/** Headers of requests that many routes take. */
export const parameters: Readonly<Record<string, Parameter>> = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'vi or en; Vietnamese otherwise. Also of the words of a problem.',
    schema: text,
    example: 'en',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The ETag of an answer that is kept: where it still holds, it is not said again.',
    schema: text,
    example: TAG,
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description:
      'The ETag of what was looked at, or what stands in it before the dot: where it has changed, nothing is done.',
    schema: text,
    example: TAG,
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'One per wish; 1–200 visible ASCII characters. The same again within a day is answered as the first time.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
    example: KEY,
  },
};

/** A header that routes write in the same words is said once. */
export function sharedParameter(own: Parameter): Parameter | Ref {
  const found = Object.entries(parameters).find(
    ([, { name, required }]) => own.in === 'header' && own.name === name && (own.required ?? false) === required,
  );
  return found ? { $ref: `#/components/parameters/${found[0]}` } : own;
}

/** What a parameter of this name means wherever it stands. */
export const descriptions: Readonly<Record<string, string>> = {
  plan: 'The name of a plan.',
  version: 'The number of a version of the plan.',
  obligation: 'The id of an obligation of the plan.',
  period: 'The id of a period, such as 2023-H1.',
  unit: 'The code of a unit.',
  seat: 'A post of the unit.',
  status: 'Whether it runs.',
  stage: 'The stage that it has reached.',
  id: 'Its id, as lists and answers say it.',
  name: 'The user name of an account.',
  code: 'The stable code of a kind of problem.',
  format: 'The kind of file.',
  from: 'The first day.',
  to: 'The last day.',
};

/** Headers of answers. */
export const headers = {
  ETag: {
    description: 'Of one resource `"rev.digest"`, for `If-Match` and `If-None-Match`; of a list a weak one.',
    schema: text,
    example: TAG,
  },
  RequestId: {
    description: 'Found again in the server’s log.',
    schema: text,
    example: '0b9c2a4e-8a0e-4f0e-9a55-6d1d2b6f3c10',
  },
  RateLimitPolicy: {
    description: 'How many requests are allowed in how many seconds.',
    schema: text,
    example: '"account";q=600;w=60',
  },
  RateLimit: { description: 'How many are left, and for how long.', schema: text, example: '"account";r=599;t=60' },
  RetryAfter: { description: 'Seconds until it is worth asking again.', schema: { type: 'integer' }, example: 3 },
  Replayed: {
    description: 'The key had been answered before: this is that answer.',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
};
