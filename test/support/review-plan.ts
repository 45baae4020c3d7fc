import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { checkout } from './app.js';

type Plan = {
  term: { from: string; readonly to: string };
  obligations: readonly { readonly id: string; listens?: readonly { readonly obligation: string }[] }[];
};

/** What only those say that are left out: a plan must not listen for what nobody says. */
const UNSAID: readonly (readonly [file: string, from: RegExp, to: string])[] = [
  ['lifecycles/series.yaml', /tags: \[closed, withdrawn, cancelled, expired\]/, 'tags: [closed, cancelled]'],
  ['lifecycles/three-year-review.yaml', / {2}results-published: .*\n/, ''],
  ['lifecycles/three-year-review.yaml', /\{ guard: results-published, target: requesting \}/, 'requesting'],
];

/** The real plan with only the three-year review and its proposal, its term beginning where the review does. */
export function reviewPlan(): { readonly dir: string; readonly drop: () => void } {
  const ids = ['A3w', 'A5w'];
  const root = mkdtempSync(join(tmpdir(), 'dung-han-review-'));
  cpSync(join(checkout, 'workflows'), root, { recursive: true });
  const edit = (file: string, edited: (text: string) => string): void =>
    writeFileSync(join(root, file), edited(readFileSync(join(root, file), 'utf8')));
  for (const [file, from, to] of UNSAID) edit(file, (text) => text.replace(from, to));
  rmSync(join(root, 'plans/19-kh-bcd/rehearsal.yaml'));
  edit('plans/19-kh-bcd/plan.yaml', (text) => {
    const plan = parse(text) as Plan;
    plan.term.from = '2025-06-01';
    plan.obligations = plan.obligations.filter(({ id }) => ids.includes(id));
    for (const one of plan.obligations)
      if (one.listens) one.listens = one.listens.filter(({ obligation }) => ids.includes(obligation));
    return stringify(plan, { aliasDuplicateObjects: false });
  });
  return { dir: join(root, 'plans', '19-kh-bcd'), drop: () => rmSync(root, { recursive: true }) };
}
