import { own } from '../core/access.js';
import { formNameOf, type Definition } from '../core/definition/definition.js';
import { APPRAISAL, SELF_SCORE } from '../core/definition/score-forms.js';
import { fieldsOf, isRecord, type Form, type TableField, type Words } from '../core/form/form.js';

/** Its points are settled. */
export const FIXED = ['fixed', 'classified', 'compiled', 'published'] as const;
/** It will have none. */
export const LEFT_OUT = ['unclassified', 'left-unclassified'] as const;
/** A draft of the result lies before the unit. */
export const DRAFTED = 'under-objection';

export type Criterion = { readonly id: string; readonly label: Words; readonly max: number | null };
/** Where points, explanations and reasons stand in a form. */
type Place = { readonly table: string; readonly points: string; readonly words: string | undefined };
type Side = {
  readonly events: readonly string[];
  readonly form: Form;
  readonly place: Place | undefined;
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
    place: placeOf(form),
    chosen: fieldsOf(form).find(({ type }) => type === 'choice')?.id,
  };
}

/** The first table with fixed rows and a column of numbers: a row is a criterion. */
function placeOf(form: Form): Place | undefined {
  for (const field of fieldsOf(form)) {
    if (field.type !== 'table' || !field.rows) continue;
    const points = field.columns.find(({ type }) => type === 'number');
    const words = field.columns.find(({ type }) => type === 'text');
    if (points) return { table: field.id, points: points.id, words: words?.id };
  }
  return undefined;
}

const tableOf = (form: Form, place: Place | undefined): TableField | undefined =>
  fieldsOf(form).find((field): field is TableField => field.type === 'table' && field.id === place?.table);

/** An event as it stands in the history, or the facts that were kept of it. */
type Told = Readonly<Record<string, unknown>>;
export type Given = { readonly points: number | null; readonly class: string | null };

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

/** What a form said: its points are those of all criteria together. */
export function filledIn({ place, chosen }: Side, answers: Told | null): Given {
  if (!answers) return { points: null, class: null };
  const points = Object.values(pointsIn(place, answers)).flatMap((one) => one ?? []);
  const said = chosen === undefined ? undefined : own(answers, chosen);
  return {
    points: points.length === 0 ? null : tidy(points.reduce((sum, one) => sum + one, 0)),
    class: typeof said === 'string' ? said : null,
  };
}

function pointsIn(place: Place | undefined, answers: Told): Readonly<Record<string, number | null>> {
  const rows = place && own(answers, place.table);
  if (!place || !isRecord(rows)) return {};
  return Object.fromEntries(Object.entries(rows).map(([row, cells]) => [row, numberIn(cells, place.points)]));
}
const cellIn = (cells: unknown, column: string): unknown => (isRecord(cells) ? own(cells, column) : undefined);
function numberIn(cells: unknown, column: string): number | null {
  const value = cellIn(cells, column);
  return typeof value === 'number' ? value : null;
}
function wordsIn({ place }: Side, answers: Told | null, row: string): string | null {
  const rows = place && answers ? own(answers, place.table) : undefined;
  const value = place?.words === undefined || !isRecord(rows) ? undefined : cellIn(own(rows, row), place.words);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** No criterion has more than a few places behind the comma: 0.1 + 0.2 is 0.3. */
export const tidy = (points: number): number => Math.round(points * 1000) / 1000;

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
