import type { QueryClient } from '@tanstack/react-query';

/** As `GET /api/v1/live` tells it: what changed, never what stands there. */
type News = { readonly id?: number; readonly instance?: number };

/** What hardly ever changes, and is asked for once. */
const lasting: readonly string[] = ['units', 'people', 'file', 'plans'];
/** Several changes at once are asked for once. */
const TOGETHER = 1_000;
const AGAIN = 15_000;

/**
 * What others do arrives by itself: whatever shows what has changed is asked for anew. A lost line comes back by itself
 * (the browser sends the id of what it heard last); where not everything could be told, all is looked at again.
 */
export function listen(client: QueryClient): () => void {
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  const touched = new Set<number>();
  const early = new Set<string>();
  let isAll = false;
  /** Nothing has been heard of. */
  let isQuiet = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const renew = (): void => {
    timer = undefined;
    const ids = new Set(touched);
    const before = new Set(early);
    const isSilent = isQuiet;
    touched.clear();
    early.clear();
    isQuiet = true;
    if (isAll) void client.invalidateQueries();
    // Of single ones those that changed; of lists, counts and overviews all.
    else
      void client.invalidateQueries({
        predicate: ({ queryKey: [kind, id], queryHash }) =>
          kind !== 'session' &&
          kind !== 'draft' &&
          (before.has(queryHash) || (!isSilent && !(kind === 'work' && typeof id === 'number' && !ids.has(id)))),
      });
    isAll = false;
  };
  const soon = (): void => {
    timer ??= setTimeout(renew, TOGETHER);
  };
  const heard = (event: MessageEvent<string>): void => {
    const { instance, id } = JSON.parse(event.data) as News;
    const of = instance ?? id;
    if (of !== undefined) touched.add(of);
    isQuiet = false;
    soon();
  };
  let isFirst = true;
  const ready = (event: MessageEvent<string>): void => {
    const { complete } = JSON.parse(event.data) as { readonly complete?: boolean };
    // What was asked for before the line stood may have changed since, and nobody told.
    if (isFirst)
      for (const { queryHash, queryKey } of client.getQueryCache().getAll())
        if (!lasting.includes(String(queryKey[0]))) early.add(queryHash);
    if (!isFirst && complete !== true) isAll = true;
    if (isFirst || isAll) soon();
    isFirst = false;
  };
  const open = (): void => {
    source = new EventSource('/api/v1/live');
    for (const kind of ['instance', 'draft', 'talk', 'file', 'inbox', 'clock']) source.addEventListener(kind, heard);
    source.addEventListener('ready', ready);
    // Refused, because the session is over: a browser gives up, and it is tried anew.
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    clearTimeout(again);
    source.close();
  };
}
