import { createHmac } from 'node:crypto';
import { canonical } from '../core/canonical.js';

export type Wish = {
  readonly account: string;
  /** The method and the path as it is declared. */
  readonly route: string;
  readonly key: string;
  /** All that makes one request another: where it goes, and what it says. */
  readonly asked: { readonly path: string; readonly query: unknown; readonly body: unknown };
};
/** What is kept of a key, and what its answer is sealed under: whoever has the database has neither key nor answer. */
export type KeptKey = { readonly id: string; readonly request: string; readonly seal: Buffer };

/** @param secret the server's own; without one everything rests on the key that was sent */
export function keptKey({ account, route, key, asked }: Wish, secret: Buffer | undefined): KeptKey {
  const under = (purpose: string, text: string): Buffer =>
    createHmac('sha256', secret ?? '')
      .update(`${purpose}\n${account}\n${route}\n${key}\n`)
      .update(text)
      .digest();
  return {
    id: under('key', '').toString('hex'),
    request: under('request', canonical(asked)).toString('hex'),
    seal: under('answer', ''),
  };
}
