/** A line of the log, as pino makes it. */
type Line = {
  readonly level: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
  readonly stack?: string;
  readonly [fact: string]: unknown;
};

const ERROR = 50;
const WARNING = 40;
/** Told by their own words, or of no use to whoever reads along. */
const aside: ReadonlySet<string> = new Set(['level', 'time', 'msg', 'err', 'stack', 'context', 'unsaid']);

/** For a person at a terminal: one line; a stack only where something is broken. */
export function logLine(json: string): string {
  const { level, msg = '', err, stack = err?.stack, ...facts } = JSON.parse(json) as Line;
  const cause = err?.message === undefined || msg.includes(err.message) ? '' : `: ${err.message}`;
  const told = Object.entries(facts).flatMap(([name, fact]) =>
    !aside.has(name) && isPlain(fact) ? [`${name}=${fact}`] : [],
  );
  const more = told.length > 0 ? ` (${told.join(', ')})` : '';
  const where = level >= ERROR && stack !== undefined ? `\n${stack}` : '';
  return `${weight(level)}${msg}${cause}${more}${where}\n`;
}

const isPlain = (fact: unknown): fact is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof fact);

function weight(level: number): string {
  if (level >= ERROR) return 'Lỗi · error: ';
  return level >= WARNING ? 'Lưu ý · warning: ' : '';
}
