import fc from 'fast-check';
import { Agenda } from './agenda.js';

test('what is next is the earliest of what was set last for each key', () => {
  const step = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    at: fc.option(fc.integer({ min: 0, max: 20 })),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const agenda = new Agenda<{ readonly at: number }>();
      const current = new Map<string, number>();
      for (const { key, at } of steps) {
        agenda.set(key, at === null ? undefined : { at });
        if (at === null) current.delete(key);
        else current.set(key, at);
        const first = [...current].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))[0];
        const next = agenda.next();
        expect(next && [next.key, next.item.at]).toEqual(first);
      }
    }),
  );
});
