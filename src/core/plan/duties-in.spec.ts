import { dutiesIn } from './duties-in.js';

test('an obligation comes first, then its tasks, each before what stands in it', () => {
  const label = (text: string) => ({ vi: text, en: text });
  const part = (text: string, tasks?: Parameters<typeof dutiesIn>[1]['tasks']) => ({ label: label(text), tasks });
  const inner = { c: part('đơn vị') } as unknown as Parameters<typeof dutiesIn>[1]['tasks'];
  const middle = { b: part('cơ quan', inner) } as unknown as Parameters<typeof dutiesIn>[1]['tasks'];
  expect(dutiesIn('a', part('đợt', middle))).toEqual([
    { id: 'a', label: label('đợt') },
    { id: 'b', label: label('cơ quan') },
    { id: 'c', label: label('đơn vị') },
  ]);
});
