/** Every address of the application. What stands after `$` is a parameter. */
export const paths = {
  home: '/',
  leadership: '/dieu-hanh',
  standingItems: '/dieu-hanh/danh-sach',
  matrix: '/ma-tran',
  task: '/viec/$id',
  inbox: '/hop-thu',
  message: '/hop-thu/$id',
  profile: '/ca-nhan',
  signIn: '/dang-nhap',
  forgotPassword: '/quen-mat-khau',
  /** Mails lead here, with a secret after the # (src/people/password-reset.service.ts). */
  resetPassword: '/dat-lai-mat-khau',
} as const;
