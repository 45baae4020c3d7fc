import { infiniteQueryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Explanation = components['schemas']['ExplanationItem'];
export type Said = components['schemas']['ExplanationWords'];

const ROWS = 20;

/** Requests for an explanation, the newest first: those that wait for an answer, or all others. */
export const explanationsQuery = (isPending: boolean) =>
  infiniteQueryOptions({
    queryKey: ['monitoring', 'explanations', isPending],
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/api/v1/monitoring/explanations', {
          params: {
            query: { pending: isPending ? 'true' : 'false', limit: ROWS, ...(pageParam && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
