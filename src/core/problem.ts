import type { Json } from './canonical.js';

/**
 * Every error a caller can meet: its stable code and its HTTP status. The words live in the locale files
 * (src/platform/locales), one sentence per code and language; a code without words fails the tests.
 */
export const problems = {
  'bad-request': 400,
  'unknown-field': 400,
  'bad-path': 400,
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'code-needed': 401,
  'not-allowed': 403,
  'password-must-change': 403,
  'totp-required': 403,
  'totp-active': 409,
  'totp-not-configured': 503,
  'mail-not-configured': 503,
  'reset-link-over': 422,
  'oidc-not-configured': 404,
  'oidc-away': 503,
  'oidc-refused': 403,
  'oidc-untrusted': 401,
  'oidc-clock': 401,
  'oidc-code-refused': 401,
  'oidc-sign-in-over': 422,
  'oidc-claim-missing': 403,
  'oidc-no-account': 403,
  'oidc-name-taken': 409,
  'oidc-account-disabled': 403,
  'link-taken': 409,
  'password-too-common': 422,
  'password-has-name': 422,
  'last-administrator': 409,
  'sign-in-again': 403,
  'cross-site': 403,
  'too-many-tries': 429,
  'too-many-requests': 429,
  'too-many-lines': 429,
  'address-too-long': 414,
  'took-too-long': 503,
  'name-taken': 409,
  'email-taken': 409,
  'already-held': 409,
  'post-not-held': 409,
  'not-deputy': 403,
  'precondition-required': 428,
  'precondition-failed': 412,
  'not-found': 404,
  'method-not-allowed': 405,
  'unsupported-media-type': 415,
  'unknown-event': 422,
  'event-not-expected': 409,
  'guard-not-met': 409,
  'forbidden-event': 403,
  'conflict-of-interest': 403,
  'sequence-moved': 409,
  'instance-quarantined': 409,
  'instance-busy': 503,
  'key-reused': 422,
  'key-under-way': 409,
  'key-answer-lost': 409,
  'event-malformed': 422,
  'form-missing': 422,
  'form-incomplete': 422,
  'form-misshapen': 422,
  'form-closed': 409,
  'effective-not-allowed': 422,
  'actor-unknown': 422,
  'plan-has-errors': 422,
  'plan-changed': 409,
  'plan-superseded': 409,
  'plan-not-draft': 409,
  'plan-term-over': 409,
  'not-sandbox': 409,
  'clock-backwards': 422,
  'period-unknown': 422,
  'already-open': 409,
  'not-closed': 409,
  'import-has-errors': 422,
  'import-moved': 409,
  'import-undone': 409,
  'import-not-last': 409,
  'import-over': 409,
  'import-in-use': 409,
  'import-activated': 409,
  'payload-too-large': 413,
  'file-type': 422,
  'file-infected': 422,
  'file-missing': 422,
  'file-bound': 409,
  'too-many-files': 409,
  'scanner-away': 503,
  'database-away': 503,
  internal: 500,
} as const;

export type ProblemCode = keyof typeof problems;

/**
 * What a field must be where it is something else (the fact `expected`). Codes as well: their words stand in the locale
 * files, and may name the facts `least`, `most` and `choices`.
 */
export const expectations = [
  'nothing',
  'something-else',
  'json',
  'shallow-json',
  'object',
  'list',
  'at-least-entries',
  'at-most-entries',
  'required',
  'text',
  'some-text',
  'long-text',
  'short-text',
  'plain-text',
  'number',
  'integer',
  'at-least',
  'at-most',
  'boolean',
  'one-of',
  'choice',
  'day',
  'day-from',
  'instant',
  'day-or-instant',
  'instant-before',
  'identifier',
  'unit',
  'units',
  'instance',
  'another-instance',
  'name',
  'record-key',
  'no-type-field',
  'cursor',
  'idempotency-key',
  'user-name',
  'email',
  'local-path',
  'subject',
  'known-plan',
  'deputy',
  'day-past',
  'reason',
  'plan-name',
  'plan-path',
  'plan-file',
  'comparison-hash',
  'sheet-file',
  'small-file',
  'file-name',
  'whole-file',
  'small-content',
  'open-file',
  'whole-archive',
  'whole-csv',
  'at-most-rows',
  'at-most-columns',
  'heading',
  'known-heading',
  'heading-once',
  'row-once',
  'same-as-row',
  'day-of-sheet',
  'phone',
  'free-name',
  'free-email',
  'own-account',
  'unit-of-plan',
  'tasks-of-plan',
  'one-post',
  'import-digest',
  'another-unit',
  'group-of-plan',
  'seat-place',
  'uuid',
  'form-path',
] as const;
export type Expectation = (typeof expectations)[number];

/** A refusal that reaches people: a code with facts, never prose. */
export class Problem extends Error {
  readonly status: number;
  constructor(
    readonly code: ProblemCode,
    readonly facts: Readonly<Record<string, Json | undefined>> = {},
  ) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = 'Problem';
    this.status = problems[code];
  }
}

export const problem = (code: ProblemCode, facts?: Readonly<Record<string, Json | undefined>>): Problem =>
  new Problem(code, facts);

/** A field of a request that is not what it must be. */
export const unfit = (field: string, expected: Expectation, bounds: Bounds = {}): Problem =>
  problem('bad-request', { field, expected, ...bounds });
export type Bounds = {
  readonly least?: number | string;
  readonly most?: number | string;
  readonly choices?: (string | number | boolean | null)[];
};
