import { deadlineFromInstant, type Deadline } from '../core/calendar/deadline.js';
import type { Calendar, Instant } from '../core/calendar/calendar.js';
import { dayOf, endOfDay, isDay, toIso, weekday } from '../core/calendar/day.js';
import { clauseName } from '../core/clause-name.js';
import { PERIOD_TEXT } from '../core/calendar/period.js';
import { periodNamed } from '../core/effect.js';
import type { Language } from '../platform/language.js';
import type { TemplateFacts } from './render.js';
import { workName } from './work-name.js';

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
  /** Where the work is opened; empty: the message is read where that is a button. */
  readonly link: string;
};

/** The words of a message, in one language. Pure. */
export function factsOf(subject: Subject, level: number, calendar: Calendar, language: Language): TemplateFacts {
  const { due } = subject;
  const [obligation, period] = [subject.obligation[language], periodText(subject.period, language)];
  const end = due === null ? undefined : deadlineFromInstant(due, calendar);
  // An office is not told to turn to itself.
  const isOwner = subject.unit.vi === subject.owner.vi;
  return {
    unit: subject.unit[language],
    work: workName(obligation, hasPeriod(subject.period) ? period : '', language),
    obligation,
    clause: clauseName(subject.clause, language),
    period,
    due: end ? legalEnd(end.legalEnd, language) : NO_DEADLINE[language],
    workingEnd: end ? onDay(end.workingEnd, language) : NO_DEADLINE[language],
    deadline: end ? deadlineText(end, language) : NO_DEADLINE[language],
    level: String(level),
    plan: subject.planName[language],
    owner: subject.owner[language],
    help: sentences[language].help(isOwner ? undefined : subject.owner[language]),
    mistake: sentences[language].mistake(isOwner ? undefined : subject.owner[language]),
    link: subject.link,
  };
}

type Sentence = (owner: string | undefined) => string;
const sentences: Readonly<Record<Language, { readonly help: Sentence; readonly mistake: Sentence }>> = {
  vi: {
    help: (owner) => `Nếu có vướng mắc, xin báo ${owner ?? 'lãnh đạo cơ quan'}.`,
    mistake: (owner) => `Nếu có nhầm lẫn, xin liên hệ ${owner ?? 'lãnh đạo cơ quan'}.`,
  },
  en: {
    help: (owner) => `If something is in the way, please tell ${owner ?? 'the head of your office'}.`,
    mistake: (owner) => `If this is a mistake, please contact ${owner ?? 'the head of your office'}.`,
  },
};

const NO_DEADLINE: Text = { vi: 'chưa có hạn', en: 'no deadline yet' };
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ Nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

const written = (day: string): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
const time = (at: Instant): string => toIso(at).slice(11, 16);

const dayText = (day: string, language: Language): string =>
  `${WEEKDAYS[language][weekday(day) - 1] ?? ''} ${written(day)}`;

const isWholeDay = (due: Instant): boolean => due === endOfDay(dayOf(due));

/** A day that may be used to its end is only a day. */
const legalEnd = (due: Instant, language: Language): string =>
  isWholeDay(due) ? dayText(dayOf(due), language) : onDay(due, language);

/** «hết Chủ Nhật 19/11/2023 (nên xong trước 17:00 thứ Sáu 17/11/2023)» */
function deadlineText({ legalEnd: end, workingEnd }: Deadline, language: Language): string {
  const last = legalEnd(end, language);
  const said =
    language === 'vi' ? (isWholeDay(end) ? `hết ${last}` : last) : `by ${isWholeDay(end) ? 'the end of ' : ''}${last}`;
  if (workingEnd === end) return said;
  const best = dayOf(workingEnd) === dayOf(end) ? time(workingEnd) : onDay(workingEnd, language);
  return `${said} (${language === 'vi' ? 'nên xong trước' : 'best by'} ${best})`;
}

function onDay(at: Instant, language: Language): string {
  const day = dayOf(at);
  return language === 'vi' ? `${time(at)} ${dayText(day, language)}` : `${time(at)} on ${dayText(day, language)}`;
}

const OTHER_PERIODS: Readonly<Record<string, Text>> = {
  once: { vi: 'một lần', en: 'once' },
  series: { vi: 'cả kế hoạch', en: 'the whole plan' },
};

const hasPeriod = (id: string): boolean => !Object.hasOwn(OTHER_PERIODS, id);

/** 'quý I năm 2023' */
function periodText(id: string, language: Language): string {
  const label = PERIOD_TEXT.test(id) || isDay(id) ? periodNamed(id).label : OTHER_PERIODS[id];
  return label?.[language] ?? id;
}
