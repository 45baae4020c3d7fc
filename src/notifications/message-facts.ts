import { deadlineFromInstant } from '../core/calendar/deadline.js';
import type { Calendar, Instant } from '../core/calendar/calendar.js';
import { dayOf, endOfDay, isDay, toIso, weekday } from '../core/calendar/day.js';
import { PERIOD_TEXT } from '../core/calendar/period.js';
import { periodNamed } from '../core/effect.js';
import type { Language } from '../platform/language.js';
import type { TemplateFacts } from './render.js';

type Text = Readonly<Record<Language, string>>;

/** What is known of the instance at the moment of the message. */
export type Subject = {
  readonly instanceId: number;
  readonly plan: string;
  readonly planName: Text;
  readonly obligation: Text;
  readonly clause: string;
  readonly period: string;
  readonly unit: Text;
  readonly owner: Text;
  /** The legal end as it stood then. */
  readonly due: Instant | null;
};

/** The words of a message, in one language. Pure. */
export function factsOf(subject: Subject, level: number, calendar: Calendar, language: Language): TemplateFacts {
  const { due } = subject;
  return {
    unit: subject.unit[language],
    obligation: subject.obligation[language],
    clause: subject.clause,
    period: periodText(subject.period, language),
    due: due === null ? NO_DEADLINE[language] : legalEnd(due),
    workingEnd: due === null ? NO_DEADLINE[language] : onDay(deadlineFromInstant(due, calendar).workingEnd, language),
    level: String(level),
    plan: subject.planName[language],
    owner: subject.owner[language],
    link: linkOf(subject.instanceId),
  };
}

/** Where the work is shown. */
const linkOf = (instanceId: number): string => `/api/v1/instances/${instanceId}`;

const NO_DEADLINE: Text = { vi: 'chưa có hạn', en: 'no deadline yet' };
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ Nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

const written = (day: string): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
const time = (at: Instant): string => toIso(at).slice(11, 16);

/** A day that may be used to its end is only a day. */
function legalEnd(due: Instant): string {
  const day = dayOf(due);
  return due === endOfDay(day) ? written(day) : `${time(due)} ${written(day)}`;
}

function onDay(at: Instant, language: Language): string {
  const day = dayOf(at);
  const name = WEEKDAYS[language][weekday(day) - 1] ?? '';
  return language === 'vi' ? `${time(at)} ${name} ${written(day)}` : `${time(at)} on ${name} ${written(day)}`;
}

const OTHER_PERIODS: Readonly<Record<string, Text>> = {
  once: { vi: 'một lần', en: 'once' },
  series: { vi: 'cả kế hoạch', en: 'the whole plan' },
};

/** 'quý I năm 2023' */
function periodText(id: string, language: Language): string {
  const label = PERIOD_TEXT.test(id) || isDay(id) ? periodNamed(id).label : OTHER_PERIODS[id];
  return label?.[language] ?? id;
}
