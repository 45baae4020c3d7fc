import type { Invariant } from './findings.js';

/** The names under which `verify` files its checks, in Vietnamese; English is what they are called. */
const checksVi: Readonly<Record<string, string>> = {
  'every taken letter has one outcome': 'mỗi thư đã xử lý có đúng một kết quả',
  'every accepted letter is one history row': 'mỗi thư được nhận là đúng một dòng lịch sử',
  'every fired timer was pending, and is one history row': 'mỗi hẹn giờ đã điểm là đúng một dòng lịch sử',
  'letters between instances are exactly what they caused': 'thư giữa các việc đúng bằng những gì chúng gây ra',
  'nothing belongs to an instance that is not there': 'không có dòng nào thuộc về việc không tồn tại',
  'the columns of an instance say what its history says': 'các cột của mỗi việc khớp với lịch sử của nó',
  'definitions and calendars are what their hashes say': 'định nghĩa và lịch làm việc khớp với mã băm của chúng',
  'errands are exactly what histories asked for': 'các lệnh mở, báo, nghe đúng như lịch sử yêu cầu',
  'links are exactly what was asked for': 'các liên kết nghe tin đúng như đã yêu cầu',
  'what was delivered was taken by a channel': 'tin đã gửi đều có kênh nhận',
  'what was delivered is in the inbox': 'tin đã giao đều có trong hộp tin',
  'words are those that were sent': 'lời kèm theo thư đúng như khi gửi',
  'finished instances have no timers': 'việc đã xong không còn hẹn giờ',
  'every opening has exactly its children': 'mỗi lần mở việc tạo đúng số việc',
  "parents' counts equal their children": 'số đếm của kỳ khớp với các việc',
  'nobody is quarantined and no errand is set aside': 'không việc nào bị cách ly',
  'sequences have no gap': 'số thứ tự không khuyết',
  'histories replay to the stored snapshots': 'diễn lại lịch sử ra đúng trạng thái đã lưu',
  'what was handed in is what its letter says': 'hồ sơ nộp đúng như thư kèm theo ghi',
  'what submissions attach is there and unchanged': 'tệp đính kèm hồ sơ nộp còn đủ và không đổi',
  'no file is kept that nothing attaches': 'không giữ lại tệp nào không thuộc hồ sơ nào',
  'hash chains are whole': 'chuỗi băm liền mạch',
  'the outbox holds exactly the notices': 'hộp gửi đi chứa đúng các tin nhắc',
  'timers are exactly the pending delays': 'hẹn giờ đúng bằng các mốc đang chờ',
};

export const checkNameVi = (name: string): string => checksVi[name] ?? name;

/** What the engine promises, in Vietnamese. */
export const invariantsVi: Readonly<Record<Invariant, string>> = {
  1: 'mỗi thư đã xử lý có đúng một kết quả; mỗi thư được nhận và mỗi hẹn giờ đã điểm là đúng một dòng lịch sử; số thứ tự không khuyết',
  2: 'diễn lại lịch sử của một việc ra đúng trạng thái đã lưu',
  3: 'bảng hẹn giờ chứa đúng các mốc đang chờ của những việc đang chạy',
  4: 'mỗi lần mở việc đến hạn có đúng các việc của nó, và số đếm của mỗi cấp trên khớp với cơ sở dữ liệu',
  5: 'mỗi tin gửi đi được giao ít nhất một lần, gửi lại mang cùng mã tin',
  6: 'các chuỗi băm liền mạch',
  7: 'tệp đính kèm hồ sơ nộp còn nguyên vẹn, và không giữ mãi tệp nào không thuộc hồ sơ nào',
};
