import { isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { CalendarYear } from '../core/calendar/calendar.js';
import type { Plan } from '../core/plan/schema.js';
import { asMeant, YamlText } from './edit-yaml.js';
import { planDirOf, type PlanFiles } from './plan-versions.service.js';

/** The file of a year among those that a plan names: `vn-2026`, or of the series `vn` the one of that year. */
export function calendarFile(files: PlanFiles, { calendars }: Plan, year: number): string {
  const series = calendars.map((name) => name.replace(/-\d{4}$/, ''));
  const named = series.map((name) => `calendars/${name}-${year}.yaml`);
  return named.find((file) => files[file] !== undefined) ?? named[0] ?? `calendars/vn-${year}.yaml`;
}

/** A plan's files with a year's days as they are decided now; a year that there was not is named by the plan from now on. */
export function editCalendar(files: PlanFiles, plan: Plan, decided: CalendarYear): PlanFiles {
  const file = calendarFile(files, plan, decided.year);
  const edited = { ...files, [file]: editYearText(files[file], decided) };
  const name = file.slice('calendars/'.length, -'.yaml'.length);
  if (plan.calendars.some((one) => one === name || one === name.replace(/-\d{4}$/, ''))) return edited;
  const planFile = `${planDirOf(files) ?? 'plans'}/plan.yaml`;
  const yaml = new YamlText(files[planFile] ?? '');
  const list = yaml.doc.get('calendars');
  if (isSeq(list)) list.add(yaml.node(name));
  return { ...edited, [planFile]: yaml.text() };
}

/** The text of a year with these days: what stays as it is keeps its place and its comments. */
export function editYearText(text: string | undefined, decided: CalendarYear): string {
  const { year, status } = decided;
  const days = [...decided.days].sort((a, b) => (a.date < b.date ? -1 : 1)).map(withoutGaps);
  const yaml = new YamlText(text ?? `year: ${year}\nstatus: ${status}\ndays: []\n`);
  const root = yaml.doc.contents;
  if (!isMap(root)) throw new Error(`the calendar of ${year} is no map`);
  const map = root;
  yaml.put(map, 'status', status);
  const list: unknown = map.get('days', true);
  if (isSeq(list) && list.items.length > 0) putDays(yaml, list, days);
  else map.set('days', blockOf(yaml, days));
  return asMeant(yaml.text(), { year, status, days }, `the calendar of ${year}`);
}

type Written = Readonly<Record<string, unknown>> & { readonly date: string };
const withoutGaps = (day: CalendarYear['days'][number]): Written => {
  const { date, kind, label, pair, source } = day;
  return { date, kind, label, ...(pair !== undefined && { pair }), ...(source !== undefined && { source }) };
};

function putDays(yaml: YamlText, list: YAMLSeq, days: readonly Written[]): void {
  const wanted = new Map(days.map((day) => [day.date, day]));
  const dateAt = (n: number): string => {
    const item = list.items[n];
    return isMap(item) ? String(item.get('date')) : '';
  };
  for (let n = list.items.length - 1; n >= 0; n -= 1) if (!wanted.has(dateAt(n))) yaml.remove(list, n);
  for (const day of days) {
    const at = list.items.findIndex((_, n) => dateAt(n) >= day.date);
    if (at >= 0 && dateAt(at) === day.date) yaml.put(list, at, day);
    else list.items.splice(at < 0 ? list.items.length : at, 0, blockDay(yaml, day));
  }
}

const blockOf = (yaml: YamlText, days: readonly Written[]): YAMLSeq => {
  const list = yaml.doc.createNode([]) as YAMLSeq;
  for (const day of days) list.add(blockDay(yaml, day));
  return list;
};
/** A day stands below its date, as they are written. */
const blockDay = (yaml: YamlText, day: Written): YAMLMap => {
  const map = yaml.doc.createNode({}) as YAMLMap;
  for (const [name, value] of Object.entries(day)) map.set(name, yaml.node(value));
  return map;
};
