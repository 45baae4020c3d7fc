import { fieldsOf } from '../form/form.js';
import type { Definition } from './definition.js';
import type { Label } from './schema.js';

/** What the choices of an event's field are called: as a form of the same work has them, where one offers all of them; else nothing. */
export function choiceLabels(
  { forms = {} }: Pick<Definition, 'forms'>,
  choices: readonly string[],
): Label[] | undefined {
  for (const field of Object.values(forms).flatMap((form) => fieldsOf(form))) {
    if (field.type !== 'choice') continue;
    const labels = choices.flatMap((choice) => field.options.find(({ id }) => id === choice)?.label ?? []);
    if (labels.length === choices.length) return labels;
  }
  return undefined;
}
