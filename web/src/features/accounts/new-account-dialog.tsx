import { Button, Checkbox, Fieldset, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../lib/problem';
import { Dialog } from '../../ui/dialog';
import { LeaveGuard } from '../../ui/leave-guard';
import { ProblemNote } from '../../ui/problem-note';
import { ShownOnce } from '../../ui/shown-once';
import { addAccount } from './change-account';
import { noPost, PostFields, postOf } from './post-fields';

type Props = { readonly close: () => void; readonly made: (name: string) => void };

/** A new account with its first post; its first password is shown once. */
export function NewAccountDialog({ close, made }: Props) {
  const { t } = useTranslation('accounts');
  const client = useQueryClient();
  const [account, setAccount] = useState({ name: '', displayName: '', email: '', phone: '' });
  const [isPosted, setIsPosted] = useState(true);
  const [post, setPost] = useState(noPost);
  const adding = useMutation({
    mutationFn: addAccount,
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  });
  const errors = fieldErrors(adding.error);
  const wish = isPosted ? postOf(post) : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { name, displayName, email, phone } = account;
    adding.mutate({
      ...{ name: name.trim(), displayName: displayName.trim(), post: wish },
      ...(email.trim() && { email: email.trim() }),
      ...(phone.trim() && { phone: phone.trim() }),
    });
  };
  const text = (field: keyof typeof account, more: { readonly isNeeded?: boolean; readonly hint?: string } = {}) => (
    <TextInput
      label={t(field)}
      description={more.hint}
      required={more.isNeeded ?? false}
      autoComplete="off"
      value={account[field]}
      onChange={(event) => setAccount({ ...account, [field]: event.currentTarget.value })}
      error={errors[field]}
    />
  );
  const { data } = adding;
  return (
    <Dialog close={data ? () => made(data.account.name) : close} title={t('newAccount')} isFirm size="lg">
      {data ? (
        <Stack gap="md">
          <ShownOnce
            lead={t('firstPasswordOf', { name: data.account.displayName, user: data.account.name })}
            secret={data.account.password}
            done={() => made(data.account.name)}
          />
          <ProblemNote error={data.problem} />
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <LeaveGuard isUnsaved={Object.values(account).some((typed) => typed.trim() !== '')} />
          <Stack gap="md">
            {text('displayName', { isNeeded: true })}
            {text('name', { isNeeded: true, hint: t('nameHint') })}
            <Group grow align="start">
              {text('email')}
              {text('phone')}
            </Group>
            <Checkbox
              label={t('withPost')}
              checked={isPosted}
              onChange={(event) => setIsPosted(event.currentTarget.checked)}
            />
            {isPosted && (
              <Fieldset legend={t('firstPost')}>
                <PostFields post={post} errors={errors} change={setPost} />
              </Fieldset>
            )}
            <ProblemNote error={adding.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={adding.isPending} disabled={isPosted && wish === undefined}>
                {t('addAccount')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
