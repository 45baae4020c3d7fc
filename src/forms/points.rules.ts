import { own } from '../core/access.js';
import type { Definition, FormUse } from '../core/definition/definition.js';
import type { Answers } from '../core/form/form.js';
import { filledIn, isScoreForm } from '../core/form/score.js';
import type { Event } from '../core/instance.js';
import { problem, type Problem } from '../core/problem.js';

/** The points that an event says of a score sheet are those of the form that comes with it: no point changes outside its criterion. */
export function pointsAmiss({ events }: Definition, event: Event, use: FormUse, answers: Answers): Problem | undefined {
  const field = Object.entries(own(events, event.type)?.carries ?? {}).find(([, { type }]) => type === 'number')?.[0];
  const said = field === undefined ? undefined : own(event, field);
  const { points } = filledIn(use.form, answers);
  if (!isScoreForm(use.name) || field === undefined || typeof said !== 'number' || points === null) return undefined;
  return said === points ? undefined : problem('points-disagree', { field, points: said, sum: points });
}
