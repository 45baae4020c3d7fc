import { saidOnce } from './said-once';

test.each([
  ['Họp Ban Chỉ đạo tỉnh quý I', 'quý I năm 2023', 'Họp Ban Chỉ đạo tỉnh quý I năm 2023'],
  [
    'Văn bản yêu cầu và đợt báo cáo 6 tháng',
    '6 tháng đầu năm 2023',
    'Văn bản yêu cầu và đợt báo cáo 6 tháng đầu năm 2023',
  ],
  ['Committee meeting of Q1', 'Q1 2023', 'Committee meeting of Q1 2023'],
  ['Bảng điểm doanh nghiệp', 'năm 2023', 'Bảng điểm doanh nghiệp · năm 2023'],
  ['Đánh giá thi đua năm', 'năm 2023', 'Đánh giá thi đua năm 2023'],
  ['năm 2023', 'năm 2023', 'năm 2023'],
  ['', 'năm 2023', ' · năm 2023'],
])('%s, %s', (name, period, whole) => {
  expect(saidOnce(name, period)).toBe(whole);
});
