import { message, suggestion as advised } from '../../src/core/definition/lint/messages.js';
import { edited, findingsOf, fixture, type Edit } from './plan-files.js';

const tiny = fixture('tiny');
export const plan = 'plans/tiny/plan.yaml';
export const units = 'plans/tiny/units.yaml';
export const rehearsal = 'plans/tiny/rehearsal.yaml';
export const lifecycle = (name: string): string => `lifecycles/${name}.yaml`;

/** A file of the plan as it stands, from some words on. */
export const textFrom = (file: string, words: string): string => {
  const text = tiny.get(file) ?? '';
  return text.slice(text.indexOf(words));
};
export const edit = (file: string, from: string, to: string): Edit => ({ file, from, to });

/** The tiny plan with these edits breaks this rule, at the sign ▸, and no other. */
function breaks(rule: string, edits: readonly Edit[], meant?: string): void {
  const { files, at } = edited(tiny, edits);
  const found = findingsOf(files, 'plans/tiny');
  const told = found.map(({ rule: code, file, line, column, suggestion }) => ({
    code,
    file,
    line,
    column,
    suggestion,
  }));
  expect(told).toEqual([{ code: rule, ...at, suggestion: meant }]);
  for (const finding of found)
    for (const language of ['vi', 'en'] as const) {
      // Every fact that a sentence asks for is there.
      expect(message(finding, language)).not.toMatch(/[{}]|undefined|^[a-z-]+ \{/);
      const { suggestion: _, ...unnamed } = finding;
      // Braces stand there where YAML is to be written.
      expect(advised(unnamed, language)).not.toMatch(/\{\w+\}|undefined|–/);
      expect(advised(finding, language)).toBe(meant ?? advised(unnamed, language));
    }
}

type Case = readonly [title: string, edits: readonly Edit[], meant?: string];

/** One test for each way in which a rule is broken. */
export function all(rule: string, cases: readonly Case[]): void {
  const named = cases.map(([title, edits, meant]) => ({ title, edits, meant }));
  test.each(named)(`${rule}: $title`, ({ edits, meant }) => breaks(rule, edits, meant));
}
