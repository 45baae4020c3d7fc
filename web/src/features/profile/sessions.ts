import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Session = components['schemas']['SessionView'];

/** One's own sessions, the last used first. */
export const sessionsQuery = queryOptions({
  queryKey: ['profile', 'sessions'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/sessions', { params: { query: { limit: 100 } }, signal })),
});

export const endSession = (id: string) => answerOf(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }));

/** Here too. */
export const endAllSessions = () => answerOf(api.DELETE('/api/v1/sessions'));
