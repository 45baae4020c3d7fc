import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem';

/** For so long what was asked is good without asking again; live news (`/api/v1/live`) and one's own acts come sooner. */
const FRESH = 30_000;

/** What another try may mend: the server was busy or ill. Connections and sessions are waited for below (transport.ts). */
const mayPass = (error: unknown): boolean => isProblem(error) && error.status >= 500;

export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH,
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && mayPass(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
