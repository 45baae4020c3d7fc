import { DEVICE_DAYS, deviceOf, makeDevice } from './device.rules.js';

const key = Buffer.alloc(32, 7);
const DAY = 86_400_000;
const now = 20_000 * DAY;
const kept = makeDevice(key, 'an', now);

test('a browser is known for the name that signed in with it, and for no other', () => {
  expect(deviceOf(key, 'an', kept, now)).toMatch(/^device:[0-9a-f]{64}$/);
  expect(deviceOf(key, 'ba', kept, now)).toBeUndefined();
  expect(deviceOf(Buffer.alloc(32, 8), 'an', kept, now)).toBeUndefined();
  expect(kept).not.toContain('an.');
});

test('each sign-in makes another one; it is over after half a year, and never comes from the future', () => {
  expect(deviceOf(key, 'an', makeDevice(key, 'an', now), now)).not.toBe(deviceOf(key, 'an', kept, now));
  expect(deviceOf(key, 'an', kept, now + DEVICE_DAYS * DAY)).toBeDefined();
  expect(deviceOf(key, 'an', kept, now + (DEVICE_DAYS + 1) * DAY)).toBeUndefined();
  expect(deviceOf(key, 'an', kept, now - DAY)).toBeUndefined();
});

test('what was changed, or was never made here, is no browser that is known', () => {
  const [token = '', day = '', mac = ''] = kept.split('.');
  for (const other of [
    '',
    'x',
    'a.b.c',
    `${token}x.${day}.${mac}`,
    `${token}.${Number(day) + 1}.${mac}`,
    `${token}.${day}.`,
    `${token}.${day}.${mac}.x`,
    `${token}.${day}.${'A'.repeat(43)}`,
  ])
    expect([other, deviceOf(key, 'an', other, now)]).toEqual([other, undefined]);
});
