import { Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NewPasswordForm } from '../../features/session/new-password-form';
import { resetPassword } from '../../features/session/sign-in';
import { PageHeader } from '../../ui/page-header';
import { BackToSignIn } from './forgot-password-page';

/** Whoever comes by the link of a mail. Its secret stands behind the #, which no server is ever sent. */
export function ResetPasswordPage() {
  const { t } = useTranslation('session');
  const [token] = useState(() => location.hash.slice(1));
  const changing = useMutation({ mutationFn: resetPassword });
  return (
    <>
      <PageHeader title={t('resetTitle')} />
      {changing.isSuccess ? (
        <Text role="status">{t('resetDone')}</Text>
      ) : (
        <NewPasswordForm
          asksCurrent={false}
          verb={t('setPassword')}
          isBusy={changing.isPending}
          error={changing.error}
          submit={({ next }) => changing.mutate({ token, next })}
        />
      )}
      <BackToSignIn />
    </>
  );
}
