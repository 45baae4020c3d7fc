import { citedIn } from '../../plan/clauses.js';
import type { Finding, Path, Source } from '../finding.js';
import type { Subject } from './duties.js';
import { finding } from './rules.js';

type Citing = { readonly citation: string; readonly source: Source; readonly path: Path };

/** Where the plan's own words are given, what is cited stands among them. */
export function* clauses({ bundle, posts }: Subject): Generator<Finding> {
  if (!bundle.clauses) return;
  const known = bundle.clauses.map(({ id }) => id);
  const duties = posts.map(({ duty, at }): Citing => {
    return { citation: duty.clause, source: bundle.sources.plan, path: [...at, 'clause'] };
  });
  const forms = Object.entries(bundle.forms).flatMap(([name, form]): Citing[] => {
    const source = bundle.sources.forms[name];
    return source ? [{ citation: form.source, source, path: ['source'] }] : [];
  });
  for (const { citation, source, path } of [...duties, ...forms])
    // A number that is near is no better guess than any other: none is made.
    for (const name of citedIn(citation))
      if (!known.includes(name)) yield finding('unknown-clause', { source, path }, { name });
}
