// npm run calendar:propose -- 2028: a provisional calendar for a year that has none, to be replaced by the official decision.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { proposal } from './calendar-rules.mjs';

const [text = ''] = process.argv.slice(2);
const year = Number(text);
const refuse = (why) => {
  console.error(why);
  process.exit(64);
};
if (!/^\d{4}$/.test(text) || year < 2023 || year > 2200)
  refuse('Which year? npm run calendar:propose -- 2028 (2023 to 2200)');
const file = join(import.meta.dirname, '..', 'workflows', 'calendars', `vn-${year}.yaml`);
if (existsSync(file)) refuse(`${file} is there already: what was decided is not proposed again`);
writeFileSync(file, proposal(year));
console.log(`${file}\nprovisional: compare it with the official notice, then say \`status: decided\``);
