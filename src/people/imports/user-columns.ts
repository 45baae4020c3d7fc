import type { Column } from './table.rules.js';

export type UserField =
  'name' | 'displayName' | 'email' | 'phone' | 'plan' | 'unit' | 'seat' | 'groups' | 'from' | 'to';

/** A row is an account with one of its posts, or with none; who has several posts has several rows. */
export const userColumns: readonly Column<UserField>[] = [
  {
    field: 'name',
    vi: ['Tên đăng nhập', 'Tài khoản', 'Tên tài khoản'],
    en: ['User name', 'Username', 'Login', 'Account'],
    isKey: true,
    example: '# nguyen-van-an',
  },
  {
    field: 'displayName',
    vi: ['Họ và tên', 'Họ tên', 'Tên hiển thị'],
    en: ['Full name', 'Display name', 'Name of the person'],
    example: 'Nguyễn Văn An',
  },
  {
    field: 'email',
    vi: ['Thư điện tử', 'Email', 'Hộp thư', 'Địa chỉ thư điện tử'],
    en: ['E-mail', 'Mail', 'E-mail address'],
    example: 'an@example.vn',
  },
  {
    field: 'phone',
    vi: ['Điện thoại', 'Số điện thoại', 'SĐT', 'Di động'],
    en: ['Telephone', 'Phone', 'Mobile'],
    example: '0912 345 678',
  },
  { field: 'plan', vi: ['Kế hoạch', 'Mã kế hoạch'], en: ['Plan'], example: '19-kh-bcd' },
  { field: 'unit', vi: ['Đơn vị', 'Mã đơn vị', 'Cơ quan'], en: ['Unit', 'Unit code', 'Office'], example: 'so-noi-vu' },
  { field: 'seat', vi: ['Vai trò', 'Vị trí', 'Chức danh'], en: ['Role', 'Seat', 'Post'], example: 'Chuyên viên' },
  { field: 'groups', vi: ['Nhóm thẩm định', 'Nhóm'], en: ['Groups', 'Appraised groups'], example: '' },
  { field: 'from', vi: ['Từ ngày', 'Ngày bắt đầu'], en: ['From', 'From day', 'Start'], example: '01/01/2024' },
  { field: 'to', vi: ['Đến ngày', 'Ngày kết thúc'], en: ['To', 'Until', 'To day', 'End'], example: '' },
];
