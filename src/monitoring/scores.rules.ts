import { own } from '../core/access.js';
import { formNameOf, type Definition } from '../core/definition/definition.js';
import {
  APPRAISAL,
  classField,
  filledIn as filled,
  pointsIn,
  type Given,
  scorePlace,
  type ScorePlace,
  SELF_SCORE,
} from '../core/form/score.js';
import { fieldsOf, isRecord, type Form, type TableField, type Words } from '../core/form/form.js';

/** Its points are settled. */
export const FIXED = ['fixed', 'classified', 'compiled', 'published'] as const;
/** It will have none. */
export const LEFT_OUT = ['unclassified', 'left-unclassified'] as const;
/** A draft of the result lies before the unit. */
export const DRAFTED = 'under-objection';

export type Criterion = { readonly id: string; readonly label: Words; readonly max: number | null };
type Side = {
  readonly events: readonly string[];
  readonly form: Form;
  readonly place: ScorePlace | undefined;
  /** The field in which a class is chosen. */
  readonly chosen: string | undefined;
};
/** How points are given on a sheet, as far as its definition tells. */
export type Sheet = {
  readonly self: Side;
  readonly appraisal: Side;
  readonly criteria: readonly Criterion[];
  /** What the classes are called. */
  readonly classes: ReadonlyMap<string, Words>;
  /** The fact under which the class is kept. */
  readonly classFact: string | undefined;
};

/** Undefined: no points are given with it. */
export function sheetOf(definition: Definition): Sheet | undefined {
  const [self, appraisal] = [sideOf(definition, SELF_SCORE), sideOf(definition, APPRAISAL)];
  if (!self || !appraisal) return undefined;
  const rows = tableOf(appraisal.form, appraisal.place)?.rows ?? [];
  const points = appraisal.place?.points ?? '';
  return {
    self,
    appraisal,
    criteria: rows.map(({ id, label, max = {} }) => ({ id, label, max: own(max, points) ?? null })),
    classFact: appraisal.events.flatMap((event) => fieldOf(definition, event, 'choice') ?? [])[0],
    classes: new Map(
      [appraisal, self].flatMap(({ form, chosen }) =>
        fieldsOf(form).flatMap((field) =>
          field.type === 'choice' && field.id === chosen ? field.options.map(({ id, label }) => [id, label]) : [],
        ),
      ),
    ),
  };
}

function sideOf({ events, forms = {} }: Definition, name: string): Side | undefined {
  const form = own(forms, name);
  if (!form) return undefined;
  return {
    events: Object.entries(events).flatMap(([event, spec]) => (formNameOf(spec) === name ? [event] : [])),
    form,
    place: scorePlace(form),
    chosen: classField(form),
  };
}

const tableOf = (form: Form, place: ScorePlace | undefined): TableField | undefined =>
  fieldsOf(form).find((field): field is TableField => field.type === 'table' && field.id === place?.table);

/** An event as it stands in the history, or the facts that were kept of it. */
type Told = Readonly<Record<string, unknown>>;

const fieldOf = ({ events }: Definition, event: string, type: 'number' | 'choice'): string | undefined =>
  Object.entries(own(events, event)?.carries ?? {}).find(([, field]) => field.type === type)?.[0];

/** What an event said: its number is the points, its choice the class. */
export function givenIn(definition: Definition, event: string, told: Told): Given {
  const of = (type: 'number' | 'choice'): unknown => {
    const name = fieldOf(definition, event, type);
    return name === undefined ? undefined : own(told, name);
  };
  const [points, chosen] = [of('number'), of('choice')];
  return {
    points: typeof points === 'number' ? points : null,
    class: typeof chosen === 'string' ? chosen : null,
  };
}

/** What a form said. */
export const filledIn = ({ form }: Pick<Side, 'form'>, answers: Told | null): Given =>
  answers ? filled(form, answers) : { points: null, class: null };

const cellIn = (cells: unknown, column: string): unknown => (isRecord(cells) ? own(cells, column) : undefined);
function wordsIn({ place }: Side, answers: Told | null, row: string): string | null {
  const rows = place && answers ? own(answers, place.table) : undefined;
  const value = place?.words === undefined || !isRecord(rows) ? undefined : cellIn(own(rows, row), place.words);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export type Compared = {
  readonly id: string;
  readonly self: number | null;
  readonly appraised: number | null;
  readonly isChanged: boolean;
  /** Why the unit gave itself so many. */
  readonly note: string | null;
  /** Why its scorer gave it others. */
  readonly reason: string | null;
};

/** Criterion by criterion, as the unit has it and as its scorer has it. */
export function compared(
  { self, appraisal, criteria }: Sheet,
  said: { readonly self: Told | null; readonly appraisal: Told | null },
): readonly Compared[] {
  const mine = said.self ? pointsIn(self.place, said.self) : {};
  const theirs = said.appraisal ? pointsIn(appraisal.place, said.appraisal) : {};
  return criteria.map(({ id }) => {
    const [given, appraised] = [own(mine, id) ?? null, own(theirs, id) ?? null];
    return {
      id,
      self: given,
      appraised,
      isChanged: given !== null && appraised !== null && given !== appraised,
      note: wordsIn(self, said.self, id),
      reason: wordsIn(appraisal, said.appraisal, id),
    };
  });
}
