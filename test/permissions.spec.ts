import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRoutes, permissionsText } from '../src/permissions.js';

test('every route says who may call it', () => {
  expect(allRoutes().filter(({ needs }) => needs === undefined)).toEqual([]);
  expect(allRoutes().length).toBeGreaterThan(30);
});

test('docs/permissions.md is fresh: else npm run generate', () => {
  expect(readFileSync(join(__dirname, '..', 'docs', 'permissions.md'), 'utf8')).toBe(permissionsText());
});
