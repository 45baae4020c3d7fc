import { fieldsOf, given, isRecord, type Answers, type Form } from './form.js';
import { rounded } from './value.js';

/** The forms by whose names a score sheet is known (docs/plan-language.md): what a unit says of itself, and what its scorer says. */
export const SELF_SCORE = 'self-score';
export const APPRAISAL = 'appraisal';
export const scoreForms = [SELF_SCORE, APPRAISAL] as const;
export const isScoreForm = (name: string): boolean => scoreForms.some((one) => one === name);

/** Where points, explanations and reasons stand in a form. */
export type ScorePlace = { readonly table: string; readonly points: string; readonly words: string | undefined };

/** The first table with fixed rows and a column of numbers: a row is a criterion. */
export function scorePlace(form: Form): ScorePlace | undefined {
  for (const field of fieldsOf(form)) {
    if (field.type !== 'table' || !field.rows) continue;
    const points = field.columns.find(({ type }) => type === 'number');
    const words = field.columns.find(({ type }) => type === 'text');
    if (points) return { table: field.id, points: points.id, words: words?.id };
  }
  return undefined;
}

/** The field in which a class is chosen. */
export const classField = (form: Form): string | undefined => fieldsOf(form).find(({ type }) => type === 'choice')?.id;

export type Given = { readonly points: number | null; readonly class: string | null };

/** What a form said: its points are those of all criteria together. */
export function filledIn(form: Form, answers: Answers): Given {
  const points = Object.values(pointsIn(scorePlace(form), answers)).flatMap((one) => one ?? []);
  const chosen = classField(form);
  const said = chosen === undefined ? undefined : given(answers, chosen);
  return {
    points: points.length === 0 ? null : tidy(points.reduce((sum, one) => sum + one, 0)),
    class: typeof said === 'string' ? said : null,
  };
}

/** Criterion by criterion. */
export function pointsIn(place: ScorePlace | undefined, answers: Answers): Readonly<Record<string, number | null>> {
  const rows = place && given(answers, place.table);
  if (!place || !isRecord(rows)) return {};
  const number = (cells: unknown): number | null => {
    const value = isRecord(cells) ? given(cells, place.points) : undefined;
    return typeof value === 'number' ? value : null;
  };
  return Object.fromEntries(Object.entries(rows).map(([row, cells]) => [row, number(cells)]));
}

/** No criterion has more than a few places behind the comma: 0.1 + 0.2 is 0.3. */
export const tidy = (points: number): number => rounded(points, 3);
