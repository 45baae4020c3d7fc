import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type Found = Schemas['SearchView'];
export type FoundWork = Schemas['FoundWork'];

/** Each word must be found; with or without accents. */
export const foundQuery = (q: string) =>
  queryOptions({
    queryKey: ['work', 'search', q],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/search', { params: { query: { q: q.normalize('NFC'), limit: 20 } }, signal })),
    enabled: q !== '',
  });
