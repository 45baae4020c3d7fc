import type { Seat } from '../core/instance.js';

export type Language = 'vi' | 'en';

export type Words = {
  readonly title: string;
  readonly seed: string;
  readonly lateness: string;
  readonly stage: Readonly<Record<'memory' | 'durable', string>>;
  readonly amounts: (instances: string, entries: string, letters: string) => string;
  readonly columns: readonly [string, string, string, string, string, string, string, string, string];
  readonly others: string;
  readonly sent: string;
  readonly sentColumns: {
    readonly reminders: string;
    readonly overdue: string;
    readonly level: string;
    readonly messages: string;
    readonly total: string;
  };
  readonly open: (n: string) => string;
  readonly nothingOpen: string;
  readonly overdue: string;
  readonly since: (day: string, workingDays: string) => string;
  readonly waitsFor: string;
  readonly tasks: (n: string) => string;
  readonly until: (day: string) => string;
  readonly unknown: string;
  readonly same: (n: string) => string;
  readonly more: (n: string) => string;
  readonly longest: string;
  readonly workingDays: (n: string) => string;
  readonly troubles: string;
  readonly troubleCodes: Readonly<Record<string, string>>;
  readonly verify: Readonly<Record<'ok' | 'failed', string>>;
  readonly digest: string;
  readonly kept: string;
  readonly nobodyActs: string;
  readonly progress: (plan: string, day: string, instances: number) => string;
  readonly seats: Readonly<Record<string, string>>;
  readonly number: Intl.NumberFormat;
};

/** The names under which `verify` files its checks, in Vietnamese; English is what they are called. */
const checksVi: Readonly<Record<string, string>> = {
  'every accepted letter is one history row': 'mỗi thư được nhận là đúng một dòng lịch sử',
  'nothing belongs to an instance that is not there': 'không có dòng nào thuộc về việc không tồn tại',
  'finished instances have no timers': 'việc đã xong không còn hẹn giờ',
  'every opening has exactly its children': 'mỗi lần mở việc tạo đúng số việc',
  "parents' counts equal their children": 'số đếm của kỳ khớp với các việc',
  'nobody is quarantined and no errand is set aside': 'không việc nào bị cách ly',
  'sequences have no gap': 'số thứ tự không khuyết',
  'histories replay to the stored snapshots': 'diễn lại lịch sử ra đúng trạng thái đã lưu',
  'hash chains are whole': 'chuỗi băm liền mạch',
  'the outbox holds exactly the notices': 'hộp gửi đi chứa đúng các tin nhắc',
  'timers are exactly the pending delays': 'hẹn giờ đúng bằng các mốc đang chờ',
};

export const words: Readonly<Record<Language, Words>> = {
  vi: {
    title: 'Diễn tập',
    seed: 'hạt giống',
    lateness: 'tỷ lệ trễ',
    stage: { memory: 'trong bộ nhớ', durable: 'trên cơ sở dữ liệu' },
    amounts: (instances, entries, letters) =>
      `${instances} lịch, kỳ và việc · ${entries} dòng lịch sử · ${letters} thao tác của người diễn tập`,
    columns: ['Nhiệm vụ', 'Năm', 'Kỳ', 'Việc', 'Đúng hạn', 'Trễ', 'Thiếu', 'Khác', 'Chưa xong'],
    others: 'Khác: được miễn, đã hủy, hoặc không có hạn. Chưa xong: trong ngoặc là số đã quá hạn.',
    sent: 'Tin nhắc việc và đôn đốc đã gửi',
    sentColumns: { reminders: 'Nhắc', overdue: 'Quá hạn', level: 'Cấp', messages: 'Tin khác', total: 'Cộng' },
    open: (n) => `Còn mở (${n})`,
    nothingOpen: 'Không còn việc nào mở.',
    overdue: 'quá hạn',
    since: (day, workingDays) => `từ ${day} (${workingDays} ngày làm việc)`,
    waitsFor: 'chờ',
    tasks: (n) => `${n} việc cấp dưới`,
    until: (day) => `đến ${day}`,
    unknown: 'không rõ',
    same: (n) => `${n} việc`,
    more: (n) => `… và ${n} nhóm nữa (xem --json)`,
    longest: 'Chờ lâu nhất',
    workingDays: (n) => `${n} ngày làm việc`,
    troubles: 'Không làm được',
    troubleCodes: { nobody: 'không có ai giữ vị trí đó vào ngày ấy' },
    verify: { ok: 'Kiểm tra: đạt', failed: 'Kiểm tra: KHÔNG đạt' },
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
    columns: ['Obligation', 'Year', 'Occ.', 'Tasks', 'On time', 'Late', 'Missing', 'Other', 'Open'],
    others: 'Other: exempt, cancelled, or without a deadline. Open: overdue ones in brackets.',
    sent: 'Reminders and escalations sent',
    sentColumns: { reminders: 'Reminders', overdue: 'Overdue', level: 'Level', messages: 'Other', total: 'Total' },
    open: (n) => `Still open (${n})`,
    nothingOpen: 'Nothing is open any more.',
    overdue: 'overdue',
    since: (day, workingDays) => `since ${day} (${workingDays} working days)`,
    waitsFor: 'waits for',
    tasks: (n) => `${n} tasks below`,
    until: (day) => `until ${day}`,
    unknown: 'unknown',
    same: (n) => `${n} tasks`,
    more: (n) => `… and ${n} more groups (see --json)`,
    longest: 'Longest waits',
    workingDays: (n) => `${n} working days`,
    troubles: 'Could not be done',
    troubleCodes: { nobody: 'nobody holds that post on that day' },
    verify: { ok: 'Verify: clean', failed: 'Verify: FAILED' },
    digest: 'History digest',
    kept: 'Kept the schema',
    nobodyActs: 'The plan has no rehearsal.yaml: nobody will act.',
    progress: (plan, day, instances) => `${plan} · ${day} · ${instances} …`,
    seats: { officer: 'officer', head: 'head', leader: 'leader', member: 'member', administrator: 'administrator' },
    number: new Intl.NumberFormat('en-GB'),
  },
};

export const checkName = (name: string, language: Language): string =>
  language === 'vi' ? (checksVi[name] ?? name) : name;

/** `Huyện ủy Gò Dầu (chuyên viên)` */
export const postName = ({ unit, seat }: Seat, unitName: (code: string) => string, { seats }: Words): string =>
  `${unitName(unit)} (${seats[seat] ?? seat})`;
