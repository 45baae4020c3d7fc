import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { nonce } from '../lib/nonce';
import { theme, variables } from '../ui/theme';
import type { AppRouter } from './router';

type Props = { readonly client: QueryClient; readonly router: AppRouter };

const scheme = localStorageColorSchemeManager({ key: 'dung-han.scheme' });

/** What every page stands in. */
export function Providers({ client, router }: Props) {
  return (
    <QueryClientProvider client={client}>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={scheme}
        cssVariablesResolver={variables}
        getStyleNonce={nonce}
      >
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  );
}
