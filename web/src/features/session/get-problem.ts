import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';

/** What a code of a problem means, in the language of the page. */
export const problemQuery = (code: string) =>
  queryOptions({
    queryKey: ['problems', code],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/problems/{code}', { params: { path: { code } }, signal })),
    staleTime: Infinity,
  });
