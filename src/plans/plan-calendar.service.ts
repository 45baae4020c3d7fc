import { dayKind, daysBetween, type Calendar, type CalendarYear } from '../core/calendar/calendar.js';
import { countDays, type CountedDay } from '../core/calendar/count-days.js';
import type { PlanBundle } from '../core/plan/load.js';
import { may } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import { calendarFile, editCalendar } from './edit-calendar.js';
import type { EditPlan } from './edit-plan.service.js';
import { editedView, type Place, type Writing } from './plan-editor.service.js';
import type { EditedPlan } from './plan-editor.dto.js';
import type { CalendarBody, CalendarYearView, CountedDayView, WorkingDayView } from './plan-calendar.dto.js';
import type { StoredVersion } from './plan.reader.js';
import { told } from './plan-view.js';
import type { PlanVersions } from './plan-versions.service.js';

type Seeing = Place & { readonly me: Principal };
type Read = { readonly stored: StoredVersion; readonly bundle: PlanBundle };

/** A version's working calendar: looked at, tried out, and written otherwise in a draft. */
export class PlanCalendar {
  constructor(
    private readonly versions: PlanVersions,
    private readonly editing: EditPlan,
  ) {}

  year(at: Seeing, year: number): Promise<CalendarYearView> {
    return told(at.language, async () => yearView(await this.read(at), year));
  }

  workingDay(at: Seeing, from: string, workingDays: number): Promise<WorkingDayView> {
    return told(at.language, async () => {
      const { bundle } = await this.read(at);
      const passed = countDays(bundle.calendar, from, workingDays).map(countedView);
      return {
        ...{ from, workingDays, passed },
        day: passed.at(-1)?.day ?? from,
        provisional: passed.some(({ isProvisional }) => isProvisional),
      };
    });
  }

  write({ language, me, ...at }: Writing, year: number, { status, days }: CalendarBody): Promise<EditedPlan> {
    return told(language, async () => {
      const files = (was: StoredVersion['files']) =>
        editCalendar(was, this.versions.bundle(was).plan, { year, status, days });
      const edited = await this.editing.edit({ ...at, actor: me.name }, { subject: `calendar/${year}`, files });
      return editedView(at.plan, edited, language);
    });
  }

  private async read({ plan, version, me }: Seeing): Promise<Read> {
    const stored = await this.versions.find(plan, version, may(me, 'plans.edit', plan));
    return { stored, bundle: this.versions.bundle(stored.files) };
  }
}

function yearView({ stored, bundle: { plan, calendar } }: Read, year: number): CalendarYearView {
  const known = calendar.years.find((one) => one.year === year);
  return {
    ...{ plan: stored.plan, version: stored.version, versionStatus: stored.status, content: stored.content, year },
    status: known?.status ?? 'unknown',
    file: calendarFile(stored.files, plan, year),
    years: calendar.years.map((one) => one.year),
    days: daysOf(calendar, year, known),
  };
}

function daysOf(calendar: Calendar, year: number, known: CalendarYear | undefined): CalendarYearView['days'] {
  const listed = new Map(known?.days.map((day) => [day.date, day]));
  return daysBetween(`${year}-01-01`, `${year}-12-31`).map((date) => {
    const { kind, label } = dayKind(calendar, date);
    const day = listed.get(date);
    return { date, kind, label: label ?? null, source: day?.source ?? null, pair: day?.pair ?? null };
  });
}

const countedView = ({ day, kind, label, n, isProvisional }: CountedDay): CountedDayView => ({
  ...{ day, kind, n, isProvisional },
  label: label ?? null,
});
