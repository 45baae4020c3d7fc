import type { CallHandler, ExecutionContext } from '@nestjs/common';
import { lastValueFrom, NEVER, of, Subject } from 'rxjs';
import { Dear } from './dear.decorator.js';
import { TimeLimit } from './time-limit.interceptor.js';

const response = { headersSent: false };
class Routes {
  quick(): void {}
  @Dear()
  dear(): void {}
}
const asked = (work: CallHandler, isDear = false) => {
  const { quick, dear } = Routes.prototype;
  const context = {
    switchToHttp: () => ({ getResponse: () => response }),
    getHandler: () => (isDear ? dear : quick),
  } as unknown as ExecutionContext;
  return lastValueFrom(new TimeLimit(1).intercept(context, work));
};

beforeEach(() => {
  jest.useFakeTimers();
  response.headersSent = false;
});
afterEach(() => jest.useRealTimers());

test('what is done in time is answered', async () => {
  expect(await asked({ handle: () => of('done') })).toBe('done');
  expect(jest.getTimerCount()).toBe(0);
});

test('what is not is given up, and what is dear later', async () => {
  const given = asked({ handle: () => NEVER });
  const dear = asked({ handle: () => NEVER }, true);
  const ended: string[] = [];
  void dear.catch(() => ended.push('dear'));
  jest.advanceTimersByTime(1_000);
  await expect(given).rejects.toMatchObject({ code: 'took-too-long' });
  expect(ended).toEqual([]);
  jest.advanceTimersByTime(9_000);
  await expect(dear).rejects.toMatchObject({ code: 'took-too-long' });
});

test('an answer that goes out already may take as long as it is read', async () => {
  const work = new Subject<string>();
  const given = asked({ handle: () => work });
  response.headersSent = true;
  jest.advanceTimersByTime(60_000);
  work.next('all of it');
  work.complete();
  expect(await given).toBe('all of it');
});
