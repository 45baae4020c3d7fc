import { until } from './until.js';

export type Told = { readonly id: string | undefined; readonly event: string; readonly data: Record<string, unknown> };

/** A line of server-sent events, as a browser reads one. */
export type Line = {
  readonly status: number;
  readonly told: readonly Told[];
  /** The id of the last event, also of one that says nothing. */
  lastId(): string;
  /** The first event that is one of these. */
  hears(what: string, is: (one: Told) => boolean): Promise<Told>;
  isOver(): boolean;
  readonly over: Promise<void>;
  close(): void;
};

const lines: Line[] = [];
afterAll(() => lines.splice(0).forEach((line) => line.close()));

export async function listen(url: string, headers: Readonly<Record<string, string>>, query = ''): Promise<Line> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/api/v1/live${query}`, { headers, signal: leaving.signal });
  const told: Told[] = [];
  const state = { lastId: '', isOver: false };
  const read = async (): Promise<void> => {
    let text = '';
    for await (const piece of response.body ?? []) {
      text += Buffer.from(piece as Uint8Array).toString();
      for (let at = text.indexOf('\n\n'); at !== -1; at = text.indexOf('\n\n')) {
        const field = (name: string): string | undefined =>
          new RegExp(`^${name}: ?(.*)$`, 'm').exec(text.slice(0, at))?.[1];
        const [id, event, data] = [field('id'), field('event'), field('data')];
        state.lastId = id ?? state.lastId;
        if (event !== undefined && data !== undefined)
          told.push({ id, event, data: JSON.parse(data) as Record<string, unknown> });
        text = text.slice(at + 2);
      }
    }
  };
  const over = read()
    .catch(() => undefined)
    .then(() => void (state.isOver = true));
  const line: Line = {
    status: response.status,
    told,
    over,
    lastId: () => state.lastId,
    isOver: () => state.isOver,
    hears: (what, is) => until(what, () => told.find(is)),
    close: () => leaving.abort(),
  };
  lines.push(line);
  return line;
}
