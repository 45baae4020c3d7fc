import type { Day, Instant } from '../core/calendar/calendar.js';
import { dayOf, toIso, weekday } from '../core/calendar/day.js';
import type { Language } from '../core/calendar/why.js';
import type { Role } from '../core/definition/schema.js';
import type { Kind } from '../core/plan/preview-moments.js';
import { labelOf } from '../platform/words.js';

/** The words of a preview for people; the reasons have theirs in core/calendar/why.ts. */
type Words = {
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly weekdays: readonly string[];
  readonly month: (month: string, year: string) => string;
  readonly units: (count: number) => string;
  readonly tells: string;
  readonly assumed: string;
  readonly provisional: string;
  readonly nothing: string;
  readonly sum: (count: number) => string;
};

export const previewWords: Readonly<Record<Language, Words>> = {
  vi: {
    kinds: {
      opens: 'mở',
      cutOff: 'chốt số liệu',
      due: 'hết hạn',
      workingEnd: 'nên xong',
      reminder: 'nhắc việc',
      overdue: 'báo quá hạn',
      escalation: 'đôn đốc',
      closes: 'đóng',
    },
    weekdays: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
    month: (month, year) => `Tháng ${month}/${year}`,
    units: (count) => `${count} đơn vị`,
    tells: 'báo',
    assumed: '* dựa vào việc được giả định là đã làm',
    provisional: '~ lịch nghỉ của năm chưa chính thức',
    nothing: 'Không có mốc nào trong khoảng này.',
    sum: (count) => `${count} mốc.`,
  },
  en: {
    kinds: {
      opens: 'opens',
      cutOff: 'cut-off',
      due: 'due',
      workingEnd: 'best done',
      reminder: 'reminder',
      overdue: 'overdue',
      escalation: 'escalation',
      closes: 'closes',
    },
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    month: (month, year) => `${month}/${year}`,
    units: (count) => `${count} units`,
    tells: 'tells',
    assumed: '* rests on an act that is assumed',
    provisional: '~ holidays not decided yet',
    nothing: 'Nothing falls into this time.',
    sum: (count) => `${count} dates.`,
  },
};

/** chuyên viên đơn vị */
export function postText(role: Role, language: Language): string {
  const { [language]: name } = labelOf('posts', role);
  return name.charAt(0).toLowerCase() + name.slice(1);
}
/** T6 17/11/2023 */
export const dateText = (day: Day, language: Language): string =>
  `${previewWords[language].weekdays[weekday(day) - 1]} ${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
/** T6 17/11/2023 17:00 */
export const momentText = (at: Instant, language: Language): string =>
  `${dateText(dayOf(at), language)} ${toIso(at).slice(11, 16)}`;
