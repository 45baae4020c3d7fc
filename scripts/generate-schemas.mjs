// npm run generate: what is generated from the code and committed, written anew.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { built, checkout, prepare } from './prepare.mjs';

await prepare();
const { jsonSchemas } = await built('core/plan/json-schemas.js');
const folder = join(checkout, 'workflows', 'schema');
mkdirSync(folder, { recursive: true });
for (const [name, text] of jsonSchemas()) writeFileSync(join(folder, name), text);
console.log(`${jsonSchemas().size} files in workflows/schema`);

const { permissionsText } = await built('permissions.js');
writeFileSync(join(checkout, 'docs', 'permissions.md'), permissionsText());
console.log('docs/permissions.md');

const { problemsPage } = await built('platform/openapi/problems-page.js');
mkdirSync(join(checkout, 'docs', 'api'), { recursive: true });
writeFileSync(join(checkout, 'docs', 'api', 'problems.md'), problemsPage());
console.log('docs/api/problems.md');

const client = join('web', 'src', 'lib', 'api.gen.ts');
const { status } = spawnSync(
  process.execPath,
  [
    join('node_modules', 'openapi-typescript', 'bin', 'cli.js'),
    join('docs', 'api', 'openapi.json'),
    '--output',
    client,
  ],
  { cwd: checkout, stdio: ['ignore', 'ignore', 2] },
);
if (status !== 0) process.exit(1);
console.log(client);
