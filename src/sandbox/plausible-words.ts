import { SHORT_TEXT, LONG_TEXT, type TextField } from '../core/form/form.js';
import { drawWhole } from './dice.js';

/** Sentences that anybody might write in such a report, and that say of themselves what they are. */
const sentences = [
  'Đơn vị đã quán triệt, triển khai đầy đủ các văn bản của cấp trên đến cán bộ, đảng viên và Nhân dân.',
  'Việc công khai, lấy ý kiến Nhân dân được thực hiện đúng quy định; các kiến nghị được tiếp thu, trả lời kịp thời.',
  'Công tác phối hợp giữa chính quyền, Mặt trận Tổ quốc và các đoàn thể được duy trì thường xuyên.',
  'Người đứng đầu tiếp công dân, đối thoại trực tiếp theo định kỳ, giải quyết dứt điểm các vụ việc phát sinh.',
  'Một số nơi còn chậm báo cáo, chất lượng chưa đều; đã nhắc nhở và phân công cán bộ theo dõi.',
  'Phong trào thi đua “Dân vận khéo” có thêm mô hình mới, được Nhân dân đồng tình hưởng ứng.',
  'Thời gian tới tiếp tục kiểm tra, giám sát việc thực hiện quy chế dân chủ, chú trọng những khâu còn yếu.',
] as const;

const people = [
  'Nguyễn Văn An',
  'Trần Thị Bình',
  'Lê Văn Cường',
  'Phạm Thị Dung',
  'Võ Minh Đức',
  'Huỳnh Thị Hoa',
] as const;
const offices = ['Văn phòng', 'Ban Dân vận', 'Phòng Nội vụ', 'Ban Tổ chức', 'Ủy ban Mặt trận Tổ quốc'] as const;
/** By what a field is called. */
const known: Readonly<Record<string, readonly string[]>> = {
  name: people,
  signer: people,
  chair: people,
  member: people,
  presenter: people,
  contact: people.map((name) => `${name}, Văn phòng`),
  unit: offices,
  lead: offices,
  others: offices,
  to: offices,
  place: ['Hội trường cơ quan', 'Phòng họp số 1'],
  starts: ['08 giờ 00', '13 giờ 30'],
  number: ['12-BC/ĐU', '45-BC/HU', '108-BC/TU'],
  subject: ['V/v báo cáo kết quả thực hiện dân chủ ở cơ sở'],
  post: ['Chuyên viên, Văn phòng', 'Phó Trưởng phòng, Phòng Nội vụ'],
};

/** Marked as rehearsed: nobody should take them for a report. */
export function wordsFor(
  { id, label, long = false, max = long ? LONG_TEXT : SHORT_TEXT }: TextField,
  dice: number,
): string {
  const among = Object.hasOwn(known, id) ? (known[id] ?? []) : [];
  const one = among[drawWhole(0, Math.max(0, among.length - 1), dice)];
  const first = drawWhole(0, sentences.length - 1, dice);
  const text = long
    ? `(Diễn tập) ${sentences[first] ?? ''} ${sentences[(first + 3) % sentences.length] ?? ''}`
    : (one ?? `${label.vi} (diễn tập)`);
  return [...text].slice(0, max).join('').trim();
}
