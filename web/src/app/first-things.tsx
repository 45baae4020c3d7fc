import { Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CodeForm } from '../features/session/code-form';
import { Doorway } from '../features/session/doorway';
import { NewPasswordForm } from '../features/session/new-password-form';
import { changePassword } from '../features/session/sign-in';
import { PageHeader } from '../ui/page-header';
import { Switches } from './switches';

type Props = { readonly owes: 'code' | 'password'; readonly done: () => void };

/** What is owed before anything else can be done: the code of the authenticator, or a password of one's own. */
export function FirstThings({ owes, done }: Props) {
  const { t } = useTranslation('session');
  return (
    <Doorway switches={<Switches />}>
      <PageHeader title={t(owes === 'code' ? 'codeTitle' : 'firstPasswordTitle')} />
      <Stack gap="md">
        <Text>{t(owes === 'code' ? 'codeMore' : 'firstPasswordMore')}</Text>
        {owes === 'code' ? <CodeForm done={done} /> : <OwnPassword done={done} />}
      </Stack>
    </Doorway>
  );
}

function OwnPassword({ done }: Pick<Props, 'done'>) {
  const { t } = useTranslation('session');
  const changing = useMutation({ mutationFn: changePassword, onSuccess: done });
  return (
    <NewPasswordForm
      asksCurrent
      verb={t('changePassword')}
      isBusy={changing.isPending}
      error={changing.error}
      submit={(passwords) => changing.mutate(passwords)}
    />
  );
}
