import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, pageOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Message = components['schemas']['InboxMessage'];
export type Wish = { readonly unit: string; readonly isUnread: boolean };

/** What a unit was told, the newest first. */
export const messagesQuery = ({ unit, isUnread }: Wish) =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'list', unit, isUnread],
    queryFn: ({ signal, pageParam }) =>
      pageOf<Message>(
        api.GET('/api/v1/inbox', {
          params: { query: { unit, unread: isUnread ? 'true' : 'false', ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const messageQuery = (id: number) =>
  queryOptions({
    queryKey: ['inbox', 'message', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/inbox/{id}', { params: { path: { id } }, signal })),
  });

/** Somebody has read it; it is no receipt. */
export const markRead = (id: number) => answerOf(api.POST('/api/v1/inbox/{id}/read', { params: { path: { id } } }));
