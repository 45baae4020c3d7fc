import { collectDefaultMetrics, Registry } from 'prom-client';

/** One registry per application, not per process: tests start several. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
