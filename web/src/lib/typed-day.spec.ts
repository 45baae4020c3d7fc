import { typedDay } from './typed-day';

describe('a day as it is typed', () => {
  test.each([
    ['5/6/23', '2023-06-05'],
    ['05/06/2023', '2023-06-05'],
    ['05062023', '2023-06-05'],
    ['5.6.2023', '2023-06-05'],
    [' 29-2-2024 ', '2024-02-29'],
  ])('%s', (text, day) => expect(typedDay(text)).toBe(day));

  test.each(['', '31/2/2024', '29/02/2023', '12/13/2024', 'mai', '5/6', '2024-06-03'])('%s is none', (text) =>
    expect(typedDay(text)).toBeNull(),
  );
});
