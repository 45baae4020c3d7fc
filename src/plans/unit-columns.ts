import type { Column } from '../people/imports/table.rules.js';

export type UnitField =
  | 'code'
  | 'name'
  | 'nameEn'
  | 'short'
  | 'kind'
  | 'order'
  | 'parent'
  | 'from'
  | 'to'
  | 'successor'
  | 'groups'
  | 'note'
  | 'noteEn';

/** A row is a unit of the plan. */
export const unitColumns: readonly Column<UnitField>[] = [
  { field: 'code', vi: ['Mã đơn vị', 'Mã'], en: ['Unit code', 'Code'], isKey: true, example: '# xa-moi' },
  { field: 'name', vi: ['Tên đơn vị', 'Tên'], en: ['Name', 'Unit name', 'Vietnamese name'], example: 'Xã Mới' },
  { field: 'nameEn', vi: ['Tên tiếng Anh'], en: ['English name'], example: 'Moi' },
  { field: 'short', vi: ['Tên ngắn', 'Tên viết tắt'], en: ['Short name'], example: '' },
  { field: 'kind', vi: ['Loại', 'Loại đơn vị'], en: ['Kind'], example: 'commune' },
  { field: 'order', vi: ['Thứ tự'], en: ['Order'], example: '6' },
  { field: 'parent', vi: ['Đơn vị cấp trên', 'Cấp trên'], en: ['Parent', 'Superior unit'], example: '' },
  { field: 'from', vi: ['Từ ngày', 'Ngày thành lập'], en: ['From', 'From day'], example: '01/01/2025' },
  { field: 'to', vi: ['Đến ngày', 'Ngày kết thúc'], en: ['To', 'Until', 'To day'], example: '' },
  { field: 'successor', vi: ['Đơn vị kế thừa', 'Kế thừa'], en: ['Successor'], example: '' },
  { field: 'groups', vi: ['Nhóm đơn vị', 'Nhóm'], en: ['Groups'], example: '' },
  { field: 'note', vi: ['Ghi chú'], en: ['Note'], example: '' },
  { field: 'noteEn', vi: ['Ghi chú tiếng Anh'], en: ['English note'], example: '' },
];
