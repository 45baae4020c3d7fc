import type { Query, QueryClient } from '@tanstack/react-query';
import { clockQuery } from './clock';

/** As `GET /api/v1/live` tells it: what changed, never what stands there. */
type News = { readonly id?: number; readonly instance?: number; readonly complete?: boolean };
type Event = MessageEvent<string>;
/** Opened by the page before there was any script (index.html); it keeps what is told until somebody hears. */
type Line = { readonly source: EventSource; readonly heard: readonly Event[]; hear: (event: Event) => void };

const kinds = ['ready', 'instance', 'draft', 'talk', 'file', 'inbox', 'clock'];
/** What hardly ever changes, and is asked for once. */
const lasting: readonly unknown[] = ['units', 'people', 'file', 'plans'];
/** What has news of its own, or none. */
const apart: readonly unknown[] = ['session', 'draft'];
/** Several changes at once are asked for once. */
const TOGETHER = 1_000;
const AGAIN = 15_000;

/** When each was asked for last, as the page counts. */
const asked = new WeakMap<object, number>();

/** From the beginning on: what was asked for after a line stood needs no second asking. */
export function noteAsked(client: QueryClient): void {
  client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'fetch') asked.set(event.query as object, performance.now());
  });
}

/**
 * What others do arrives by itself: whatever shows what has changed is asked for anew. A lost line comes back by itself
 * (the browser sends the id of what it heard last); where not everything could be told, all is looked at again.
 */
export function listen(client: QueryClient): () => void {
  const news = newsFor(client);
  let again: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  const keep = (line: EventSource): void => {
    source = line;
    // Refused, because the session is over: a browser gives up, and it is tried anew.
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN);
    };
  };
  const open = (): void => {
    keep(new EventSource('/api/v1/live'));
    for (const kind of kinds) source.addEventListener(kind, news.hear);
  };
  const begun = begunLine();
  if (begun) {
    keep(begun.source);
    begun.heard.forEach(news.hear);
    begun.hear = news.hear;
  } else open();
  return () => {
    news.end();
    clearTimeout(again);
    source.close();
  };
}

/** It is whose who was signed in as the page came; whoever comes after has one of their own. */
function begunLine(): Line | undefined {
  const page = globalThis as { line?: Line | undefined };
  const { line } = page;
  page.line = undefined;
  return line?.source.readyState === EventSource.CLOSED ? undefined : line;
}

/** What is to be asked for again, by what is heard. */
function newsFor(client: QueryClient): { readonly hear: (event: Event) => void; readonly end: () => void } {
  const touched = new Set<number>();
  const early = new Set<Query>();
  let isAll = false;
  /** Nothing has been heard of. */
  let isQuiet = true;
  let isFirst = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const renew = (): void => {
    timer = undefined;
    const [ids, before, isSilent, isEvery] = [new Set(touched), new Set(early), isQuiet, isAll];
    touched.clear();
    early.clear();
    isQuiet = true;
    isAll = false;
    // Of single ones those that changed; of lists, counts and overviews all.
    const isOld = ({ queryKey: [kind, id] }: Query): boolean =>
      !isSilent && !(kind === 'work' && typeof id === 'number' && !ids.has(id));
    if (isEvery) void client.invalidateQueries();
    else
      void client.invalidateQueries({
        predicate: (query) => !apart.includes(query.queryKey[0]) && (before.has(query) || isOld(query)),
      });
  };
  const soon = (): void => {
    timer ??= setTimeout(renew, TOGETHER);
  };
  const ready = ({ data, timeStamp }: Event): void => {
    const { complete } = JSON.parse(data) as News;
    // What was asked for before the line stood may have changed since, and nobody told.
    if (isFirst)
      for (const query of client.getQueryCache().getAll())
        if (!lasting.includes(query.queryKey[0]) && (asked.get(query) ?? 0) < timeStamp) early.add(query);
    if (!isFirst && complete !== true) isAll = true;
    isFirst = false;
    if (early.size > 0 || isAll) soon();
  };
  /** Told at the beginning of each line too, moved or not: of the first, what else is early is known already. */
  let isClockNew = true;
  const hear = (event: Event): void => {
    if (event.type === 'ready') return ready(event);
    if (event.type === 'clock' && isClockNew) {
      isClockNew = false;
      return void client.invalidateQueries({ queryKey: clockQuery.queryKey });
    }
    const { instance, id } = JSON.parse(event.data) as News;
    const of = instance ?? id;
    if (of !== undefined) touched.add(of);
    isQuiet = false;
    soon();
  };
  return { hear, end: () => clearTimeout(timer) };
}
