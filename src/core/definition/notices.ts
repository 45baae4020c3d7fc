import type { Json } from '../canonical.js';
import type { Definition } from './definition.js';

export type Notice = { readonly template: string; readonly level: number; readonly to: readonly string[] };
/** Something that people are told, and what brings it: an event, a timer as the machine names it, or a state that is come to. */
export type NoticeUse = Notice & {
  readonly by: 'event' | 'timer' | 'state';
  readonly name: string;
  /** The path of the state in which it is brought, or that is come to. */
  readonly state: string;
};

/** What a part of a compiled machine sends, wherever it stands in it. */
export function noticesIn(value: Json): Notice[] {
  if (Array.isArray(value)) return value.flatMap(noticesIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type, params } = value as { type?: Json; params?: Json };
  if (type === 'notice.send') return [params as unknown as Notice];
  return Object.values(value as Record<string, Json>).flatMap(noticesIn);
}

type Node = {
  readonly entry?: Json;
  readonly exit?: Json;
  readonly on?: Readonly<Record<string, Json>>;
  readonly after?: Readonly<Record<string, Json>>;
  readonly always?: Json;
  readonly onDone?: Json;
  readonly states?: Readonly<Record<string, Node>>;
};

/** All that a duty tells people, in the order of its statechart, and then of its deadline. Pure. */
export function noticesOf({ machine }: Definition): readonly NoticeUse[] {
  const { work, timeliness } = machine['states'] as unknown as { readonly work: Node; readonly timeliness?: Node };
  return [work, ...(timeliness ? [timeliness] : [])].flatMap((region) => [...usesIn(region, '')]);
}

function* usesIn(node: Node, state: string): Generator<NoticeUse> {
  const { entry, exit, on = {}, after = {}, always, onDone, states = {} } = node;
  const uses = (by: NoticeUse['by'], name: string, does: Json | undefined): NoticeUse[] =>
    noticesIn(does ?? null).map((notice) => ({ ...notice, by, name, state }));
  for (const does of [entry, exit, always, onDone]) yield* uses('state', '', does);
  for (const [event, does] of Object.entries(on)) yield* uses('event', event, does);
  for (const [timer, does] of Object.entries(after)) yield* uses('timer', timer, does);
  for (const [name, inner] of Object.entries(states)) yield* usesIn(inner, state === '' ? name : `${state}.${name}`);
}
