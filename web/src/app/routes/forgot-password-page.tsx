import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askReset } from '../../features/session/sign-in';
import { PageHeader } from '../../ui/page-header';
import { ProblemNote } from '../../ui/problem-note';
import { paths } from '../paths';

export function ForgotPasswordPage() {
  const { t } = useTranslation('session');
  const [name, setName] = useState('');
  const asking = useMutation({ mutationFn: askReset });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    asking.mutate(name.trim());
  };
  return (
    <>
      <PageHeader title={t('forgottenTitle')} lead={asking.isSuccess ? undefined : t('forgottenLead')} />
      {asking.isSuccess ? (
        <Text role="status">{t('forgottenSent', { minutes: asking.data.minutes })}</Text>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput
              label={t('nameOrMail')}
              autoComplete="username"
              autoCapitalize="none"
              required
              withAsterisk={false}
              size="md"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <ProblemNote error={asking.error} />
            <Button type="submit" size="md" loading={asking.isPending}>
              {t('sendLink')}
            </Button>
          </Stack>
        </form>
      )}
      <BackToSignIn />
    </>
  );
}

export function BackToSignIn() {
  const { t } = useTranslation('session');
  return (
    <Text mt="lg" size="sm">
      <Anchor component={Link} to={paths.signIn} inherit>
        {t('backToSignIn')}
      </Anchor>
    </Text>
  );
}
