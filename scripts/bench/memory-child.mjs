import { toAndFro } from './pending.mjs';
import { enter } from './world.mjs';

/** Works whose memory is measured, each in a process that has never done anything else. Started by memory.mjs. */
const works = {
  async events({ house, time, look }, { from, total }) {
    const event = toAndFro({ house, time });
    for (let n = from; n < from + total; n += 1) {
      await event(n);
      if (n % 100 === 0) look();
    }
  },
  async storm({ house, time, look }) {
    const { transactions } = house;
    const run = transactions.run.bind(transactions);
    let pages = 0;
    transactions.run = async (work, begin) => {
      const value = await run(work, begin);
      if ((pages += 1) % 10 === 0) look();
      return value;
    };
    await house.waves.settle(time.at);
  },
};

const MIB = 2 ** 20;

process.once('message', async ({ name, url, at, ...given }) => {
  const { house, time, close } = await enter(url, { at });
  const most = { heap: 0, rss: 0 };
  const look = () => {
    const { rss } = process.memoryUsage();
    globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    most.rss = Math.max(most.rss, rss / MIB);
    most.heap = Math.max(most.heap, (heapUsed + external) / MIB);
  };
  await works[name]({ house, time, look }, given);
  look();
  await close();
  process.send(most, () => process.disconnect());
});
