// Loaded before a process of ours that runs with --expose-gc: asked by a signal, it says how much is alive after a collection.
process.on('SIGUSR2', () => {
  globalThis.gc();
  process.stderr.write(`{"alive":${process.memoryUsage().heapUsed}}\n`);
});
