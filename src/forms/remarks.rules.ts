import { leadsSomewhere } from '../core/form/differences.js';
import type { Form } from '../core/form/form.js';
import { type Problem, problem, unfit } from '../core/problem.js';
import { troublesOf } from './form-problems.js';

/** What is said to a place of a form, where something is returned. */
export type Remark = { readonly path: string; readonly text: string };

const MOST = 200;
const LONGEST = 2000;

/** The remarks among the words of a letter; what is no list of remarks is refused as it stands. */
export function remarksIn(body: unknown): readonly Remark[] | Problem {
  const remarks = typeof body === 'object' && body !== null ? (body as { remarks?: unknown }).remarks : undefined;
  if (remarks === undefined) return [];
  if (!Array.isArray(remarks) || remarks.length > MOST) return unfit('body.remarks', 'list');
  const all = remarks as readonly (Partial<Record<keyof Remark, unknown>> | null)[];
  const wrong = all.flatMap((remark, n) => wrongIn(remark?.path, remark?.text, n) ?? []);
  return wrong[0] ?? (all as readonly Remark[]);
}

function wrongIn(path: unknown, text: unknown, n: number): Problem | undefined {
  if (typeof path !== 'string') return unfit(`body.remarks.${n}.path`, 'form-path');
  if (typeof text !== 'string' || text.trim() === '' || text.length > LONGEST)
    return unfit(`body.remarks.${n}.text`, 'short-text', { most: LONGEST });
  return undefined;
}

type HandedIn = { readonly name: string | undefined; readonly form: Form | undefined };

/** Remarks lead to places of what was handed in; where that came without a form there are none, and a reason is given in general. */
export function misplaced({ name, form }: HandedIn, remarks: readonly Remark[]): Problem | undefined {
  const nowhere = [...new Set(remarks.map(({ path }) => path))].filter((path) => !form || !leadsSomewhere(form, path));
  if (nowhere.length === 0) return undefined;
  const troubles = nowhere.map((path) => ({ path, code: 'unknown-field', params: {} }) as const);
  return problem('remarks-misplaced', {
    form: name ?? null,
    ...(form && { formLabel: { ...form.label } }),
    places: nowhere.join(', '),
    errors: form ? troublesOf(form, troubles) : troubles.map((one) => ({ ...one })),
  });
}
