import { configFor } from './command.js';

const names = ['AUDIT_DIR', 'DATABASE_URL'] as const;
const was = names.map((name) => [name, process.env[name]] as const);
afterEach(() => {
  for (const [name, value] of was)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
});

test('a command knows what its database came with: a sandbox has its keys beside it', async () => {
  for (const name of names) delete process.env[name];
  const host = {
    databaseUrl: async () => {
      await Promise.resolve();
      process.env['AUDIT_DIR'] = '/anchors';
      return 'postgresql://127.0.0.1/embedded';
    },
  };
  expect(await configFor(host)).toMatchObject({ databaseUrl: 'postgresql://127.0.0.1/embedded', auditDir: '/anchors' });
});
