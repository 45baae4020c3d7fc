import { distance, folded, fullMask, maskIn, saidBy, tokensOf } from './search.rules.js';

test('names are found without their accents, however these are written', () => {
  expect(folded('Huyện ủy Dương Minh Châu')).toBe('huyen uy duong minh chau');
  expect(folded('ĐẢNG ỦY')).toBe('dang uy');
  expect(folded('Hoà')).toBe(folded('Hòa'));
  expect(folded('Hòa'.normalize('NFD'))).toBe('hoa');
});

test('every word must be found somewhere', () => {
  const tokens = tokensOf('  báo cáo  bến cầu ');
  expect(tokens).toEqual(['báo', 'cáo', 'bến', 'cầu']);
  expect(maskIn(saidBy(['Báo cáo 6 tháng']), tokens)).toBe(0b0011);
  expect(maskIn(saidBy(['Huyện ủy Bến Cầu']), tokens) | maskIn(saidBy(['Báo cáo 6 tháng']), tokens)).toBe(
    fullMask(tokens),
  );
  expect(maskIn(saidBy(['Báo cáo 6 tháng', '6-month report']), tokensOf('an % - month 6-mon'))).toBe(0b11000);
  expect(tokensOf('')).toEqual([]);
  expect(tokensOf('a b c d e f g h i j')).toHaveLength(8);
});

test('with accents before without, whole before part', () => {
  const names = ['Tân Châu', 'Tân Châu Đốc', 'Huyện Tân Châu', 'Tan Chau', 'Xã Tần Châu'];
  const sorted = [...names].sort((a, b) => distance([a], 'Tân Châu') - distance([b], 'Tân Châu'));
  expect(sorted).toEqual(names);
  expect(distance(['Gò Dầu'], 'Tân Châu')).toBeGreaterThan(distance(['Xã Tần Châu'], 'Tân Châu'));
});
