import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems } from '../src/core/problem.js';
import { problemsPage } from '../src/platform/openapi/problems-page.js';

const page = readFileSync(join(__dirname, '..', 'docs', 'api', 'problems.md'), 'utf8');

test('docs/api/problems.md is fresh: else npm run generate', () => {
  expect(page).toBe(problemsPage());
});

test('every stable code has a section of its own', () => {
  const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, code]) => code);
  expect(sections).toEqual(Object.keys(problems).sort());
});
