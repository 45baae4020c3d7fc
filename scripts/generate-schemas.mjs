// npm run generate: what is generated from the code and committed, written anew.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkout, prepare } from './prepare.mjs';

await prepare();
const { jsonSchemas } = await import(pathToFileURL(join(checkout, 'dist', 'core', 'plan', 'json-schemas.js')).href);
const folder = join(checkout, 'workflows', 'schema');
mkdirSync(folder, { recursive: true });
for (const [name, text] of jsonSchemas()) writeFileSync(join(folder, name), text);
console.log(`${jsonSchemas().size} files in workflows/schema`);

const { permissionsText } = await import(pathToFileURL(join(checkout, 'dist', 'permissions.js')).href);
writeFileSync(join(checkout, 'docs', 'permissions.md'), permissionsText());
console.log('docs/permissions.md');

const { problemsPage } = await import(
  pathToFileURL(join(checkout, 'dist', 'platform', 'openapi', 'problems-page.js')).href
);
mkdirSync(join(checkout, 'docs', 'api'), { recursive: true });
writeFileSync(join(checkout, 'docs', 'api', 'problems.md'), problemsPage());
console.log('docs/api/problems.md');
