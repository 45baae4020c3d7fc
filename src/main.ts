import { ConfigError, exitBadConfiguration, readConfig } from './platform/config.js';
import { type Serving, serve } from './serve.js';

/** EX_UNAVAILABLE of sysexits.h: something that we need does not answer. */
const exitUnavailable = 69;

function fail(error: unknown): never {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  const { code, port, message } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code === 'EADDRINUSE') {
    process.stderr.write(`PORT: cổng ${port} đang được dùng. / port ${port} is taken.\n`);
    process.exit(exitBadConfiguration);
  }
  process.stderr.write(`${code === undefined ? '' : `${code}: `}${message}\n`);
  process.exit(exitUnavailable);
}

/** Signals are answered from the first moment: what has started is stopped, in order, once. */
function stopOnSignal(starting: Promise<Serving>): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    starting
      .then((serving) => serving.stop())
      .then(() => process.exit(0))
      .catch(fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

try {
  const starting = serve(readConfig(process.env));
  stopOnSignal(starting);
  const { url } = await starting;
  // One line that a person, a script or a supervisor can wait for.
  process.stdout.write(`${JSON.stringify({ ready: true, url, pid: process.pid })}\n`);
} catch (error) {
  fail(error);
}
