import type { Text } from './file-messages.js';

/** Every rule about reading files: what is said by no rule of lint/rules.ts. */
export type ReadingRule =
  | 'file-missing'
  | 'yaml-syntax'
  | 'duplicate-key'
  | 'yaml-tag'
  | 'yaml-key'
  | 'yaml-alias'
  | 'yaml-alias-cycle'
  | 'yaml-aliases'
  | 'yaml-too-large'
  | 'schema'
  | 'calendar'
  | 'unknown-calendar';

/** What to do about files that cannot be read; and, by `rule.problem`, about the kinds of mistake that one rule tells apart. */
export const fileAdvice: Readonly<Record<ReadingRule, Text>> & Readonly<Record<string, Text>> = {
  'file-missing': {
    vi: 'Thêm tệp đó, hoặc kiểm tra lại đường dẫn đến thư mục kế hoạch.',
    en: 'Add the file, or check the path of the plan’s folder.',
  },
  'yaml-syntax': {
    vi: 'Kiểm tra thụt lề, dấu hai chấm và dấu nháy ở dòng này và dòng trên.',
    en: 'Check indentation, colons and quotes in this line and the one above.',
  },
  'duplicate-key': { vi: 'Giữ một khóa, xóa khóa kia.', en: 'Keep one of the two and delete the other.' },
  'yaml-tag': { vi: 'Xóa phần bắt đầu bằng dấu !.', en: 'Delete what begins with “!”.' },
  'yaml-key': {
    vi: 'Viết khóa bằng một từ, không dùng danh sách hay bảng làm khóa.',
    en: 'Write the key as one word, not as a list or a map.',
  },
  'yaml-alias': {
    vi: 'Đặt neo &{alias} ở một chỗ phía trên, hoặc viết thẳng giá trị ra đây.',
    en: 'Put the anchor &{alias} somewhere above, or write the value out here.',
  },
  'yaml-alias-cycle': {
    vi: 'Viết thẳng giá trị ra thay cho *{alias}.',
    en: 'Write the value out instead of *{alias}.',
  },
  'yaml-aliases': {
    vi: 'Viết thẳng bớt một số giá trị ra thay cho neo.',
    en: 'Write some of the values out instead of repeating anchors.',
  },
  'yaml-too-large': {
    vi: 'Rút gọn tệp, hoặc tách thành nhiều kế hoạch.',
    en: 'Shorten the file, or make several plans of it.',
  },
  schema: {
    vi: 'Viết theo lược đồ trong workflows/schema; trình soạn thảo đọc lược đồ sẽ gợi ý khi gõ.',
    en: 'Write it as workflows/schema says; an editor that reads the schema completes while you type.',
  },
  'schema.unknown-field': {
    vi: 'Xóa trường này, hoặc dùng một trong các trường kể trên.',
    en: 'Delete it, or use one of the fields named.',
  },
  'schema.empty': { vi: 'Điền nội dung vào đây.', en: 'Write something here.' },
  'schema.missing-field': { vi: 'Thêm {field} vào đây.', en: 'Add {field} here.' },
  'schema.list': { vi: 'Viết trong ngoặc vuông: {field}: [{value}].', en: 'Write it in brackets: {field}: [{value}].' },
  'schema.day': {
    vi: 'Viết MM-DD, ví dụ 03-31 là ngày 31 tháng 3.',
    en: 'Write MM-DD, such as 03-31 for the 31st of March.',
  },
  'schema.choice': { vi: 'Chọn một trong các giá trị kể trên.', en: 'Choose one of the values named.' },
  calendar: {
    vi: 'Sửa tệp lịch cho khớp với văn bản công bố ngày nghỉ của năm đó.',
    en: 'Correct the calendar file by the official decision on that year’s days off.',
  },
  'unknown-calendar': {
    vi: 'Thêm tệp calendars/{name}.yaml, hoặc bỏ tên này khỏi calendars của kế hoạch.',
    en: 'Add calendars/{name}.yaml, or take the name out of the plan’s calendars.',
  },

  'nobody-may-send.for-units': {
    vi: 'Loại các đơn vị này ra (except) và giao phần việc của họ cho cơ quan khác phụ trách (owner).',
    en: 'Leave these units out (except) and give them tasks with another owner.',
  },
  'role-vacant.everywhere': {
    vi: 'Thêm people vào tệp này: từng người và vị trí họ giữ (seats).',
    en: 'Add people to this file: each with the posts that they hold (seats).',
  },
  'outside-term.periods': {
    vi: 'Đặt ngày mở (opens) trong thời gian kế hoạch, hoặc kéo dài term.',
    en: 'Let them open within the term (opens), or lengthen the term.',
  },
};
