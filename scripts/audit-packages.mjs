// npm run audit: is something grave known of the packages that ship, and has somebody said why it does not matter here?
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judged } from './audit-rules.mjs';
import { checkout } from './prepare.mjs';

const [GRAVE, NO_ANSWER] = [1, 69];
const explained = JSON.parse(readFileSync(join(checkout, 'scripts', 'audit-explained.json'), 'utf8'));

// Its exit code says that something was found; what it wrote says what.
const asked = spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: checkout, encoding: 'utf8' });
if (asked.error) throw asked.error;
const found = judged(asked.stdout, explained, new Date().toISOString().slice(0, 10));

if (found.kind === 'no-answer') {
  console.error(
    `Kho gói không trả lời, nên không biết gì. / No answer from the registry, so nothing is known. (${found.reason})`,
  );
  process.exit(NO_ANSWER);
}
const line = ({ severity, package: name, range, title, url }) => `${severity}  ${name} ${range}: ${title} · ${url}`;
for (const one of found.explained) console.log(`${line(one)}\n  ${explained[one.id].why} (${explained[one.id].until})`);
for (const id of found.needless) console.log(`${id}: không còn cần giải thích / need not be explained any more`);
for (const one of found.unexplained) console.error(line(one));
if (found.unexplained.length > 0) {
  console.error('Nâng cấp, hoặc giải thích trong scripts/audit-explained.json. / Upgrade, or explain there.');
  process.exit(GRAVE);
}
console.log('Không có lỗ hổng nghiêm trọng nào chưa được giải thích. / Nothing grave is unexplained.');
