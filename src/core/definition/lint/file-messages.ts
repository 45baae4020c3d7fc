import { yamlTexts } from './yaml-texts.js';

/** One sentence in each language; {names} are facts of the finding. */
export type Text = { readonly vi: string; readonly en: string };

/** What is said about files that cannot be read, and about the kinds of mistake that one rule tells apart. */
export const fileTexts: Readonly<Record<string, Text>> = {
  'file-missing': { vi: 'Thiếu tệp {name}.', en: 'The file {name} is missing.' },
  ...yamlTexts,
  'yaml-too-large': {
    vi: 'Tệp quá dài: {length} ký tự, nhiều nhất {most}.',
    en: 'The file is too long: {length} characters, at most {most}.',
  },
  'yaml-tag': { vi: 'Không dùng thẻ YAML riêng ({text}).', en: 'YAML tags of one’s own ({text}) are not used.' },
  'yaml-key': { vi: 'Khóa phải là một từ.', en: 'A key is a single word.' },
  'yaml-alias': { vi: 'Không có neo &{alias} trước chỗ này.', en: 'There is no anchor &{alias} before this.' },
  'yaml-alias-cycle': { vi: 'Neo &{alias} chứa chính nó.', en: 'The anchor &{alias} contains itself.' },
  'yaml-aliases': {
    vi: 'Neo được nhắc lại quá nhiều lần (nhiều nhất {most}).',
    en: 'Anchors are repeated too often (at most {most} times).',
  },
  'duplicate-key': { vi: 'Khóa {text} viết hai lần.', en: 'The key {text} stands here twice.' },
  'unknown-calendar': {
    vi: 'Không có lịch {name} trong calendars/.',
    en: 'There is no calendar {name} in calendars/.',
  },

  'schema.unknown-field': {
    vi: 'Không có trường {field} ở đây; có thể dùng: {known}.',
    en: 'There is no field {field} here; there are: {known}.',
  },
  'schema.missing-field': { vi: 'Thiếu {field}.', en: '{field} is missing.' },
  'schema.type': {
    vi: '{field} phải là {expected}, không phải {value}.',
    en: '{field} must be {expected}, not {value}.',
  },
  'schema.list': {
    vi: '{field} phải là một danh sách, không phải {value}.',
    en: '{field} must be a list, not {value}.',
  },
  'schema.day': {
    vi: 'Không có ngày {value}; ngày viết tháng trước: MM-DD hoặc YYYY-MM-DD.',
    en: 'There is no day {value}; the month comes first: MM-DD or YYYY-MM-DD.',
  },
  'schema.choice': { vi: '{value} không phải một trong: {known}.', en: '{value} is none of: {known}.' },
  'schema.name': {
    vi: 'Tên {value} viết sai quy cách: {detail}.',
    en: 'The name {value} is not well formed: {detail}.',
  },
  'schema.value': { vi: 'Giá trị {value} không hợp lệ: {detail}.', en: 'The value {value} is not allowed: {detail}.' },
  'schema.empty': { vi: 'Chỗ này chưa điền.', en: 'Nothing is written here.' },
  'schema.small-string': {
    vi: '{value} quá ngắn: ít nhất {least} ký tự.',
    en: '{value} is too short: {least} characters at least.',
  },
  'schema.small-number': { vi: '{value} quá nhỏ: ít nhất là {least}.', en: '{value} is too small: {least} at least.' },
  'schema.small-array': { vi: 'Cần ít nhất {least} mục ở đây.', en: 'At least {least} are needed here.' },
  'schema.large-string': {
    vi: '{value} quá dài: nhiều nhất {most} ký tự.',
    en: '{value} is too long: {most} characters at most.',
  },
  'schema.large-number': { vi: '{value} quá lớn: nhiều nhất là {most}.', en: '{value} is too large: {most} at most.' },
  'schema.large-array': { vi: 'Nhiều nhất {most} mục ở đây.', en: 'At most {most} are taken here.' },
  'schema.form': {
    vi: 'Giá trị {value} không đúng dạng.',
    en: 'The value {value} has none of the forms allowed here.',
  },

  'dead-end.for-one': {
    vi: 'Với nhiệm vụ {obligation}, không ai và không thời hạn nào đưa ra khỏi trạng thái {state}.',
    en: 'For the obligation {obligation}, nobody and no timer can leave the state {state}.',
  },
  'no-way-to-final.for-one': {
    vi: 'Với nhiệm vụ {obligation}, từ trạng thái {state} không có đường đến trạng thái kết thúc.',
    en: 'For the obligation {obligation}, no way leads from the state {state} to a final state.',
  },
  'outside-term.periods': {
    vi: 'Kỳ của kế hoạch nhưng không bao giờ mở, vì ngày mở nằm ngoài {from} – {to}: {lost}; kỳ ngoài kế hoạch mà lại mở: {others}.',
    en: 'Periods of the plan that never open, because their day lies outside its term ({from} – {to}): {lost}; periods outside it that do open: {others}.',
  },
  'role-vacant.everywhere': {
    vi: 'Tệp này không có ai trong people: mọi vai trò đều bỏ trống, không ai nhận việc và không ai được nhắc.',
    en: 'Nobody stands under people in this file: every role is vacant, nobody gets work and nobody is reminded.',
  },
  'nobody-may-send.for-units': {
    vi: 'Việc {obligation} của {units}: không ai gửi được {events}, vì người được gửi đều thuộc chính đơn vị đó, mà đơn vị đó bị loại trừ.',
    en: 'For {obligation} of {units} nobody may send {events}: all who might belong to that very unit, which is excluded.',
  },

  'calendar.year-twice': { vi: 'Năm {year} có hai tệp lịch.', en: 'The year {year} has two calendar files.' },
  'calendar.date-outside-year': { vi: 'Ngày {date} không thuộc năm {year}.', en: '{date} is not in the year {year}.' },
  'calendar.date-twice': { vi: 'Ngày {date} ghi hai lần.', en: '{date} stands here twice.' },
  'calendar.in-lieu-on-weekend': {
    vi: 'Ngày nghỉ bù {date} rơi vào cuối tuần.',
    en: 'The day in lieu {date} is on a weekend.',
  },
  'calendar.swapped-off-on-weekend': {
    vi: 'Ngày nghỉ hoán đổi {date} rơi vào cuối tuần.',
    en: 'The day swapped off {date} is on a weekend already.',
  },
  'calendar.swapped-work-on-weekday': {
    vi: 'Ngày làm bù {date} không phải cuối tuần.',
    en: 'The day worked for another {date} is not on a weekend.',
  },
  'calendar.pair-missing': {
    vi: 'Ngày hoán đổi {date} thiếu ngày đi cặp.',
    en: 'The swapped day {date} lacks the day it is swapped with.',
  },
  'calendar.pair-unexpected': {
    vi: 'Ngày {date} không hoán đổi nên không có ngày đi cặp.',
    en: '{date} is not swapped, so it has no pair.',
  },
  'calendar.pair-not-mutual': {
    vi: 'Ngày {date} và {pair} không chỉ đến nhau.',
    en: '{date} and {pair} do not name each other.',
  },

  'reopening.reason': {
    vi: 'Mở lại việc đã đóng phải nêu lý do: sự kiện {event} cần reason: required.',
    en: 'What is closed is opened again for a reason: {event} needs reason: required.',
  },
  'reopening.running': {
    vi: 'Sự kiện {event} chỉ gửi cho việc đã đóng, không trạng thái nào được nhận.',
    en: 'The event {event} is sent to a closed instance; no state may take it.',
  },
  'reopening.series': {
    vi: 'Lịch mở kỳ đã kết thúc thì không mở lại được ({event}).',
    en: 'A schedule that has ended cannot be opened again ({event}).',
  },
  'state-shape.initial-missing': {
    vi: 'Trạng thái {state} thiếu initial.',
    en: 'The state {state} has no initial state.',
  },
  'state-shape.initial-idle': {
    vi: 'Trạng thái {state} không cần initial.',
    en: 'The state {state} takes no initial state.',
  },
  'state-shape.initial-history': {
    vi: 'initial của {state} không được là trạng thái nhớ (history).',
    en: 'The initial state of {state} cannot be a history state.',
  },
  'state-shape.parallel-empty': {
    vi: 'Trạng thái song song {state} không có vùng nào.',
    en: 'The parallel state {state} has no regions.',
  },
  'state-shape.final-leaves': {
    vi: 'Trạng thái kết thúc {state} không được có bước đi tiếp.',
    en: 'The final state {state} cannot go on to anything.',
  },
  'state-shape.history-holds': {
    vi: 'Trạng thái nhớ (history) {state} chỉ có target.',
    en: 'The history state {state} takes nothing but a target.',
  },
  'state-shape.history-alone': {
    vi: 'Trạng thái nhớ (history) {state} phải nằm trong một trạng thái khác.',
    en: 'The history state {state} must stand inside another state.',
  },
  'state-shape.target-idle': {
    vi: 'Chỉ trạng thái nhớ (history) mới có target hoặc history; {state} thì không.',
    en: 'Only a history state has a target or a history; {state} is none.',
  },
  'state-shape.done-never': {
    vi: 'onDone của {state} không bao giờ xảy ra: bên trong không có trạng thái kết thúc.',
    en: 'The onDone of {state} never happens: there is no final state inside.',
  },

  'date-impossible.period-invalid': { vi: 'Không có kỳ {period}.', en: 'There is no period {period}.' },
  'date-impossible.no-working-day': {
    vi: 'Lịch không có ngày làm việc nào gần {from}.',
    en: 'The calendar has no working day near {from}.',
  },
  'date-impossible.date-invalid': { vi: 'Không có ngày như vậy.', en: 'There is no such day.' },

  'word.lifecycle': { vi: 'quy trình', en: 'lifecycle' },
  'word.state': { vi: 'mã trạng thái', en: 'id of a state' },
  'word.event': { vi: 'sự kiện', en: 'event' },
  'word.guard': { vi: 'điều kiện', en: 'guard' },
  'word.window': { vi: 'khoảng chờ', en: 'window' },
  'word.parameter': { vi: 'tham số', en: 'parameter' },
  'word.obligation': { vi: 'nhiệm vụ', en: 'obligation' },
  'word.reminder': { vi: 'nhắc việc', en: 'reminder' },
  'word.level': { vi: 'lần đôn đốc', en: 'level' },
  'word.timing': { vi: 'bộ nhắc việc', en: 'timing' },
  'word.unit': { vi: 'đơn vị', en: 'unit' },
  'word.person': { vi: 'người', en: 'person' },
  'word.source': { vi: 'nguồn theo dõi', en: 'source' },
};
