import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import type { Obstacle } from '../../lib/transport';
import { CodeForm } from './code-form';
import { meQuery } from './get-me';
import { SignInForm } from './sign-in-form';

type Props = { readonly obstacle: Obstacle; readonly end: (isIn: boolean) => void };

/** Over the page, which waits (session-gate.tsx). */
export function SignInDialog({ obstacle, end }: Props) {
  const { t } = useTranslation('session');
  const client = useQueryClient();
  const done = (): void => end(true);
  const name = client.getQueryData(meQuery.queryKey)?.name;
  const isAgain = obstacle === 'sign-in-again';
  return (
    <Modal
      opened
      onClose={() => end(false)}
      title={t(isAgain ? 'againTitle' : 'overTitle')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t(isAgain ? 'againMore' : 'overMore', { name })}</Text>
        {obstacle === 'code-needed' ? (
          <CodeForm done={done} />
        ) : (
          <SignInForm {...(name !== undefined && { name })} returnTo={here()} isAgain={isAgain} done={done} />
        )}
        {!isAgain && (
          <Button variant="subtle" component="a" href={paths.signIn}>
            {t('somebodyElse')}
          </Button>
        )}
      </Stack>
    </Modal>
  );
}

const here = (): string => `${location.pathname}${location.search}`;
