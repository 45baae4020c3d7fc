import type { Seat } from '../core/instance.js';
import { checkNameVi } from '../engine/verify/check-words.js';

export type Language = 'vi' | 'en';

type Head =
  | 'occurrences'
  | 'tasks'
  | 'done'
  | 'onTime'
  | 'late'
  | 'notDone'
  | 'inTime'
  | 'overdue'
  | 'not'
  | 'reported'
  | 'other'
  | 'sent'
  | 'reminders'
  | 'overdueNotices'
  | 'messages';

export type Words = {
  readonly title: string;
  readonly seed: string;
  readonly lateness: string;
  readonly stage: Readonly<Record<'memory' | 'durable', string>>;
  readonly amounts: (instances: string, entries: string, letters: string) => string;
  /** The four phrases, and what is none of them. */
  readonly results: Readonly<Record<'onTime' | 'late' | 'inTime' | 'overdue' | 'missing' | 'other', string>>;
  readonly year: string;
  readonly total: string;
  readonly columns: Readonly<Record<Head, string>> & { readonly escalation: (level: string) => string };
  readonly legend: Readonly<Record<'other' | 'reminders' | 'overdueNotices' | 'escalation' | 'messages', string>>;
  readonly overdueOpen: (n: string) => string;
  readonly inTimeOpen: (n: string) => string;
  readonly doneOpen: (n: string) => string;
  readonly nothingOpen: string;
  readonly noDeadline: string;
  readonly dueOn: (day: string) => string;
  readonly pastEnd: (workingDays: string) => string;
  readonly since: (day: string) => string;
  readonly waited: (from: string, to: string, pastEnd: string) => string;
  readonly waitsFor: string;
  readonly tasks: (n: string) => string;
  readonly eachUnit: (seats: string) => string;
  readonly until: (day: string) => string;
  readonly closing: (work: string) => string;
  readonly unknown: string;
  readonly others: (n: string) => string;
  readonly more: (n: string) => string;
  readonly lateUnits: string;
  readonly moreUnits: (n: string) => string;
  readonly longest: string;
  readonly endedBy: string;
  readonly byWork: (work: string) => string;
  readonly byClock: string;
  readonly byNobody: string;
  readonly troubles: string;
  readonly troubleCodes: Readonly<Record<string, string>>;
  readonly verify: Readonly<Record<'ok' | 'failed', string>>;
  readonly nothingChecked: string;
  readonly digest: string;
  readonly kept: string;
  readonly nobodyActs: string;
  readonly progress: (plan: string, day: string, instances: number) => string;
  readonly seats: Readonly<Record<string, string>>;
  readonly number: Intl.NumberFormat;
};

export const words: Readonly<Record<Language, Words>> = {
  vi: {
    title: 'Diễn tập',
    seed: 'hạt giống',
    lateness: 'tỷ lệ trễ',
    stage: { memory: 'trong bộ nhớ', durable: 'trên cơ sở dữ liệu' },
    amounts: (instances, entries, letters) =>
      `${instances} lịch, kỳ và việc · ${entries} dòng lịch sử · ${letters} thao tác của người diễn tập`,
    results: {
      onTime: 'hoàn thành đúng hạn',
      late: 'hoàn thành quá hạn',
      inTime: 'chưa hoàn thành trong hạn',
      overdue: 'chưa hoàn thành quá hạn',
      missing: 'không báo cáo',
      other: 'khác',
    },
    year: 'Năm',
    total: 'Cộng',
    columns: {
      occurrences: 'Kỳ',
      tasks: 'Việc',
      done: 'Hoàn thành',
      onTime: 'đúng hạn',
      late: 'quá hạn',
      notDone: 'Chưa hoàn thành',
      inTime: 'trong hạn',
      overdue: 'quá hạn',
      not: 'Không',
      reported: 'báo cáo',
      other: 'Khác',
      sent: 'Tin đã gửi',
      reminders: 'Nhắc',
      overdueNotices: 'QH',
      escalation: (level) => `ĐĐ${level}`,
      messages: 'Tin',
    },
    legend: {
      other: 'được miễn, đã hủy hoặc không có hạn',
      reminders: 'tin nhắc việc',
      overdueNotices: 'tin báo quá hạn',
      escalation: 'tin đôn đốc lần 1, lần 2, …',
      messages: 'tin khác của quy trình',
    },
    overdueOpen: (n) => `Chưa hoàn thành, đã quá hạn (${n})`,
    inTimeOpen: (n) => `Chưa hoàn thành, còn trong hạn (${n})`,
    doneOpen: (n) => `Đã hoàn thành hoặc được miễn; còn hiệu lực, chưa đóng (${n})`,
    nothingOpen: 'Không còn việc nào mở.',
    noDeadline: 'chưa có hạn',
    dueOn: (day) => `hạn ${day}`,
    pastEnd: (workingDays) => `quá hạn ${workingDays} ngày làm việc`,
    since: (day) => `từ ${day}`,
    waited: (from, to, pastEnd) => `chờ từ ${from} đến ${to}, trong đó ${pastEnd} ngày làm việc quá hạn`,
    waitsFor: 'chờ',
    tasks: (n) => `${n} việc cấp dưới chưa nộp`,
    eachUnit: (seats) => `từng đơn vị (${seats})`,
    until: (day) => `đến ${day}`,
    closing: (work) => `chốt ${work}`,
    unknown: 'không rõ',
    others: (n) => `và ${n} nơi khác`,
    more: (n) => `… và ${n} nhóm nữa (xem --json)`,
    lateUnits: 'Đơn vị trễ / không báo cáo',
    moreUnits: (n) => `… và ${n} đơn vị nữa (xem --json)`,
    longest: 'Chờ lâu nhất (tính từ hạn)',
    endedBy: 'người kết thúc',
    byWork: (work) => `không ai, chốt theo ${work}`,
    byClock: 'không ai, hết thời gian chờ',
    byNobody: 'chưa có',
    troubles: 'Không làm được',
    troubleCodes: { nobody: 'không có ai giữ chức trách đó vào ngày ấy' },
    verify: { ok: 'Kiểm tra: đạt', failed: 'Kiểm tra: KHÔNG đạt' },
    nothingChecked: 'không có gì để kiểm',
    digest: 'Mã băm lịch sử',
    kept: 'Giữ lại lược đồ',
    nobodyActs: 'Kế hoạch không có rehearsal.yaml: sẽ không ai làm gì.',
    progress: (plan, day, instances) => `${plan} · ${day} · ${instances} …`,
    seats: {
      officer: 'chuyên viên',
      head: 'lãnh đạo',
      leader: 'lãnh đạo',
      member: 'thành viên',
      administrator: 'quản trị',
    },
    number: new Intl.NumberFormat('vi-VN'),
  },
  en: {
    title: 'Rehearsal',
    seed: 'seed',
    lateness: 'lateness',
    stage: { memory: 'in memory', durable: 'on the database' },
    amounts: (instances, entries, letters) =>
      `${instances} series, occurrences and tasks · ${entries} history rows · ${letters} acts of synthetic people`,
    results: {
      onTime: 'done on time',
      late: 'done late',
      inTime: 'not done, in time',
      overdue: 'not done, overdue',
      missing: 'not reported',
      other: 'other',
    },
    year: 'Year',
    total: 'Total',
    columns: {
      occurrences: 'Occ',
      tasks: 'Tasks',
      done: 'Done',
      onTime: 'on time',
      late: 'late',
      notDone: 'Not done',
      inTime: 'in time',
      overdue: 'overdue',
      not: 'Not',
      reported: 'reported',
      other: 'Other',
      sent: 'Messages sent',
      reminders: 'Rem.',
      overdueNotices: 'Ovd.',
      escalation: (level) => `Esc${level}`,
      messages: 'Msgs',
    },
    legend: {
      other: 'exempt, cancelled, or without a deadline',
      reminders: 'reminders',
      overdueNotices: 'overdue notices',
      escalation: 'escalations of level 1, level 2, …',
      messages: 'other messages',
    },
    overdueOpen: (n) => `Not done and overdue (${n})`,
    inTimeOpen: (n) => `Not done, still in time (${n})`,
    doneOpen: (n) => `Done or exempt; still in force, not closed (${n})`,
    nothingOpen: 'Nothing is open any more.',
    noDeadline: 'no deadline yet',
    dueOn: (day) => `due ${day}`,
    pastEnd: (workingDays) => `overdue by ${workingDays} working ${workingDays === '1' ? 'day' : 'days'}`,
    since: (day) => `since ${day}`,
    waited: (from, to, pastEnd) =>
      `from ${from} to ${to}, of which ${pastEnd} working ${pastEnd === '1' ? 'day' : 'days'} overdue`,
    waitsFor: 'waits for',
    tasks: (n) => (n === '1' ? '1 task below that is not handed in' : `${n} tasks below that are not handed in`),
    eachUnit: (seats) => `each unit (${seats})`,
    until: (day) => day,
    closing: (work) => `the closing of ${work}`,
    unknown: 'unknown',
    others: (n) => `and ${n} others`,
    more: (n) => `… and ${n} more groups (see --json)`,
    lateUnits: 'Units late or not reporting',
    moreUnits: (n) => `… and ${n} more units (see --json)`,
    longest: 'Longest waits (past the deadline)',
    endedBy: 'ended by',
    byWork: (work) => `nobody, closed with ${work}`,
    byClock: 'nobody, the time was over',
    byNobody: 'not yet ended',
    troubles: 'Could not be done',
    troubleCodes: { nobody: 'nobody holds that post on that day' },
    verify: { ok: 'Verify: clean', failed: 'Verify: FAILED' },
    nothingChecked: 'nothing to check',
    digest: 'History digest',
    kept: 'Kept the schema',
    nobodyActs: 'The plan has no rehearsal.yaml: nobody will act.',
    progress: (plan, day, instances) => `${plan} · ${day} · ${instances} …`,
    seats: { officer: 'officer', head: 'head', leader: 'leader', member: 'member', administrator: 'administrator' },
    number: new Intl.NumberFormat('en-GB'),
  },
};

export const checkName = (name: string, language: Language): string => (language === 'vi' ? checkNameVi(name) : name);

/** `Huyện ủy Gò Dầu (chuyên viên)` */
export const postName = ({ unit, seat }: Seat, unitName: (code: string) => string, say: Words): string =>
  `${unitName(unit)} (${seatName(seat, say)})`;

export const seatName = (seat: string, { seats }: Words): string => seats[seat] ?? seat;
