import { workName } from './work-name.js';

test.each([
  [
    'Văn bản yêu cầu và đợt báo cáo 6 tháng',
    '6 tháng đầu năm 2023',
    'Văn bản yêu cầu và đợt báo cáo 6 tháng đầu năm 2023',
  ],
  ['Báo cáo 6 tháng về thực hiện dân chủ', '6 tháng đầu năm 2023', 'Báo cáo 6 tháng đầu năm 2023 về thực hiện dân chủ'],
  ['Họp Ban Chỉ đạo tỉnh quý I', 'quý I năm 2023', 'Họp Ban Chỉ đạo tỉnh quý I năm 2023'],
  ['Báo cáo năm về dân chủ', 'năm 2024', 'Báo cáo năm 2024 về dân chủ'],
  ['Bảng điểm (rà soát hằng năm)', 'năm 2024', 'Bảng điểm (rà soát hằng năm) năm 2024'],
  ['Sơ kết 3 năm', 'năm 2025', 'Sơ kết 3 năm năm 2025'],
  ['Báo cáo của thành viên', 'quý II năm 2023', 'Báo cáo của thành viên quý II năm 2023'],
  ['Quy chế', '', 'Quy chế'],
])('%s, %s', (obligation, period, said) => {
  expect(workName(obligation, period, 'vi')).toBe(said);
});

test('in English the period follows after a comma', () => {
  expect(workName('Committee meeting of Q1', 'Q1 2023', 'en')).toBe('Committee meeting of Q1 2023');
  expect(workName("The committee's annual report", '2023', 'en')).toBe("The committee's annual report, 2023");
});
