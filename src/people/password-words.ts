/** Words of those who use this, and of everybody who writes Vietnamese, as they are typed without marks. */
const OURS = ['cchc', 'caicachhanhchinh', 'hanhchinh', 'banchidao', 'tothuongtruc', 'sonoivu', 'noivu', 'thanhuy'];
const HOUSES = ['tinhuy', 'huyenuy', 'danguy', 'ubnd', 'uyban', 'uybannhandan', 'hdnd', 'chinhquyen', 'nhanuoc'];
const THEIRS = ['kehoach', 'baocao', 'quantri', 'thuky', 'chuyenvien', 'lanhdao', 'donvi', 'canbo', 'congchuc'];
const TRADES = ['congan', 'quandoi', 'giaovien', 'hocsinh', 'sinhvien', 'truonghoc', 'benhvien', 'bacsi', 'giamdoc'];
const EVERYBODYS = ['matkhau', 'matkhaumoi', 'quenmatkhau', 'dangnhap', 'taikhoan', 'khongbiet', 'khongnho', 'xinchao'];
const HEARTS = [
  'anhyeuem',
  'emyeuanh',
  'yeuem',
  'yeuanh',
  'tinhyeu',
  'conyeu',
  'bome',
  'giadinh',
  'hanhphuc',
  'maimai',
];
const WISHES = ['thanhcong', 'phattai', 'tailoc', 'mayman', 'chucmung', 'chucmungnammoi', 'nammoi', 'vuive'];
const PLACES = ['vietnam', 'hanoi', 'saigon', 'hochiminh', 'danang', 'cantho', 'haiphong', 'longan', 'tayninh'];
const NAMES = ['nguyen', 'tran', 'pham', 'hoang', 'huynh', 'phan', 'dang', 'bacho', 'hochutich'];

export const usual: readonly string[] = [
  ...OURS,
  ...HOUSES,
  ...THEIRS,
  ...TRADES,
  ...EVERYBODYS,
  ...HEARTS,
  ...WISHES,
  ...PLACES,
  ...NAMES,
];
