import { Button, Group, Stack } from '@mantine/core';
import { IconKey, IconLockOpen, IconShieldOff, IconUserOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tagged } from '../../lib/api';
import { momentText } from '../../lib/format';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Dialog } from '../../ui/dialog';
import { Section } from '../../ui/section';
import { ShownOnce } from '../../ui/shown-once';
import { toastDone } from '../../ui/toast';
import { AccountState } from './account-state';
import { changeAccount, forgetTotp, resetPassword } from './change-account';
import type { Account } from './get-accounts';

type Act = 'reset' | 'forget' | 'disable' | 'enable';
const icons = { reset: IconKey, forget: IconShieldOff, disable: IconUserOff, enable: IconLockOpen } as const;

/** How somebody gets in: a new first password, the authenticator taken away, the account shut or opened. */
export function AccountAccess({ account: { data, etag } }: { readonly account: Tagged<Account> }) {
  const { t } = useTranslation('accounts');
  const client = useQueryClient();
  const [asked, ask] = useState<Act>();
  const { name, isDisabled, hasTotp, hasPassword, mustChange, createdAt } = data;
  const done = (act: Act) => () => {
    ask(undefined);
    toastDone(t(`doneAs.${act}`));
    return client.invalidateQueries({ queryKey: ['accounts'] });
  };
  const resetting = useMutation({
    mutationFn: resetPassword,
    onSuccess: () => {
      ask(undefined);
      return client.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  const forgetting = useMutation({ mutationFn: forgetTotp, onSuccess: done('forget') });
  const opening = useMutation({ mutationFn: changeAccount, onSuccess: done(isDisabled ? 'enable' : 'disable') });
  const acts: readonly Act[] = ['reset', ...(hasTotp ? (['forget'] as const) : []), isDisabled ? 'enable' : 'disable'];
  const doing = asked === 'reset' ? resetting : asked === 'forget' ? forgetting : opening;
  const act = (): void => {
    if (asked === 'reset') resetting.mutate({ name, etag });
    else if (asked === 'forget') forgetting.mutate({ name, etag });
    else opening.mutate({ name, etag, change: { disabled: asked === 'disable' } });
  };
  return (
    <Section title={t('access')}>
      <Stack gap="sm">
        <Group gap="sm">
          <AccountState account={data} />
          <span>
            {hasPassword && `${t(mustChange ? 'passwordFirst' : 'passwordOwn')} · `}
            {t(hasTotp ? 'totpOn' : 'totpOff')}
            {' · '}
            {t('since', { at: momentText(createdAt) })}
          </span>
        </Group>
        <Group gap="sm">
          {acts.map((one) => {
            const Mark = icons[one];
            return (
              <Button key={one} variant="default" leftSection={<Mark size={16} aria-hidden />} onClick={() => ask(one)}>
                {t(`acts.${one}`)}
              </Button>
            );
          })}
        </Group>
      </Stack>
      {asked && (
        <ConfirmDialog
          isOpen
          close={() => ask(undefined)}
          title={t(`ask.${asked}`, { name: data.displayName })}
          verb={t(`acts.${asked}`)}
          isGrave={asked === 'disable'}
          isBusy={doing.isPending}
          error={doing.error}
          confirm={act}
        >
          {t(`askMore.${asked}`)}
        </ConfirmDialog>
      )}
      {resetting.data && (
        <Dialog close={resetting.reset} title={t('firstPassword')} isFirm>
          <Stack gap="md">
            <ShownOnce
              lead={t('firstPasswordOf', { name: data.displayName, user: name })}
              secret={resetting.data.password}
              done={resetting.reset}
            />
          </Stack>
        </Dialog>
      )}
    </Section>
  );
}
