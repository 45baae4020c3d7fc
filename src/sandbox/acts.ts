import type { Definition } from '../core/definition/definition.js';
import type { Act, RehearsalFile } from '../core/plan/schema.js';

/** An act of rehearsal.yaml with a name of its own: dice and idempotency keys go by it, not by its place in the file. */
export type NamedAct = Act & { readonly name: string };

/** `report.submit@drafting`, and `report.submit@drafting~2` for a second one of that name. */
export function named(acts: readonly Act[]): readonly NamedAct[] {
  const seen = new Map<string, number>();
  return acts.map((act) => {
    const name = `${act.event}@${act.when.join('+')}`;
    const id = `${act.lifecycle} ${name}`;
    const n = (seen.get(id) ?? 0) + 1;
    seen.set(id, n);
    return { ...act, name: n === 1 ? name : `${name}~${n}` };
  });
}

/** What a secretary does about a task whose unit has ceased, where the lifecycle has a hand-over and the file says nothing of it. */
const HAND_OVER = 'unit.hand-over';
const handOver = (definition: Definition): readonly NamedAct[] => {
  const spec = definition.events[HAND_OVER];
  const by = spec?.by[0];
  if (!spec?.carries?.['unit'] || by === undefined) return [];
  return [
    {
      name: HAND_OVER,
      lifecycle: definition.lifecycle,
      when: [],
      unless: ['handed-in', 'closed', 'exempt', 'cancelled'],
      event: HAND_OVER,
      by,
      carries: { unit: '{successor}' },
      timing: { workingDays: [1, 3], from: 'entered' },
      chance: 1,
      unitEnded: true,
      reason: {
        vi: 'Đơn vị đã sáp nhập, chuyển cho đơn vị kế thừa.',
        en: 'The unit has been merged; its successor takes over.',
      },
    },
  ];
};

/** Which acts may ever happen on an instance of a definition, in the order in which they are asked. */
export class Repertoire {
  private readonly acts: readonly NamedAct[];
  private readonly known = new Map<string, readonly NamedAct[]>();

  constructor({ acts }: RehearsalFile) {
    this.acts = named(acts);
  }

  of(hash: string, definition: Definition): readonly NamedAct[] {
    const known = this.known.get(hash);
    if (known) return known;
    const written = this.acts.filter(
      ({ lifecycle, obligations }) =>
        lifecycle === definition.lifecycle &&
        (obligations === undefined || obligations.includes(definition.obligation)),
    );
    const acts = written.some(({ unitEnded }) => unitEnded) ? written : [...written, ...handOver(definition)];
    this.known.set(hash, acts);
    return acts;
  }
}

/** Whether an act's tags are those of an instance. */
export const fits = ({ when, unless = [] }: Act, tags: readonly string[]): boolean =>
  when.every((tag) => tags.includes(tag)) && !unless.some((tag) => tags.includes(tag));
