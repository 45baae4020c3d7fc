import { exits } from './platform/command-error.js';
import { readConfig } from './platform/config.js';
import { exitOf } from './platform/exit-of.js';
import { type Serving, serve } from './serve.js';

/** One sentence for what whoever runs this can mend; a fault of the program is shown as it is. */
function fail(error: unknown): never {
  const ending = exitOf(error);
  const said = ending?.sentence ?? (error instanceof Error ? error.stack : undefined) ?? String(error);
  process.stderr.write(`${said}\n`);
  process.exit(ending?.exitCode ?? exits.faultOfProgram);
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
  const starting = serve(readConfig(process.env, { isServing: true }));
  stopOnSignal(starting);
  const { url, welcome } = await starting;
  const welcomed = await welcome();
  if (welcomed) {
    // On the terminal or in the supervisor's own record of this start, once; never in the log.
    for (const { name, password } of welcomed.firstAccounts) process.stderr.write(`${name}: ${password}\n`);
    // One line that a person, a script or a supervisor can wait for.
    process.stdout.write(`${JSON.stringify({ ready: true, url, pid: process.pid })}\n`);
  }
} catch (error) {
  fail(error);
}
