import { HealthChecks, Preparing } from './health-checks.js';

test('with nothing to check, all is well', async () => {
  expect(await new HealthChecks().report('live')).toEqual({ status: 'ok', checks: {} });
});

test('one failing check fails the whole, and says why', async () => {
  const health = new HealthChecks();
  health.add('database', () => undefined);
  health.add('queue', () => Promise.reject(new Error('connection refused')));
  expect(await health.report('ready')).toEqual({
    status: 'failing',
    checks: { database: 'ok', queue: { failing: 'connection refused' } },
  });
});

test('what only helps degrades the whole, and fails nothing', async () => {
  const health = new HealthChecks();
  health.add('database', () => undefined);
  health.add('queue', () => Promise.reject(new Error('the queue does not answer')), 'helpful');
  expect(await health.report('ready')).toEqual({
    status: 'degraded',
    checks: { database: 'ok', queue: { degraded: 'the queue does not answer' } },
  });
  expect(await health.report('live')).toEqual({ status: 'ok', checks: {} });
  health.add('disk', () => Promise.reject(new Error('full')));
  expect((await health.report('ready')).status).toBe('failing');
});

test('what is being prepared is not ready, and nothing is wrong with it', async () => {
  const health = new HealthChecks();
  health.add('sandbox', () => Promise.reject(new Preparing('45 of 181 days')));
  expect(await health.report('ready')).toEqual({
    status: 'preparing',
    checks: { sandbox: { preparing: '45 of 181 days' } },
  });
  health.add('database', () => Promise.reject(new Error('connection refused')));
  expect((await health.report('ready')).status).toBe('failing');
});

test('live and ready are asked apart', async () => {
  const health = new HealthChecks();
  health.add(
    'oldest overdue timer',
    () => {
      throw new Error('17 minutes');
    },
    'live',
  );
  expect((await health.report('ready')).status).toBe('ok');
  expect((await health.report('live')).status).toBe('failing');
});

test('a check that hangs is a failing check', async () => {
  jest.useFakeTimers();
  const health = new HealthChecks();
  health.add('stuck', () => new Promise(() => undefined));
  const report = health.report('ready');
  await jest.advanceTimersByTimeAsync(5_000);
  expect((await report).checks).toEqual({ stuck: { failing: 'no answer within 5 s' } });
  jest.useRealTimers();
});

test('two checks of one name are a mistake of ours', () => {
  const health = new HealthChecks();
  health.add('database', () => undefined);
  expect(() => health.add('database', () => undefined)).toThrow('two health checks');
});
