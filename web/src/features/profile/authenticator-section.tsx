import { Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../ui/problem-note';
import { QrCode } from '../../ui/qr-code';
import { Section } from '../../ui/section';
import { StatusTag } from '../../ui/status-tag';
import { toastDone } from '../../ui/toast';
import { beginAuthenticator, confirmAuthenticator, removeAuthenticator } from './authenticator';

type Props = { readonly hasTotp: boolean; readonly changed: () => Promise<void> };

/** A second lock: the code of an app on the telephone. */
export function AuthenticatorSection({ hasTotp, changed }: Props) {
  const { t } = useTranslation('profile');
  return (
    <Section
      title={t('authenticator')}
      lead={t('authenticatorLead')}
      actions={
        <StatusTag tone={hasTotp ? 'good' : 'calm'} icon={hasTotp ? IconShieldCheck : IconShieldOff}>
          {t(hasTotp ? 'authenticatorOn' : 'authenticatorOff')}
        </StatusTag>
      }
    >
      {hasTotp ? <Remove changed={changed} /> : <SetUp changed={changed} />}
    </Section>
  );
}

type Changed = Pick<Props, 'changed'>;

function SetUp({ changed }: Changed) {
  const { t } = useTranslation('profile');
  const beginning = useMutation({ mutationFn: beginAuthenticator });
  const confirming = useMutation({
    mutationFn: confirmAuthenticator,
    onSuccess: () => {
      toastDone(t('authenticatorSet'));
      return changed();
    },
  });
  if (!beginning.data)
    return (
      <Stack gap="sm" align="start">
        <ProblemNote error={beginning.error} />
        <Button variant="default" loading={beginning.isPending} onClick={() => beginning.mutate()}>
          {t('setUp')}
        </Button>
      </Stack>
    );
  const { uri, secret } = beginning.data;
  return (
    <Group align="start" gap="xl">
      <QrCode text={uri} label={t('qrCode')} />
      <Stack gap="md" maw={420} flex="1 1 260px">
        <Text size="sm">{t('scan')}</Text>
        <Text size="sm">
          {t('typeInstead')} <Code style={{ overflowWrap: 'anywhere' }}>{secret}</Code>
        </Text>
        <CodeAsked
          verb={t('confirm')}
          isBusy={confirming.isPending}
          error={confirming.error}
          give={confirming.mutate}
        />
      </Stack>
    </Group>
  );
}

function Remove({ changed }: Changed) {
  const { t } = useTranslation('profile');
  const removing = useMutation({
    mutationFn: removeAuthenticator,
    onSuccess: () => {
      toastDone(t('authenticatorRemoved'));
      return changed();
    },
  });
  return (
    <Stack gap="md" maw={420}>
      <Text size="sm">{t('removeMore')}</Text>
      <CodeAsked verb={t('remove')} isBusy={removing.isPending} error={removing.error} give={removing.mutate} />
    </Stack>
  );
}

type Asked = {
  readonly verb: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly give: (code: string) => void;
};

function CodeAsked({ verb, isBusy, error, give }: Asked) {
  const { t } = useTranslation('profile');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    give(code.replace(/\s/g, ''));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group align="end" gap="sm">
          <TextInput
            label={t('code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9 ]{6,7}"
            maxLength={7}
            required
            withAsterisk={false}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" loading={isBusy}>
            {verb}
          </Button>
        </Group>
        <ProblemNote error={error} />
      </Stack>
    </form>
  );
}
