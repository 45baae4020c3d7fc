import type { FieldValue } from './event-field';
import type { EventField } from './get-instance';

/** As the picker has it (`2023-06-05 08:30:00`), which is the time of the house whatever the browser's zone. */
export const momentField = (text: string): string => `${text.replace(' ', 'T')}+07:00`;

type Sent = Record<string, string | number | boolean | null | string[]>;

/** What was filled in, as the API takes it; what was left empty is left out. */
export function sentFields(fields: readonly EventField[], values: Readonly<Record<string, FieldValue>>): Sent {
  return Object.fromEntries(
    fields.flatMap(({ name, type }): [string, Sent[string]][] => {
      const value = values[name];
      if (type === 'boolean') return [[name, value === true]];
      if (value === undefined || value === null || value === '') return [];
      if (typeof value === 'string') return [[name, type === 'instant' ? momentField(value) : value.trim()]];
      return [[name, typeof value === 'object' ? [...value] : value]];
    }),
  );
}
