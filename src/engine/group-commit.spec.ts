import { GroupCommit, type GroupOptions, type Turn } from './group-commit.js';

type Item = { readonly lane: string; readonly name: string };
const item = (name: string, lane = 'x'): Item => ({ lane, name });
const named = (names: string): Item[] => names.split('').map((name) => item(name));
const coded = (code: string) => Object.assign(new Error(code), { code });

/** Transactions that answer every item with its name, unless the test has something else in mind for this one. */
function group(
  act: (names: string, nth: number) => readonly Turn<string>[] | undefined,
  options?: Partial<GroupOptions>,
) {
  const shared: string[] = [];
  const commit = (items: readonly Item[]): Promise<readonly Turn<string>[]> => {
    const names = items.map(({ name }) => name).join('');
    shared.push(names);
    return Promise.resolve().then(() => act(names, shared.length) ?? items.map(({ name }) => ({ done: name })));
  };
  const one = new GroupCommit<Item, string>(
    { commit, laneOf: ({ lane }) => lane, givenUp: ({ name }) => new Error(`${name} was given up`) },
    options,
  );
  const add = (items: readonly Item[]) =>
    Promise.allSettled(items.map((each) => one.add(each))).then((all) =>
      all.map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).message)),
    );
  return { add, shared };
}

test('what arrives in one tick shares a transaction, and what arrives meanwhile shares the next one', async () => {
  const { add, shared } = group(() => undefined, { together: 3 });
  expect(await add(named('abcde'))).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(shared).toEqual(['abc', 'de']);
});

test('the guilty one stands alone in the end and is answered alone, in the order of arrival', async () => {
  const { add, shared } = group((names) => {
    if (names.includes('c')) throw new Error('c cannot be stored');
    return undefined;
  });
  expect(await add(named('abcdef'))).toEqual(['a', 'b', 'c cannot be stored', 'd', 'e', 'f']);
  expect(shared).toEqual(['abcdef', 'abc', 'a', 'bc', 'b', 'c', 'def']);
});

describe('two transactions that met', () => {
  test('go again, all of them in the same order', async () => {
    const { add, shared } = group((_, nth) => {
      if (nth < 3) throw coded('40P01');
      return undefined;
    });
    expect(await add(named('abc'))).toEqual(['a', 'b', 'c']);
    expect(shared).toEqual(['abc', 'abc', 'abc']);
  });

  test('are not tried for ever', async () => {
    const { add, shared } = group(() => {
      throw coded('40P01');
    });
    expect(await add(named('ab'))).toEqual(['40P01', '40P01']);
    expect(shared).toHaveLength(8);
  });

  test('after a split, let nobody pass who arrived later', async () => {
    let met = 0;
    const { add, shared } = group((names) => {
      if (names.includes('d')) throw new Error('d cannot be stored');
      if (names === 'ab') {
        met += 1;
        if (met === 1) throw coded('40P01');
      }
      return undefined;
    });
    expect(await add(named('abcd'))).toEqual(['a', 'b', 'c', 'd cannot be stored']);
    expect(shared).toEqual(['abcd', 'ab', 'abcd', 'ab', 'cd', 'c', 'd']);
  });
});

describe('an item that is asked to come again', () => {
  test('comes before whatever arrived after it', async () => {
    const { add, shared } = group(
      (names, nth) =>
        nth === 1 ? names.split('').map((name) => (name === 'b' ? { again: true } : { done: name })) : undefined,
      { together: 3 },
    );
    expect(await add(named('abcd'))).toEqual(['a', 'b', 'c', 'd']);
    expect(shared).toEqual(['abc', 'bd']);
  });

  test('is given up after its turns, and nobody else with it', async () => {
    const { add, shared } = group(
      (names) => names.split('').map((name) => (name === 'a' ? { again: true } : { done: name })),
      { turns: 3 },
    );
    expect(await add(named('ab'))).toEqual(['a was given up', 'b']);
    expect(shared).toEqual(['ab', 'a', 'a']);
  });
});

test('lanes do not wait for each other', async () => {
  const release: (() => void)[] = [];
  const one = new GroupCommit<Item, string>({
    commit: async (items) => {
      if (items.some(({ lane }) => lane === 'a')) await new Promise<void>((resolve) => release.push(resolve));
      return items.map(({ name }) => ({ done: name }));
    },
    laneOf: ({ lane }) => lane,
    givenUp: ({ name }) => new Error(name),
  });
  const held = one.add(item('slow', 'a'));
  expect(await one.add(item('quick', 'b'))).toBe('quick');
  release.forEach((open) => open());
  expect(await held).toBe('slow');
});
