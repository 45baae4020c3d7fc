import * as fc from 'fast-check';
import { findingsOf, fixture } from '../../../../test/support/plan-files.js';
import { worldOf } from '../../../../test/support/play.js';
import { endOfDay, startOfDay } from '../../calendar/day.js';
import { loadPlan } from '../../plan/load.js';
import { hasErrors } from '../finding.js';
import { lint } from '../lint.js';
import { message } from './messages.js';

const tiny = fixture('tiny');
const written = [...tiny].filter(([file]) => file.endsWith('.yaml'));
const word = /[\p{L}\d][\p{L}\d./-]*/gu;
const words = [...new Set(written.flatMap(([, text]) => text.match(word) ?? []))];
const odd = [
  'constructor',
  '__proto__',
  '',
  '-1',
  '999999999',
  '2024-02-30',
  '9999-12-31',
  'null',
  '[]',
  '{}',
  '#duty',
  '.',
  '*x',
  '&x',
];

/** One slip of the pen: a word for another, a line lost, a line twice. */
const slip = fc.record({
  file: fc.nat(written.length - 1),
  place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  how: fc.constantFrom('word', 'lost', 'twice'),
  by: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, fc.constantFrom(...odd)),
});
type Slip = typeof slip extends fc.Arbitrary<infer T> ? T : never;

function slipped(text: string, { place, how, by }: Slip): string {
  if (how === 'word') {
    const found = [...text.matchAll(word)];
    const { index = 0, 0: old = '' } = found[Math.floor(place * found.length)] ?? {};
    return text.slice(0, index) + by + text.slice(index + old.length);
  }
  const lines = text.split('\n');
  const at = Math.floor(place * lines.length);
  return lines.flatMap((line, i) => (i !== at ? [line] : how === 'lost' ? [] : [line, line])).join('\n');
}

test('whatever is written, there are findings that stand somewhere and say something, and never a crash', () => {
  fc.assert(
    fc.property(fc.array(slip, { minLength: 1, maxLength: 4 }), (slips) => {
      const files = new Map(tiny);
      for (const one of slips) {
        const [file = ''] = written[one.file] ?? [];
        files.set(file, slipped(files.get(file) ?? '', one));
      }
      for (const finding of findingsOf(files, 'plans/tiny')) {
        const lines = (files.get(finding.file) ?? '').split('\n');
        expect(finding.line).toBeLessThanOrEqual(lines.length);
        expect(finding.column).toBeLessThanOrEqual((lines[finding.line - 1] ?? '').length + 1);
        for (const language of ['vi', 'en'] as const)
          expect(message(finding, language)).not.toMatch(/undefined|\[object/);
      }
    }),
    { numRuns: Number(process.env['LINT_RUNS'] ?? 40) },
  );
});

test('what has no errors can be run: nothing is set aside from the first to the last day', () => {
  fc.assert(
    fc.property(slip, (one) => {
      const [file = ''] = written[one.file] ?? [];
      const files = new Map([...tiny, [file, slipped(tiny.get(file) ?? '', one)]]);
      const { bundle } = loadPlan(files, 'plans/tiny');
      if (!bundle || hasErrors(lint(bundle))) return;
      const { term } = bundle.plan;
      const world = worldOf(bundle, bundle.calendar, startOfDay(term.from));
      world.settle(endOfDay(term.to));
      expect(world.broken).toEqual([]);
    }),
    { numRuns: Number(process.env['LINT_RUNS'] ?? 40) },
  );
});
