import type { components } from './api.gen';

export type ProblemDetails = components['schemas']['ProblemDetails'];
type Facts = Partial<ProblemDetails> & Readonly<Record<string, unknown>>;

/** What the API refused, in its own sentence, in the reader's language: the screens make up none. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;

  constructor(
    readonly facts: Facts,
    status: number,
  ) {
    super(facts.detail ?? facts.title ?? '');
    this.name = 'ApiProblem';
    this.code = facts.code ?? 'unreadable';
    this.status = status;
    this.title = facts.title ?? '';
  }
}

export const problemIn = (body: unknown, status: number): ApiProblem =>
  new ApiProblem(typeof body === 'object' && body !== null ? (body as Facts) : {}, status);

export const isProblem = (error: unknown, ...codes: readonly string[]): error is ApiProblem =>
  error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));

/** What is wrong with which field of a form, by its name: `errors` of a Mantine form, or one by one. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!isProblem(error)) return {};
  return Object.fromEntries((error.facts.errors ?? []).map(({ field, message }) => [field, message ?? error.message]));
}
