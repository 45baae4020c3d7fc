// Many command lines in one process, which would cost a start each: argument lists in, what became of each out, in the
// last line.
import { run } from '../../dist/cli.js';

const host = { databaseUrl: () => Promise.resolve(process.env.DATABASE_URL) };
const { write } = process.stderr;
const done = [];
for (const args of JSON.parse(process.argv[2])) {
  let stderr = '';
  process.stderr.write = (text) => {
    stderr += text;
    return true;
  };
  const status = await run(args, host).catch((error) => {
    stderr += String(error);
    return 70;
  });
  process.stderr.write = write;
  done.push({ line: args.join(' '), status, stderr });
}
process.stdout.write(`\n${JSON.stringify(done)}`);
