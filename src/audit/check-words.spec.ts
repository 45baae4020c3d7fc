import { checkNameVi } from './check-words.js';
import type { ChainsReader } from './chains.reader.js';
import { verifyAudit } from './verify-audit.js';

/** A database in which nothing has happened yet. */
const nothing = {
  trail: () => [],
  trailHead: () => Promise.resolve({ seq: 0, hash: '' }),
  histories: () => [],
  heads: () => [],
  anchors: () => [],
  moved: () => Promise.resolve({ n: 0, problems: [] }),
};

test('whatever is checked has a name in Vietnamese', async () => {
  const reader = { look: (work: (chains: unknown) => unknown) => work(nothing) } as unknown as ChainsReader;
  const { checks } = await verifyAudit(reader);
  const names = [...checks.map(({ name }) => name), 'anchor 3 of 2023-06-30, as it was kept, is contained'];
  expect(names.length).toBeGreaterThan(4);
  expect(names.filter((name) => checkNameVi(name) === name)).toEqual([]);
  expect(checkNameVi(names.at(-1) ?? '')).toBe('khớp với bản niêm phong số 3 ngày 30/06/2023 được giữ bên ngoài');
});
