import { NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { problem } from '../core/problem.js';
import { fieldsIn, problemOf } from './problem.filter.js';

const withCode = (code: string, message = 'secret') => Object.assign(new Error(message), { code });

test('our own problems stay what they are', () => {
  const ours = problem('key-reused', { key: 'k' });
  expect(problemOf(ours)).toBe(ours);
});

test.each([
  ['no such route', new NotFoundException(), 'not-found'],
  ['a body too large', new PayloadTooLargeException(), 'payload-too-large'],
  ['a body that is no JSON', Object.assign(new SyntaxError('Unexpected token'), { status: 400 }), 'bad-request'],
  ['a server that refuses', withCode('ECONNREFUSED'), 'database-away'],
  ['a server whose name nobody knows', withCode('ENOTFOUND'), 'database-away'],
  ['a server whose name cannot be asked for just now', withCode('EAI_AGAIN'), 'database-away'],
  ['a server that shuts down', withCode('57P01'), 'database-away'],
  ['no connection left', withCode('53300'), 'database-away'],
  ['a connection that breaks', new Error('Connection terminated unexpectedly'), 'database-away'],
  ['a statement that is wrong', withCode('42P01'), 'internal'],
  ['a file that is missing', withCode('ENOENT'), 'internal'],
  ['a mistake of ours', new TypeError('x is not a function'), 'internal'],
  ['nothing at all', undefined, 'internal'],
] as const)('%s is %s', (_, error, code) => {
  const found = problemOf(error);
  expect(found.code).toBe(code);
  expect(JSON.stringify(found.facts)).not.toMatch(/secret|token|function/);
});

test('a field that is wrong says so in the language of whoever reads; what has words of its own keeps them', () => {
  const messages = (found: ReturnType<typeof problem>, language: 'vi' | 'en') =>
    fieldsIn(found, language).errors?.map(({ message }) => message);
  const wrong = problem('bad-request', { errors: [{ field: 'due', expected: 'day' }] });
  expect(messages(wrong, 'vi')).toEqual([expect.stringMatching(/YYYY-MM-DD/)]);
  expect(messages(wrong, 'en')).not.toEqual(messages(wrong, 'vi'));
  const ofAFile = problem('import-has-errors', {
    errors: [{ row: 2, code: 'name', message: 'Tên này đã có.' }, { row: 3 }],
  });
  expect(messages(ofAFile, 'vi')).toEqual(['Tên này đã có.', undefined]);
});
