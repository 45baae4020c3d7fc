import { createHmac, timingSafeEqual } from 'node:crypto';
import { digestOf, makeToken } from './secrets.js';

/** For so long a browser is known after somebody signed in with it. */
export const DEVICE_DAYS = 180;
const DAY = 86_400_000;

/** Bound to one name, which it does not say: whoever finds it learns nothing, and can only mistype that name's password. */
const macOf = (key: Buffer, name: string, said: string): Buffer =>
  createHmac('sha256', key).update(`${said}\n${name}`).digest();

/** What a browser keeps from which somebody has signed in. */
export function makeDevice(key: Buffer, name: string, now: number): string {
  const said = `${makeToken('dhd')}.${Math.floor(now / DAY)}`;
  return `${said}.${macOf(key, name, said).toString('base64url')}`;
}

/** By what the mistakes of this browser are counted; undefined: nobody of this name has signed in with it. */
export function deviceOf(key: Buffer, name: string, kept: string, now: number): string | undefined {
  const [token = '', day = '', mac = '', ...more] = kept.split('.');
  const age = Math.floor(now / DAY) - Number(day);
  if (!/^\d{1,6}$/.test(day) || age < 0 || age > DEVICE_DAYS || more.length > 0) return undefined;
  const given = Buffer.from(mac, 'base64url');
  const right = macOf(key, name, `${token}.${day}`);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return `device:${digestOf(token)}`;
}
