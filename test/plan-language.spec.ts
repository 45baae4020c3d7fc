import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileAdvice } from '../src/core/definition/lint/file-advice.js';
import { severities } from '../src/core/definition/lint/rules.js';
import { jsonSchemas } from '../src/core/plan/json-schemas.js';
import { systemEvents } from '../src/core/step.js';
import { summarised } from './sandbox/summarised.js';
import { bundleOf, findingsOf, fixture, type Files } from './support/plan-files.js';

/** docs/plan-language.md says everything that may be written, and its example is the one that the tests play. */
const page = readFileSync(join(__dirname, '..', 'docs', 'plan-language.md'), 'utf8');

/** What a reader has who copies each block under the name above it. */
const shown: Files = new Map(
  [...page.matchAll(/^`([a-z]+\/[^`\n]+)`\n\n```[a-z]+\n(.*?)```$/gms)].map(([, file = '', text = '']) => [file, text]),
);

describe('the example on the page', () => {
  test('is the plan of the fixtures, file by file and whole', () => {
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(fixture('tiny')));
  });

  test('is a plan without an error or a warning', () => {
    expect(findingsOf(shown, 'plans/tiny')).toEqual([]);
  });

  test.each([7, 8, 9])(
    'ends well in a rehearsal: all is done but what the silent commune owes (seed %i)',
    async (seed) => {
      const summary = await summarised(bundleOf(shown, 'plans/tiny'), {
        from: '2024-01-01',
        to: '2025-12-31',
        lateness: 0.1,
        seed,
      });
      expect(summary).toMatchObject({ open: [], troubles: [], verify: { ok: true } });
      const silent = { unit: 'xa-binh', missing: 2, overdue: 0 };
      expect(summary.lateUnits.filter(({ missing }) => missing > 0)).toMatchObject([silent]);
    },
  );
});

/** Every field that a file may have, and every word that a field may be. */
function* wordsOf(schema: unknown): Generator<string> {
  if (Array.isArray(schema)) for (const part of schema) yield* wordsOf(part);
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  for (const [key, part] of Object.entries(schema)) {
    if (key === 'properties') yield* Object.keys(part as object);
    if (key === 'const' || key === 'enum') yield* [part].flat().filter((word: unknown) => typeof word === 'string');
    else yield* wordsOf(part);
  }
}

test.each([...jsonSchemas()])('the page names every word of %s', (_, text) => {
  const words = new Set(wordsOf(JSON.parse(text)));
  const missing = [...words].filter(
    (word) => !new RegExp(`(?<![\\w.-])${word.replace('.', '\\.')}(?![\\w-]|\\.\\w)`).test(page),
  );
  expect(missing).toEqual([]);
});

test('the page lists every rule, with its weight, and the events of the engine', () => {
  for (const [rule, severity] of Object.entries(severities))
    expect(page).toMatch(new RegExp(`^\\| \`${rule}\`${severity === 'warning' ? ' \\(warning\\)' : ''} +\\|`, 'm'));
  for (const rule of Object.keys(fileAdvice)) expect(page).toContain(`\`${rule.split('.')[0]}\``);
  for (const event of systemEvents) expect(page).toContain(`\`${event}\``);
});
