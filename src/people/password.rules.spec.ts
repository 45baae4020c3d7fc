import { makePassword } from './secrets.js';
import { weaknessOf } from './password.rules.js';

test.each([
  'password12345',
  'Password@2024',
  'P@ssw0rd1234',
  'qwertyuiop123',
  '1qaz2wsx3edc',
  '111111111111',
  '123456789012',
  'abcdefghijkl',
  'leavemealone',
  'passwordpassword',
  'iloveyou2024',
  'matkhau123456',
  'MậtKhẩu@2024',
  'anhyeuem123456',
  'kehoach2024!',
  'chuyenvien2025',
  'matkhau2023456',
  'Tayninh@2024',
  'Thanhuytayninh2024',
  'ThanhCong!20252025',
])('“%s” is soon guessed', async (password) => {
  expect(await weaknessOf(password, 'an')).toBe('password-too-common');
});

test.each([
  ['nguyen-an-2024!', 'nguyen-an'],
  ['xin chao NguyenAn day', 'nguyen.an'],
  ['câu có tên thư ký ở giữa', 'thu-ky'],
  ['le.van.binh 1975', 'le.van.binh@example.vn'],
  ['tôi luôn luôn đúng hạn', 'an'],
  ['Dung-Han mua xuan nay', 'an'],
])('“%s” holds a name that everybody knows', async (password, name) => {
  expect(await weaknessOf(password, name)).toBe('password-has-name');
});

test.each([
  'mật khẩu dài và dễ nhớ',
  'một mật khẩu mới',
  'correct horse battery staple',
  'con mèo ngủ trên mái ngói',
  'k7m2-9xqa-bb3d-wwe4',
  '🦜🌶️🪁🎋🧭🐌🛖🍐🪕🦎🫖🧶',
])('“%s” is good', async (password) => {
  expect(await weaknessOf(password, 'an')).toBeUndefined();
});

test.each(['SoXayDung@2024', 'Phuong Long Hoa 1', 'longhoa-xaydung-24', 'Bến Cầu 2024!!!'])(
  '“%s” is made of what units are called',
  async (password) => {
    const units = ['Sở Xây dựng', 'Phường Long Hoa', 'Xã Bến Cầu'];
    expect(await weaknessOf(password, 'an', units)).toBe('password-too-common');
  },
);

test('a sentence with the name of a unit in it is good', async () => {
  for (const password of ['mùa mưa ở Long Hoa dài quá', 'longhoa 7391 4482 0057'])
    expect(await weaknessOf(password, 'an', ['Phường Long Hoa'])).toBeUndefined();
});

test('what we make ourselves is good, and a short user name stands in many', async () => {
  for (let n = 0; n < 50; n += 1) expect(await weaknessOf(makePassword(), 'an')).toBeUndefined();
});

test('of a long one the beginning is looked at', async () => {
  expect(await weaknessOf('p@ssw0rd'.repeat(25), 'an')).toBe('password-too-common');
  expect(await weaknessOf(`con mèo ngủ trên mái ngói ${'x'.repeat(170)}`, 'an')).toBeUndefined();
});
