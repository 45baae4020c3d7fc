import { queryOptions } from '@tanstack/react-query';
import { allOf } from '../../lib/all-of';
import { api, pageOf } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type ScoreRound = components['schemas']['WorkItem'];

/** The scoring rounds that run, as far as whoever asks sees them. */
export const scoreRoundsQuery = queryOptions({
  queryKey: ['scores', 'rounds'],
  queryFn: async ({ signal }) => {
    const running = await allOf((more) =>
      pageOf<ScoreRound>(
        api.GET('/api/v1/occurrences', {
          params: { query: { status: 'running', sort: 'due', limit: 200, ...more } },
          signal,
        }),
      ),
    );
    return running.filter(({ children }) => children.some(({ scored }) => scored));
  },
});
