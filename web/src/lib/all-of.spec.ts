import { allOf } from './all-of';

test('a list is taken to its end', async () => {
  const pages: Readonly<Record<string, { items: number[]; next: string | null }>> = {
    '': { items: [1, 2], next: 'b' },
    b: { items: [3], next: 'c' },
    c: { items: [], next: null },
  };
  const asked: string[] = [];
  const rows = await allOf<number>(async ({ cursor = '' }) => {
    asked.push(cursor);
    return await Promise.resolve(pages[cursor] ?? { items: [], next: null });
  });
  expect(rows).toEqual([1, 2, 3]);
  expect(asked).toEqual(['', 'b', 'c']);
});
