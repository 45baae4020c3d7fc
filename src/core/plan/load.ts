import type { ZodType } from 'zod';
import { CalendarError } from '../calendar/calendar-error.js';
import { calendarYearSchema, makeCalendar, type Calendar, type CalendarYear } from '../calendar/calendar.js';
import { hasErrors, type Finding, type Source } from '../definition/finding.js';
import { nearest } from '../definition/nearest.js';
import { parseYaml } from '../definition/parse.js';
import { lifecycleSchema, type Lifecycle } from '../definition/schema.js';
import type { Form } from '../form/form.js';
import { formSchema } from '../form/schema.js';
import { clausesSchema, type Clause } from './clauses.js';
import { planSchema, rehearsalSchema, unitsSchema, type Plan, type RehearsalFile, type UnitsFile } from './schema.js';

/** A text in the languages that it is written in: templates/overdue.vi.md, templates/overdue.en.md. */
export type Template = { readonly vi?: string; readonly en?: string };

/** A plan with all that it names, each part knowing the file, line and column that it comes from. */
export type PlanBundle = {
  readonly plan: Plan;
  readonly units: UnitsFile;
  readonly lifecycles: Readonly<Record<string, Lifecycle>>;
  readonly calendars: readonly CalendarYear[];
  readonly calendar: Calendar;
  readonly rehearsal?: RehearsalFile;
  readonly templates: Readonly<Record<string, Template>>;
  readonly forms: Readonly<Record<string, Form>>;
  /** Its own words, where they are given. */
  readonly clauses?: readonly Clause[];
  readonly sources: {
    readonly plan: Source;
    readonly units: Source;
    readonly lifecycles: Readonly<Record<string, Source>>;
    readonly rehearsal?: Source;
    readonly forms: Readonly<Record<string, Source>>;
  };
};

type File<T> = { readonly name: string; readonly value: T; readonly source: Source };

/** Files below workflows/ → the plan of one folder. Pure. The bundle is there when every file could be read. */
export function loadPlan(
  files: ReadonlyMap<string, string>,
  planDir: string,
): { readonly bundle?: PlanBundle; readonly findings: readonly Finding[] } {
  const dir = planDir.replace(/\/+$/, '');
  const findings: Finding[] = [];
  const read = <T>(file: string, schema: ZodType<T>): File<T> | undefined => {
    const { value, findings: wrong, at } = parseYaml(file, files.get(file) ?? '', schema);
    findings.push(...wrong);
    return value === undefined ? undefined : { name: baseName(file), value, source: { file, at } };
  };
  const inFolder = <T>(folder: string, schema: ZodType<T>): readonly File<T>[] =>
    [...files.keys()]
      .filter((file) => file.startsWith(`${folder}/`) && /^[^/]+\.yaml$/.test(file.slice(folder.length + 1)))
      .sort()
      .flatMap((file) => read(file, schema) ?? []);
  const needed = <T>(file: string, schema: ZodType<T>): File<T> | undefined => {
    if (files.has(file)) return read(file, schema);
    findings.push({ rule: 'file-missing', severity: 'error', file, line: 1, column: 1, facts: { name: file } });
    return undefined;
  };

  const plan = needed(`${dir}/plan.yaml`, planSchema);
  const units = needed(`${dir}/units.yaml`, unitsSchema);
  const rehearsal = files.has(`${dir}/rehearsal.yaml`) ? read(`${dir}/rehearsal.yaml`, rehearsalSchema) : undefined;
  const clauses = files.has(`${dir}/clauses.yaml`) ? read(`${dir}/clauses.yaml`, clausesSchema) : undefined;
  const lifecycles = inFolder('lifecycles', lifecycleSchema);
  const years = inFolder('calendars', calendarYearSchema);
  const forms = inFolder<Form>(`${dir}/forms`, formSchema);
  findings.push(...twins(lifecycles));
  const calendar = plan && calendarOf(plan, years, findings);
  if (!plan || !units || !calendar || hasErrors(findings)) return { findings };
  return {
    findings,
    bundle: {
      plan: plan.value,
      units: units.value,
      lifecycles: Object.fromEntries(lifecycles.map(({ value }) => [value.lifecycle, value])),
      calendars: calendar.years,
      calendar,
      ...(rehearsal && { rehearsal: rehearsal.value }),
      ...(clauses && { clauses: clauses.value.clauses }),
      templates: templatesIn(files, `${dir}/templates/`),
      forms: Object.fromEntries(forms.map(({ name, value }) => [name, value])),
      sources: {
        plan: plan.source,
        units: units.source,
        lifecycles: Object.fromEntries(lifecycles.map(({ value, source }) => [value.lifecycle, source])),
        ...(rehearsal && { rehearsal: rehearsal.source }),
        forms: Object.fromEntries(forms.map(({ name, source }) => [name, source])),
      },
    },
  };
}

const baseName = (file: string): string => file.slice(file.lastIndexOf('/') + 1).replace(/\.yaml$/, '');

function twins(lifecycles: readonly File<Lifecycle>[]): readonly Finding[] {
  const first = new Map<string, string>();
  return lifecycles.flatMap(({ value: { lifecycle: name }, source: { file, at } }) => {
    const other = first.get(name);
    if (other === undefined) first.set(name, file);
    if (other === undefined) return [];
    const facts = { kind: 'lifecycle', name, other };
    return [{ rule: 'name-twice', severity: 'error', file, ...at(['lifecycle']), facts } satisfies Finding];
  });
}

/** The years that the plan names: a file's name (vn-2023), or what stands before the year for all of them (vn). */
function calendarOf(plan: File<Plan>, years: readonly File<CalendarYear>[], findings: Finding[]): Calendar | undefined {
  const seriesOf = (name: string): string => name.replace(/-\d{4}$/, '');
  const named = plan.value.calendars.flatMap((calendar, index) => {
    const found = years.filter(({ name }) => name === calendar || seriesOf(name) === calendar);
    if (found.length > 0) return found;
    const suggestion = nearest(
      calendar,
      years.flatMap(({ name }) => [name, seriesOf(name)]),
    );
    findings.push({
      rule: 'unknown-calendar',
      severity: 'error',
      file: plan.source.file,
      ...plan.source.at(['calendars', index]),
      facts: { name: calendar },
      ...(suggestion !== undefined && { suggestion }),
    });
    return [];
  });
  const once = [...new Set(named)];
  findings.push(...refusedYears(once));
  return hasErrors(findings) ? undefined : makeCalendar(once.map(({ value }) => value));
}

/** What the calendar refuses about these years, at the day that it speaks of. */
function refusedYears(years: readonly File<CalendarYear>[]): readonly Finding[] {
  try {
    makeCalendar(years.map(({ value }) => value));
    return [];
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    const { date, year } = error.facts;
    const hasDay = ({ value }: File<CalendarYear>) => value.days.some((day) => day.date === date);
    const guilty = years.findLast((one) => (date === undefined ? one.value.year === year : hasDay(one)));
    if (!guilty) throw error;
    const { file, at } = guilty.source;
    const index = guilty.value.days.findLastIndex((day) => day.date === date);
    const facts = Object.fromEntries(Object.entries(error.facts).map(([key, value]) => [key, String(value)]));
    const place = at(index < 0 ? ['year'] : ['days', index, 'date']);
    return [{ rule: 'calendar', severity: 'error', file, ...place, facts: { problem: error.code, ...facts } }];
  }
}

function templatesIn(files: ReadonlyMap<string, string>, folder: string): Readonly<Record<string, Template>> {
  const found: Record<string, Template> = {};
  for (const [file, text] of files) {
    const [, name, language] = file.startsWith(folder) ? (/([^/]+)\.(vi|en)\.md$/.exec(file) ?? []) : [];
    if (name !== undefined && language !== undefined) found[name] = { ...found[name], [language]: text };
  }
  return found;
}
