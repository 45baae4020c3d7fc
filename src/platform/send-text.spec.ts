import type { Response } from 'express';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { sendText } from './send-text.js';

/** Everything that is written goes through, and nobody has to be asked for more. */
const answer = () => Object.assign(new PassThrough({ highWaterMark: 1 << 20 }), { type: () => undefined });

test('others have their turn between two pieces of a long text', async () => {
  const happened: string[] = [];
  function* pieces(): Generator<string> {
    for (const n of [1, 2, 3, 4]) {
      happened.push(`piece ${n}`);
      yield `${n}`;
    }
  }
  const response = answer();
  const another = turn().then(() => happened.push('another request'));
  await Promise.all([sendText(response as unknown as Response, 'text/plain', pieces()), another]);
  expect(String(response.read())).toBe('1234');
  expect(happened.indexOf('another request')).toBeLessThan(happened.indexOf('piece 3'));
});
