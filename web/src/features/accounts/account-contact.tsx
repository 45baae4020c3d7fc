import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tagged } from '../../lib/api';
import { fieldErrors } from '../../lib/problem';
import { ProblemNote } from '../../ui/problem-note';
import { Section } from '../../ui/section';
import { toastDone } from '../../ui/toast';
import { changeAccount } from './change-account';
import type { Account } from './get-accounts';

/** How somebody is called, and reached. */
export function AccountContact({ account: { data, etag } }: { readonly account: Tagged<Account> }) {
  const { t } = useTranslation('accounts');
  const client = useQueryClient();
  const was = { displayName: data.displayName, email: data.email ?? '', phone: data.phone ?? '' };
  const [now, setNow] = useState(was);
  const changing = useMutation({
    mutationFn: changeAccount,
    onSuccess: () => {
      toastDone(t('saved'));
      return client.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  const errors = fieldErrors(changing.error);
  const isChanged = JSON.stringify(now) !== JSON.stringify(was);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const change = {
      displayName: now.displayName.trim(),
      email: now.email.trim() || null,
      phone: now.phone.trim() || null,
    };
    changing.mutate({ name: data.name, etag, change });
  };
  const text = (field: keyof typeof was) => (
    <TextInput
      label={t(field)}
      required={field === 'displayName'}
      autoComplete="off"
      value={now[field]}
      onChange={(event) => setNow({ ...now, [field]: event.currentTarget.value })}
      error={errors[field]}
      style={{ flex: '1 1 220px' }}
    />
  );
  return (
    <Section title={t('contact')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Group align="start" gap="sm">
            {text('displayName')}
            {text('email')}
            {text('phone')}
          </Group>
          <ProblemNote error={changing.error} />
          <Group>
            <Button type="submit" variant="default" disabled={!isChanged} loading={changing.isPending}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
