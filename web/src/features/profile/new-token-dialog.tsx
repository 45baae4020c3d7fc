import { Button, Checkbox, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../lib/problem';
import { ProblemNote } from '../../ui/problem-note';
import { ShownOnce } from '../../ui/shown-once';
import { makeToken, type Scope, scopes } from './tokens';

type Props = { readonly isOpen: boolean; readonly close: () => void; readonly made: () => Promise<void> };

export function NewTokenDialog({ isOpen, close, made }: Props) {
  const { t } = useTranslation('profile');
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('newToken')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {isOpen && <Making close={close} made={made} />}
    </Modal>
  );
}

function Making({ close, made }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('profile');
  const [name, setName] = useState('');
  const [chosen, choose] = useState<string[]>(['read']);
  const [days, setDays] = useState<number | string>(90);
  const making = useMutation({ mutationFn: makeToken, onSuccess: made });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    making.mutate({ name: name.trim(), scopes: chosen as Scope[], days: Number(days) });
  };
  const errors = fieldErrors(making.error);
  if (making.data)
    return (
      <Stack gap="md">
        <ShownOnce lead={t('tokenShown')} secret={making.data.token} done={close} />
      </Stack>
    );
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          data-autofocus
          label={t('tokenName')}
          description={t('tokenNameHint')}
          required
          maxLength={100}
          value={name}
          error={errors['name']}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group label={t('scopes')} value={chosen} onChange={choose} error={errors['scopes']}>
          <Stack gap={8} mt={6}>
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`scope.${scope}`)} description={t(`scopeHint.${scope}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <NumberInput
          label={t('days')}
          min={1}
          max={365}
          allowDecimal={false}
          value={days}
          onChange={setDays}
          error={errors['days']}
        />
        <ProblemNote error={making.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={making.isPending} disabled={chosen.length === 0}>
            {t('makeToken')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
