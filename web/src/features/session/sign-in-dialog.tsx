import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { loadTexts } from '../../lib/i18n';
import { keepGate, type Obstacle } from '../../lib/transport';
import { CodeForm } from './code-form';
import { meQuery } from './get-me';
import { SignInForm } from './sign-in-form';

type Waiting = { readonly obstacle: Obstacle; readonly end: (isIn: boolean) => void };

/**
 * Stands ready on every page behind the door. When a session is over, or something grave asks who it is, one signs in
 * here, over the page; what was being sent is then sent, and nothing that was typed is lost.
 */
export function SignInDialog() {
  const { t } = useTranslation('session');
  const client = useQueryClient();
  const [waiting, setWaiting] = useState<Waiting>();
  useEffect(() => {
    let asked: Promise<boolean> | undefined;
    // All that wait, wait for one and the same dialog.
    keepGate((obstacle) => {
      asked ??= loadTexts(['session'])
        .then(() => new Promise<boolean>((resolve) => setWaiting({ obstacle, end: resolve })))
        .finally(() => {
          asked = undefined;
          setWaiting(undefined);
        });
      return asked;
    });
    return () => keepGate(() => Promise.resolve(false));
  }, []);
  if (!waiting) return null;
  const { obstacle, end } = waiting;
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
