import { Button, Fieldset, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '../../lib/format';
import { ProblemNote } from '../../ui/problem-note';
import { ErrorState, LoadingState } from '../../ui/states';
import { type Account, addPost, postsQuery, removePost, setDisabled } from './get-accounts';
import styles from './account-dialog.module.css';

type Props = { readonly account: Account | undefined; readonly close: () => void };

/** An account's posts: which come from where, and one more. */
export function AccountDialog({ account, close }: Props) {
  return (
    <Modal
      opened={account !== undefined}
      onClose={close}
      title={account && `${account.displayName} · ${account.name}`}
      size="lg"
    >
      {account && <Inside key={account.name} account={account} close={close} />}
    </Modal>
  );
}

function Inside({ account, close }: { readonly account: Account; readonly close: () => void }) {
  const { t } = useTranslation('accounts');
  const { t: common } = useTranslation();
  const client = useQueryClient();
  const { name } = account;
  const { data, error, refetch } = useQuery(postsQuery(name));
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['accounts'] });
  const removing = useMutation({ mutationFn: removePost, onSuccess: again });
  const disabling = useMutation({ mutationFn: setDisabled, onSuccess: () => again().then(close) });
  return (
    <Stack gap="md">
      {error && <ErrorState error={error} retry={refetch} />}
      {!error && !data && <LoadingState rows={3} />}
      {data && (
        <ul className={styles['posts']}>
          {data.items.length === 0 && <li>{t('noPosts')}</li>}
          {data.items.map((post) => (
            <li key={`${post.plan} ${post.unit} ${post.seat} ${post.id ?? ''}`}>
              <span>
                {common(`seats.${post.seat}`, { defaultValue: post.seat })} ·{' '}
                {post.unit === '*' ? common('everyUnit') : post.unit} · {post.plan === '*' ? t('everyPlan') : post.plan}
                <span className={styles['source']}>
                  {t(`source.${post.source}`)}
                  {post.from !== undefined && ` · ${t('from', { day: dateText(post.from) })}`}
                  {post.to !== undefined && ` · ${t('to', { day: dateText(post.to) })}`}
                </span>
              </span>
              {post.id !== null && (
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconTrash size={15} aria-hidden />}
                  loading={removing.isPending && removing.variables.id === post.id}
                  onClick={() => post.id !== null && removing.mutate({ name, id: post.id })}
                >
                  {t('removePost')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ProblemNote error={removing.error ?? disabling.error} />
      <NewPost name={name} done={again} />
      <Group justify="flex-end">
        <Button
          variant="default"
          loading={disabling.isPending}
          onClick={() => disabling.mutate({ name, disabled: !account.isDisabled })}
        >
          {t(account.isDisabled ? 'enable' : 'disable')}
        </Button>
      </Group>
    </Stack>
  );
}

const seats = ['officer', 'head', 'leader', 'member', 'administrator', 'appraiser', 'award', 'auditor'] as const;
function NewPost({ name, done }: { readonly name: string; readonly done: () => Promise<void> }) {
  const { t } = useTranslation('accounts');
  const { t: common } = useTranslation();
  const [post, setPost] = useState<{ plan: string; unit: string; seat: (typeof seats)[number] }>({
    plan: '',
    unit: '',
    seat: 'officer',
  });
  const adding = useMutation({ mutationFn: addPost, onSuccess: done });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    adding.mutate({ name, post: { ...post, groups: [] } });
  };
  return (
    <form onSubmit={submit}>
      <Fieldset legend={t('newPost')}>
        <Group align="end" gap="sm">
          <TextInput
            label={t('plan')}
            value={post.plan}
            onChange={(event) => setPost({ ...post, plan: event.currentTarget.value })}
            required
            w={140}
          />
          <TextInput
            label={t('unit')}
            value={post.unit}
            onChange={(event) => setPost({ ...post, unit: event.currentTarget.value })}
            required
            w={180}
          />
          <Select
            label={t('seat')}
            data={seats.map((value) => ({ value, label: common(`seats.${value}`) }))}
            value={post.seat}
            onChange={(next) => next && setPost({ ...post, seat: next })}
            allowDeselect={false}
            w={190}
          />
          <Button
            type="submit"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            loading={adding.isPending}
          >
            {t('give')}
          </Button>
        </Group>
        <ProblemNote error={adding.error} />
      </Fieldset>
    </form>
  );
}
