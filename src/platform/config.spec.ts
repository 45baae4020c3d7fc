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

describe('a sign-in elsewhere', () => {
  const oidc = {
    OIDC_ISSUER: 'https://id.example.vn',
    OIDC_CLIENT_ID: 'dung-han',
    PUBLIC_URL: 'https://dh.example.vn',
  };

  test('is offered where it is set up', () => {
    expect(readConfig(good)).toMatchObject({ oidc: undefined, oidcClientSecret: undefined });
    expect(readConfig({ ...good, ...oidc, OIDC_CLIENT_SECRET: 's3' })).toMatchObject({
      oidc: {
        issuer: 'https://id.example.vn',
        clientId: 'dung-han',
        label: { vi: 'Tài khoản cơ quan', en: 'Office account' },
        scopes: 'openid profile email',
        mapping: undefined,
      },
      oidcClientSecret: 's3',
    });
    expect(readConfig({ ...good, ...oidc, OIDC_NAME: 'VNeID' }).oidc?.label).toEqual({ vi: 'VNeID', en: 'VNeID' });
  });

  test.each<[Record<string, string>, string[]]>([
    [{ OIDC_ISSUER: '' }, ['OIDC_ISSUER']],
    [{ OIDC_CLIENT_ID: '' }, ['OIDC_CLIENT_ID']],
    [{ PUBLIC_URL: '' }, ['PUBLIC_URL']],
    [{ OIDC_ISSUER: 'id.example.vn' }, ['OIDC_ISSUER']],
    [{ OIDC_ISSUER: 'https://id.example.vn/?x' }, ['OIDC_ISSUER']],
    [{ OIDC_ISSUER: 'https://an:bi-mat@id.example.vn' }, ['OIDC_ISSUER']],
    [{ OIDC_ISSUER: 'http://id.example.vn' }, ['OIDC_ISSUER']],
    [{ OIDC_ISSUER: 'http://127.0.0.1.xau.vn' }, ['OIDC_ISSUER']],
    [{ OIDC_ISSUER: 'http://127.0.0.1:9000' }, []],
    [{ OIDC_ISSUER: 'http://localhost:9000/realms/tinh' }, []],
    [{ OIDC_ISSUER: 'http://[::1]:9000' }, []],
    [{ OIDC_ISSUER: 'http://127.0.0.1:9000', CLOCK: 'system' }, ['OIDC_ISSUER']],
    [{ OIDC_SCOPES: 'profile email' }, ['OIDC_SCOPES']],
    [{ OIDC_SCOPES: 'openid  email' }, ['OIDC_SCOPES']],
    [{ OIDC_NAME: ' / ' }, ['OIDC_NAME']],
    [{ OIDC_NAME: 'a / b / c' }, ['OIDC_NAME']],
    [{ OIDC_CLIENT_SECRET: 'hai chữ' }, ['OIDC_CLIENT_SECRET']],
  ])('with %j names %j', (change, names) => {
    expect(mistakesOf({ ...good, ...oidc, ...change })).toEqual(names);
  });

  test('reads its mapping where people are served, and says where it cannot', () => {
    const OIDC_MAPPING = 'khong-co/oidc.yaml';
    expect(readConfig({ ...good, ...oidc, OIDC_MAPPING }).oidc?.mapping).toBeUndefined();
    expect(() => readConfig({ ...good, ...oidc, OIDC_MAPPING }, { isServing: true })).toThrow(
      /^OIDC_MAPPING: không đọc được tệp khong-co\/oidc\.yaml\. \/ the file khong-co\/oidc\.yaml cannot be read\.$/,
    );
    expect(readConfig({ ...good, ...oidc, OIDC_MAPPING: __filename }, { isServing: true }).oidc?.mapping).toContain(
      'a sign-in elsewhere',
    );
  });
});
