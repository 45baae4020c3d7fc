import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from '../src/core/plan/json-schemas.js';

const folder = join(__dirname, '..', 'workflows', 'schema');

test('the JSON Schemas of the plan language are fresh: else npm run generate', () => {
  const committed = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
  expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(jsonSchemas()));
});
