import type { Day } from './day.js';
import { weekday, yearOf } from './day.js';
import type { Reason } from './reason.js';

/** Reasons as one sentence. The only place of the calendar that has words. */
export type Language = 'vi' | 'en';

type Words = (reason: Reason, date: (day: Day) => string) => string;

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ Nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

const ANCHORS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'period.start': { vi: 'ngày đầu kỳ', en: 'the first day of the period' },
  'period.end': { vi: 'ngày cuối kỳ', en: 'the last day of the period' },
  opened: { vi: 'ngày mở', en: 'the day of opening' },
  cutOff: { vi: 'ngày chốt số liệu', en: 'the data cut-off' },
  event: { vi: 'ngày xảy ra sự kiện', en: 'the day of the event' },
  due: { vi: 'hạn được ấn định', en: 'the due day that was set' },
  deadline: { vi: 'hạn của việc này', en: 'its own deadline' },
  now: { vi: 'ngày thực hiện', en: 'the day of the act' },
  'parent.deadline': { vi: 'hạn của kỳ', en: 'the deadline of the occurrence' },
  'parent.due': { vi: 'hạn của kỳ', en: 'the deadline of the occurrence' },
  'working-end': { vi: 'ngày làm việc cuối của hạn', en: 'the last working day' },
  'legal-end': { vi: 'ngày hết hạn', en: 'the day of the deadline' },
};

/** An anchor that a plan named itself is shown by its name, unless that says what it is: one of several due days of the occurrence. */
const anchorName = (name: string, language: Language): string => {
  const [, source] = /^source\.(.+)\.(?:due|deadline)$/.exec(name) ?? [];
  if (source !== undefined) return language === 'vi' ? `hạn của ${source}` : `the deadline of ${source}`;
  const known = /^parent\..+-due$/.test(name) ? 'due' : name;
  return ANCHORS[known]?.[language] ?? name;
};

const full = (day: Day): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
const short = (day: Day): string => `${day.slice(8)}/${day.slice(5, 7)}`;
const named = (day: Day, language: Language): string => WEEKDAYS[language][weekday(day) - 1] ?? '';

/** 18–19/11; 30/04–01/05; with years where the stretch crosses one. */
const stretch = (from: Day, to: Day, date: (day: Day) => string): string => {
  if (from === to) return date(to);
  return from.slice(0, 7) === to.slice(0, 7) ? `${from.slice(8)}–${date(to)}` : `${date(from)}–${date(to)}`;
};

const counted = (n: number, one: string, many: string): string => `${Math.abs(n)} ${Math.abs(n) === 1 ? one : many}`;
const later = (n: number): string => (n < 0 ? 'before' : 'after');
const sau = (n: number): string => (n < 0 ? 'trước' : 'sau');

const vi: Words = (reason, date) => {
  const on = (day: Day) => `${named(day, 'vi')} ${date(day)}`;
  const { code, facts } = reason;
  switch (code) {
    case 'fixed-date':
      return `ngày ${date(facts.day)}`;
    case 'end-of-month':
      return `năm này không có ngày ${facts.asked.slice(3)}/${facts.asked.slice(0, 2)} → ${date(facts.day)}`;
    case 'anchored':
      return `tính từ ${facts.vi === undefined ? anchorName(facts.anchor, 'vi') : `«${facts.vi}»`} ${date(facts.day)}`;
    case 'plus-months':
      return `${Math.abs(facts.months)} tháng ${sau(facts.months)} ${date(facts.from)} → ${date(facts.day)}`;
    case 'plus-days':
      return `${Math.abs(facts.days)} ngày ${sau(facts.days)} ${date(facts.from)} → ${date(facts.day)}`;
    case 'plus-working-days':
      return `${Math.abs(facts.workingDays)} ngày làm việc ${sau(facts.workingDays)} ${date(facts.from)} → ${on(facts.day)}`;
    case 'weekend':
      return `${stretch(facts.from, facts.to, date)} là cuối tuần`;
    case 'day-off':
      return `${stretch(facts.from, facts.to, date)} là ngày nghỉ (${facts.vi})`;
    case 'worked-weekend':
      return `${on(facts.day)} là ngày làm việc (${facts.vi})`;
    case 'before':
      return `trước ${date(facts.day)} → hết ${date(facts.end)}`;
    case 'by':
      return `chậm nhất hết ${date(facts.day)}`;
    case 'within':
      return `trong ngày làm việc ${date(facts.day)} → ${facts.time}`;
    case 'given':
      return `được ấn định đến ${facts.time} ${date(facts.day)}`;
    case 'rolled-back':
      return `lùi về ${on(facts.day)}`;
    case 'rolled-forward':
      return `chuyển sang ${on(facts.day)}`;
    case 'working-end':
      return `nên xong ${facts.time} ${on(facts.day)}`;
    case 'reminder':
      return facts.workingDays === 0
        ? `nhắc ${facts.time} đúng ${anchorName(facts.counted, 'vi')} ${on(facts.day)}`
        : `nhắc ${Math.abs(facts.workingDays)} ngày làm việc ${sau(facts.workingDays)} ${anchorName(facts.counted, 'vi')} ${date(facts.from)} → ${facts.time} ${on(facts.day)}`;
    case 'overdue':
      return `hết hạn ngày ${date(facts.from)} → báo quá hạn ${facts.time} ${on(facts.day)}`;
    case 'escalation':
      return `đôn đốc lần ${facts.level}: ${facts.workingDays === 0 ? 'ngay sau khi hết hạn' : `${facts.workingDays} ngày làm việc sau ngày hết hạn`} ${date(facts.from)} → ${facts.time} ${on(facts.day)}`;
    case 'told-at-once':
      return `khi biết hạn thì đã qua: báo ngay ${facts.time} ${on(facts.day)}`;
    case 'provisional':
      return `lịch nghỉ năm ${facts.year} chưa chính thức, ngày có thể thay đổi`;
    case 'assumed':
      return `giả định «${facts.vi}» (${facts.obligation}) đã xong ngày ${date(facts.day)}`;
    case 'only-while':
      return `chỉ khi còn «${facts.vi}»`;
    case 'window':
      return `${facts.vi} ${facts.time} ${on(facts.day)}`;
    default:
      return code satisfies never;
  }
};

const en: Words = (reason, date) => {
  const on = (day: Day) => `${named(day, 'en')} ${date(day)}`;
  const { code, facts } = reason;
  switch (code) {
    case 'fixed-date':
      return `on ${date(facts.day)}`;
    case 'end-of-month':
      return `this year has no ${facts.asked.slice(3)}/${facts.asked.slice(0, 2)} → ${date(facts.day)}`;
    case 'anchored':
      return `counted from ${facts.en === undefined ? anchorName(facts.anchor, 'en') : `“${facts.en}”`}, ${date(facts.day)}`;
    case 'plus-months':
      return `${counted(facts.months, 'month', 'months')} ${later(facts.months)} ${date(facts.from)} → ${date(facts.day)}`;
    case 'plus-days':
      return `${counted(facts.days, 'day', 'days')} ${later(facts.days)} ${date(facts.from)} → ${date(facts.day)}`;
    case 'plus-working-days':
      return `${counted(facts.workingDays, 'working day', 'working days')} ${later(facts.workingDays)} ${date(facts.from)} → ${on(facts.day)}`;
    case 'weekend':
      return `${stretch(facts.from, facts.to, date)} ${facts.from === facts.to ? 'is at the weekend' : 'is a weekend'}`;
    case 'day-off':
      return `${stretch(facts.from, facts.to, date)} is off (${facts.en})`;
    case 'worked-weekend':
      return `${on(facts.day)} is worked (${facts.en})`;
    case 'before':
      return `before ${date(facts.day)} → by the end of ${date(facts.end)}`;
    case 'by':
      return `by the end of ${date(facts.day)}`;
    case 'within':
      return `within the working day ${date(facts.day)} → ${facts.time}`;
    case 'given':
      return `set to ${facts.time} on ${date(facts.day)}`;
    case 'rolled-back':
      return `moved back to ${on(facts.day)}`;
    case 'rolled-forward':
      return `moved forward to ${on(facts.day)}`;
    case 'working-end':
      return `best done by ${facts.time} on ${on(facts.day)}`;
    case 'reminder':
      return facts.workingDays === 0
        ? `reminder at ${facts.time} on ${anchorName(facts.counted, 'en')}, ${on(facts.day)}`
        : `reminder ${counted(facts.workingDays, 'working day', 'working days')} ${later(facts.workingDays)} ${anchorName(facts.counted, 'en')} ${date(facts.from)} → ${facts.time} on ${on(facts.day)}`;
    case 'overdue':
      return `the deadline ends on ${date(facts.from)} → told that it is overdue at ${facts.time} on ${on(facts.day)}`;
    case 'escalation':
      return `escalation level ${facts.level}: ${facts.workingDays === 0 ? 'as soon as the deadline has passed,' : `${counted(facts.workingDays, 'working day', 'working days')} after the day of the deadline`} ${date(facts.from)} → ${facts.time} on ${on(facts.day)}`;
    case 'told-at-once':
      return `past when the deadline is known: told at once, at ${facts.time} on ${on(facts.day)}`;
    case 'provisional':
      return `the holidays of ${facts.year} are not decided yet, so the date may change`;
    case 'assumed':
      return `assuming “${facts.en}” (${facts.obligation}) is done on ${date(facts.day)}`;
    case 'only-while':
      return `only while “${facts.en}”`;
    case 'window':
      return `${facts.en} at ${facts.time} on ${on(facts.day)}`;
    default:
      return code satisfies never;
  }
};

const words: Readonly<Record<Language, Words>> = { vi, en };

/** A conclusion is drawn from what stands before it; anything else stands beside it. */
const isConclusion = ({ code }: Reason): boolean =>
  code === 'working-end' || code === 'rolled-back' || code === 'rolled-forward' || code === 'window';

const firstDay = ({ facts }: Reason): Day | undefined => {
  if ('from' in facts) return facts.from;
  return 'day' in facts ? facts.day : undefined;
};

/** The year is said with the first date, and again only where it is another. */
const dateWriter =
  (first: Day | undefined, isOpening: boolean) =>
  (day: Day): string =>
    first === undefined || yearOf(day) !== yearOf(first) || (isOpening && day === first) ? full(day) : short(day);

export function why(reasons: readonly Reason[], language: Language): string {
  const first = reasons.map(firstDay).find((day) => day !== undefined);
  return reasons.reduce((said, reason, i) => {
    const text = words[language](reason, dateWriter(first, i === 0));
    if (i === 0) return text;
    return `${said}${isConclusion(reason) ? ' → ' : '; '}${text}`;
  }, '');
}
