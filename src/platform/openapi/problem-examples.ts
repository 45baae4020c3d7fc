import { problems, type ProblemCode } from '../../core/problem.js';
import { PROBLEMS_PATH } from '../problem.filter.js';
import { holesIn, problemWords, sentenceOf } from '../words.js';

/** What the sentences of problems ask for. */
const facts: Readonly<Record<string, unknown>> = {
  field: 'limit',
  expected: 'at-most',
  most: 200,
  seconds: 30,
  name: 'thu-ky',
  holder: 'thu-ky',
  person: 'thu-ky',
  asked: '404',
  method: 'PUT',
  allowed: ['GET', 'HEAD', 'POST'],
  accepted: 'application/json',
  event: 'report.present',
  eventLabel: { vi: 'Trình báo cáo', en: 'Present the report' },
  suggestion: 'report.present',
  key: '5f0c6a52-4c5e-4a55-9d5b-0f6f6a0a9d11',
  count: 2,
  version: 1,
  until: '2025-12-31',
  now: '2023-06-01T08:00:00.000+07:00',
  period: '2023-H3',
  limit: 'account',
  quota: 600,
};
/** Not of every code: the field of one is a count in another. */
const own: Partial<Record<ProblemCode, Readonly<Record<string, unknown>>>> = {
  'bad-request': {
    field: 'limit',
    expected: 'at-most',
    most: 200,
    errors: [{ field: 'limit', expected: 'at-most', most: 200 }],
  },
  'unknown-field': { field: 'colour', expected: 'nothing', errors: [{ field: 'colour', expected: 'nothing' }] },
  'event-malformed': { event: 'report.present', errors: [{ field: 'due', expected: 'day', missing: true }] },
};

const requestId = '0b9c2a4e-8a0e-4f0e-9a55-6d1d2b6f3c10';

function example(code: ProblemCode) {
  const holes = holesIn(sentenceOf(code, 'en').detail).flatMap((names) => names.split('|'));
  const given = own[code] ?? Object.fromEntries(holes.flatMap((hole) => (hole in facts ? [[hole, facts[hole]]] : [])));
  const { title, detail } = problemWords(code, 'en', { ...given, requestId });
  const known = { type: `${PROBLEMS_PATH}/${code}`, title, status: problems[code], detail };
  return { summary: title, value: { ...given, ...known, instance: '/api/v1/…', code, requestId } };
}

/** One of each kind, by its code. */
export const problemExamples = (codes: readonly ProblemCode[]) =>
  Object.fromEntries(codes.map((code) => [code, example(code)]));
