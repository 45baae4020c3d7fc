import { checkNameVi } from '../src/engine/verify/check-words.js';
import { Findings } from '../src/engine/verify/findings.js';
import { fileChecks } from '../src/files/file-checks.js';
import { formChecks } from '../src/forms/form-checks.js';
import { inboxArrivals } from '../src/notifications/inbox-arrivals.js';

test('whatever verify checks has a name in Vietnamese, also what channels bring', () => {
  const names = [
    ...new Findings().verification().checks.map(({ name }) => name),
    inboxArrivals.name,
    ...fileChecks(1).map(({ name }) => name),
    ...formChecks.map(({ name }) => name),
  ];
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => checkNameVi(name) === name)).toEqual([]);
});
