import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judged, type Explained } from '../scripts/audit-rules.mjs';

// `refused.json` is what a registry wrote; `findings.json` is written in the form of npm's reports, of old advisories.
const recorded = (name: string): string => readFileSync(join(__dirname, 'fixtures', 'npm-audit', name), 'utf8');
const findings = recorded('findings.json');
const TODAY = '2026-11-26';
const BODY = 'GHSA-qwcr-r2fm-qrc7';
const ARGUMENTS = 'GHSA-xvch-5gv4-984h';
const explaining = (id: string, name: string, until = TODAY): Explained => ({
  [id]: { package: name, why: 'no form is read here', until },
});
const ids = (explained: Explained, text = findings) => {
  const found = judged(text, explained, TODAY);
  if (found.kind !== 'answer') throw new Error(found.reason);
  return {
    unexplained: found.unexplained.map(({ id }) => id),
    explained: found.explained.map(({ id }) => id),
    needless: found.needless,
  };
};

test('what is grave is told once, by the package that is at fault, and what is not is let be', () => {
  expect(ids({})).toEqual({ unexplained: [BODY, ARGUMENTS], explained: [], needless: [] });
});

test('what was explained is, for this package and to the end of a day', () => {
  expect(ids(explaining(BODY, 'body-parser'))).toMatchObject({ unexplained: [ARGUMENTS], explained: [BODY] });
  expect(ids(explaining(BODY, 'qs')).explained).toEqual([]);
  expect(ids(explaining(BODY, 'body-parser', '2026-11-25')).explained).toEqual([]);
});

test('an explanation that nothing needs any more is told', () => {
  const clean = JSON.stringify({ auditReportVersion: 2, vulnerabilities: {}, metadata: {} });
  expect(ids(explaining(BODY, 'body-parser'), clean)).toEqual({ unexplained: [], explained: [], needless: [BODY] });
});

test.each([
  ['a registry that takes no such question', recorded('refused.json'), /^405 Method Not Allowed/],
  ['one that is away', '{"error":{"code":"ENOTFOUND","summary":"getaddrinfo ENOTFOUND registry"}}', /ENOTFOUND/],
  ['an answer of another form', '{"auditReportVersion":3}', /no report/],
  ['no JSON', '<html>Bad gateway</html>', /no JSON/],
  ['nothing', '', /nothing/],
])('%s is no answer, and not a good one', (_, text, reason) => {
  expect(judged(text, {}, TODAY)).toEqual({ kind: 'no-answer', reason: expect.stringMatching(reason) as string });
});

test('every explanation says of which package, why, and until when', () => {
  const kept = JSON.parse(readFileSync(join(__dirname, '..', 'scripts', 'audit-explained.json'), 'utf8')) as Explained;
  for (const [id, one] of Object.entries(kept)) {
    expect(id).toMatch(/^GHSA(-[\w]{4}){3}$/);
    expect(one).toEqual({
      package: expect.stringMatching(/\w/) as string,
      why: expect.stringMatching(/\w{3}/) as string,
      until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    });
  }
});
