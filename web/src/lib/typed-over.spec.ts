import { ApiProblem } from './problem';
import { same, saveOver, standing } from './typed-over';

const conflict = new ApiProblem({ code: 'precondition-failed' }, 412);

test('what is typed stays when somebody has saved meanwhile', () => {
  expect(standing({ opened: { n: 1 }, typed: { n: 2 }, latest: { n: 3 } })).toBe('meanwhile');
  expect(standing({ opened: { n: 1 }, typed: { n: 2 }, latest: { n: 1 } })).toBe('on-it');
});

test('the latest is taken where nothing was typed, and where it is what was typed', () => {
  expect(standing({ opened: { n: 1 }, typed: { n: 1 }, latest: { n: 3 } })).toBe('taken');
  expect(standing({ opened: { n: 1 }, typed: { n: 3 }, latest: { n: 3 } })).toBe('taken');
  expect(same({ a: 1, b: { c: [1], d: 2 } }, { b: { d: 2, c: [1] }, a: 1 })).toBe(true);
  expect(same({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
});

test('it is saved by the tag of what was looked at', async () => {
  const tags: unknown[] = [];
  const write = (etag: string | undefined) => {
    tags.push(etag);
    return etag === '"2"' ? Promise.resolve('saved') : Promise.reject(conflict);
  };
  const latest = { value: { n: 1 }, etag: '"1"' };
  const by = (n: number) =>
    saveOver({
      latest,
      opened: { n: 1 },
      write,
      renew: async () => await Promise.resolve({ value: { n }, etag: '"2"' }),
    });
  // Something else of the draft has moved.
  expect(await by(1)).toBe('saved');
  expect(tags).toEqual(['"1"', '"2"']);
  // The very thing has been saved by somebody: it is not written over.
  await expect(by(7)).rejects.toBe(conflict);
  expect(tags).toEqual(['"1"', '"2"', '"1"']);
});
