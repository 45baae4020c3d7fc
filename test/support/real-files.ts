import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const plan = join(__dirname, '..', '..', 'workflows', 'plans', '19-kh-bcd');

/** The files of a folder of plan 19-KH/BCĐ: names → texts. */
export const realFiles = (folder: string): ReadonlyMap<string, string> =>
  new Map(readdirSync(join(plan, folder)).map((name) => [name, readFileSync(join(plan, folder, name), 'utf8')]));
