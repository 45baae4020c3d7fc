import { leafOf, MerkleTree, rootOf } from './merkle.rules.js';

const leaves = (n: number): string[] => Array.from({ length: n }, (_, i) => leafOf(`${i}`));

test('no leaves have no root, and one is its own', () => {
  expect(rootOf([])).toBeUndefined();
  expect(rootOf([leafOf('a')])).toBe(leafOf('a'));
});

test.each([2, 3, 7, 8, 9, 100])(
  'of %i leaves none can be changed, dropped, added or moved without another root',
  (n) => {
    const all = leaves(n);
    const root = rootOf(all);
    const others = [
      ...all.map((_, i) => all.with(i, leafOf('khác'))),
      ...all.map((_, i) => all.toSpliced(i, 1)),
      [...all, leafOf('thêm')],
      [...all.slice(1), all[0] ?? ''],
    ];
    expect(others.filter((other) => rootOf(other) === root)).toEqual([]);
  },
);

test('a node is no leaf: a tree cannot be passed off as a smaller one', () => {
  const [a = '', b = '', c = '', d = ''] = leaves(4);
  expect(rootOf([rootOf([a, b]) ?? '', rootOf([c, d]) ?? ''])).toBe(rootOf([a, b, c, d]));
  expect(rootOf([leafOf(`${a}\n${b}`), leafOf(`${c}\n${d}`)])).not.toBe(rootOf([a, b, c, d]));
});

test('the root is there at any time, and more can come', () => {
  const tree = new MerkleTree();
  for (const [n, leaf] of leaves(20).entries()) {
    tree.add(leaf);
    expect(tree.root()).toBe(rootOf(leaves(n + 1)));
  }
});
