import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../lib/api';
import type { components } from '../../lib/api.gen';

export type Token = components['schemas']['TokenView'];
export type Scope = Token['scopes'][number];
export const scopes: readonly Scope[] = ['read', 'act', 'plans', 'admin'];

export const tokensQuery = queryOptions({
  queryKey: ['profile', 'tokens'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/tokens', { params: { query: { limit: 100 } }, signal })),
});

export const makeToken = (body: components['schemas']['MakeToken']) => answerOf(api.POST('/api/v1/tokens', { body }));

export const revokeToken = (id: string) => answerOf(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } }));
