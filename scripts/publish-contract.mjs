// npm run publish-contract: writes docs/api/openapi.json, and refuses what would break programs that were written for it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintContract } from './lint-contract.mjs';
import { built, checkout, leave, prepare } from './prepare.mjs';

const file = join(checkout, 'docs', 'api', 'openapi.json');

function published() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

await prepare().catch(leave);
const { contract } = await built('contract.js');
const { differences, versionsOf } = await built('platform/openapi/compatible.rules.js');
const served = JSON.parse(JSON.stringify(await contract()));

const amiss = await lintContract(served);
if (amiss.length > 0) {
  console.error(['The description of the API is not sound:', ...amiss].join('\n  '));
  process.exit(1);
}

const was = published();
const isSameVersion = was !== undefined && String(versionsOf(was)) === String(versionsOf(served));
const found = was === undefined ? [] : differences(was, served);
const breaking = found.filter(({ breaks }) => breaks);
if (isSameVersion && breaking.length > 0) {
  const lines = breaking.map(({ at, what }) => `${at}: ${what}`);
  console.error(
    [
      'This would break programs that were written for the published API. Keep what there is, or begin a new version (/api/v2):',
      ...lines,
    ].join('\n  '),
  );
  process.exit(1);
}
mkdirSync(join(checkout, 'docs', 'api'), { recursive: true });
writeFileSync(file, `${JSON.stringify(served, null, 2)}\n`);
for (const { at, what } of found.slice(0, 20)) console.log(`${at}: ${what}`);
if (found.length > 20) console.log(`… and ${found.length - 20} more`);
console.log(found.length === 0 && was !== undefined ? 'docs/api/openapi.json: nothing new' : 'docs/api/openapi.json');
