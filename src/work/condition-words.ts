import type { Json } from '../core/canonical.js';
import type { Condition } from '../core/conditions.js';
import type { Definition } from '../core/definition/definition.js';
import { type Label, labelOf } from '../platform/words.js';

/** What a condition speaks of, and cannot name itself: what stages of its children and sources are called. */
export type Named = { readonly stage: (tag: string) => Label; readonly group: (group: string) => Label };
type Params = Extract<Condition, { guard: string }>['params'];

/** A condition that does not hold, as what would have to. */
export function conditionLabel(definition: Definition, condition: Condition, named: Named): Label {
  const inner = (one: Condition): Label => conditionLabel(definition, one, named);
  if ('any' in condition)
    return joined(
      'or',
      condition.any.map((all) => joined('and', all.map(inner))),
    );
  const { guard, wanted, params } = condition;
  return labelOf('conditions', wanted ? guard : `${guard}-not`, factsOf(definition, params, named));
}

function factsOf(definition: Definition, params: Params, named: Named) {
  const { field, fact, group, tags, equals, notBefore, notAfter } = params;
  return {
    ...params,
    ...(typeof field === 'string' && { field: fieldLabel(definition, field) }),
    ...(typeof fact === 'string' && { fact: fieldLabel(definition, fact) }),
    ...(typeof group === 'string' && { group: named.group(group) }),
    ...(Array.isArray(tags) && {
      tags: joined(
        'or',
        tags.map((tag) => named.stage(String(tag))),
      ),
    }),
    ...(equals !== undefined && { equals: valueLabel(equals) }),
    ...(typeof notBefore === 'string' && { notBefore: dayText(notBefore) }),
    ...(typeof notAfter === 'string' && { notAfter: dayText(notAfter) }),
  };
}

/** A field of any event that is called so: facts are kept under the names of the fields that brought them. Some are marks. */
export function fieldLabel(
  { events, marks = {} }: Pick<Definition, 'events' | 'marks'>,
  name: string,
  event?: string,
): Label {
  const own = event === undefined ? undefined : events[event]?.carries?.[name]?.label;
  const any = Object.values(events).flatMap(({ carries }) => carries?.[name]?.label ?? []);
  return own ?? any[0] ?? marks[name] ?? { vi: name, en: name };
}

const valueLabel = (value: Json): Label => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return value === null || typeof value === 'boolean' ? labelOf('conditions', text) : { vi: text, en: text };
};

const dayText = (day: string): string => day.split('-').reverse().join('/');

function joined(by: 'or' | 'and', labels: readonly Label[]): Label {
  const word = labelOf('conditions', by);
  return { vi: labels.map(({ vi }) => vi).join(word.vi), en: labels.map(({ en }) => en).join(word.en) };
}
