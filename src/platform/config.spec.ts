import { ConfigError, readConfig } from './config.js';

const good = { DATABASE_URL: 'postgresql://u:p@127.0.0.1:5432/d' };
const mistakesOf = (environment: Record<string, string>): string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.mistakes.map((mistake) => mistake.name);
  }
};

test('only the database must be named; all else has a default', () => {
  expect(readConfig(good)).toMatchObject({
    role: 'all',
    port: 3000,
    host: '127.0.0.1',
    clock: 'sandbox',
    poolSize: 10,
    deliveryLeaseSeconds: 60,
  });
});

test('an empty variable is an absent one', () => {
  expect(readConfig({ ...good, REDIS_URL: '', PORT: '' })).toMatchObject({ redisUrl: undefined, port: 3000 });
});

test('a worker serves no page unless a port is named', () => {
  expect(readConfig({ ...good, ROLE: 'worker' }).port).toBeUndefined();
  expect(readConfig({ ...good, ROLE: 'worker', PORT: '3001' }).port).toBe(3001);
});

test('every mistake is told, each by its name', () => {
  expect(mistakesOf({ ROLE: 'boss', PORT: '99999', DB_POOL_SIZE: '1', CLOCK: 'sundial' })).toEqual([
    'DATABASE_URL',
    'DB_POOL_SIZE',
    'ROLE',
    'PORT',
    'CLOCK',
  ]);
});

test.each(['0.0.0.0', '::', '192.168.1.7', 'localhost', 'may-chu.example.vn'])(
  'it listens on %s where asked to',
  (HOST) => {
    expect(readConfig({ ...good, HOST }).host).toBe(HOST);
  },
);

test.each(['127.0.0.1:3000', 'http://x', 'a b', '-x', '[::1]'])('%s is nothing to listen on', (host) => {
  expect(mistakesOf({ ...good, HOST: host })).toEqual(['HOST']);
});

test('mail goes out with a sender, or not at all', () => {
  const SMTP_URL = 'smtp://127.0.0.1:1025';
  expect(readConfig(good).mail).toBeUndefined();
  expect(readConfig({ ...good, SMTP_URL, MAIL_FROM: 'dung-han@example.vn' }).mail).toEqual({
    url: SMTP_URL,
    from: 'dung-han@example.vn',
  });
  expect(mistakesOf({ ...good, SMTP_URL })).toEqual(['MAIL_FROM']);
  expect(mistakesOf({ ...good, SMTP_URL: 'http://mail', MAIL_FROM: 'ai đó' })).toEqual(['SMTP_URL', 'MAIL_FROM']);
});

test.each(['', '  3000', '3e2x', '3000.5', '-1'])('"%s" as a port is a mistake or absent', (port) => {
  expect(mistakesOf({ ...good, PORT: port })).toEqual(port === '' ? [] : ['PORT']);
});

test('who serves people in production needs a key, a worker, a command and a sandbox do not', () => {
  const production = { ...good, CLOCK: 'system' };
  expect(() => readConfig(production, { isServing: true })).toThrow(/^SECRET_KEY: còn thiếu.*is missing/);
  expect(readConfig({ ...production, ROLE: 'worker' }, { isServing: true }).secretKey).toBeUndefined();
  expect(readConfig(production).secretKey).toBeUndefined();
  expect(readConfig(good, { isServing: true }).secretKey).toBeUndefined();
  const SECRET_KEY = Buffer.alloc(32, 7).toString('base64');
  expect(readConfig({ ...production, SECRET_KEY }, { isServing: true }).secretKey).toEqual(Buffer.alloc(32, 7));
});

test.each(['short', 'A'.repeat(43), `${'A'.repeat(42)}==`])('%s is no key', (SECRET_KEY) => {
  expect(mistakesOf({ ...good, SECRET_KEY })).toEqual(['SECRET_KEY']);
});

test('each sentence comes in Vietnamese and in English, and no secret is repeated', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://root:geheim@h/d' })).toThrow(
    /^DATABASE_URL: phải là .+ \/ must be .+\.$/,
  );
  expect(() => readConfig({ DATABASE_URL: 'mysql://root:geheim@h/d' })).not.toThrow(/geheim/);
});
