import { denied, postsOf } from '../core/access.js';
import { choiceLabels as labelsOf } from '../core/definition/choice-labels.js';
import { formOf, type Definition } from '../core/definition/definition.js';
import type { Machine } from '../core/definition/machine.js';
import type { EventSpec } from '../core/definition/schema.js';
import type { Snapshot } from '../core/instance.js';
import { possible } from '../core/step.js';
import { leadingOn } from '../core/turn.js';
import { labelOf } from '../platform/words.js';
import type { FieldView, PossibleEvent, PostView } from './instances.dto.js';

/** Who holds a post today, by their ids. */
export type Holders = (post: Pick<PostView, 'unit' | 'seat'>) => readonly string[];

/** The events that the present state takes, with what they need and who may send them. */
export function possibleView(machine: Machine, snapshot: Snapshot, at: number, holders: Holders): PossibleEvent[] {
  const { definition } = machine;
  return possible(machine, snapshot, at).flatMap((event) => {
    const spec = definition.events[event];
    if (!spec) return [];
    const { by, ...view } = possibleEvent(definition, snapshot, event, spec);
    return [{ ...view, by: by.map((post) => ({ ...post, people: [...holders(post)] })) }];
  });
}

type Post = Omit<PostView, 'people'>;
type Unheld = Omit<PossibleEvent, 'by'> & { readonly by: readonly Post[] };

const possibleEvent = (definition: Definition, snapshot: Snapshot, event: string, spec: EventSpec): Unheld => ({
  event,
  label: spec.label,
  form: formOf(definition, event)?.name ?? null,
  reason: spec.reason ?? null,
  onBehalf: spec.onBehalf !== undefined,
  leadsOn: leadingOn(definition, snapshot.value).includes(event),
  by: postsFor(definition, snapshot, event, spec),
  fields: Object.entries(spec.carries ?? {}).map(([name, { type, choices, optional, label }]): FieldView => ({
    name,
    type,
    ...(choices && { choices, ...labelled(definition, choices) }),
    optional: optional ?? false,
    label: label ?? null,
  })),
});

const labelled = (definition: Definition, choices: readonly string[]): Pick<FieldView, 'choiceLabels'> => {
  const choiceLabels = labelsOf(definition, choices);
  return choiceLabels ? { choiceLabels } : {};
};

/** Whoever the one table of access lets through, asked role by role: no rule of it stands here twice. */
function postsFor(definition: Definition, { context, value }: Snapshot, event: string, { by }: EventSpec): Post[] {
  const posts = by.flatMap((role): Post[] => {
    const seats = postsOf(definition, role, context);
    const refused = denied(definition, { kind: 'person', id: role, seats }, { type: event }, { whose: context, value });
    return refused
      ? []
      : seats.map((seat) => ({ role, label: labelOf('posts', role), unit: seat.unit, seat: seat.seat }));
  });
  // One post may be meant by several roles; it is named once.
  return posts.filter(
    (post, index) => posts.findIndex((one) => one.unit === post.unit && one.seat === post.seat) === index,
  );
}
