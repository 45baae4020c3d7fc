import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inOrder } from '../../lib/format';
import { fieldErrors } from '../../lib/problem';
import { DayField } from '../../ui/day-field';
import { ProblemNote } from '../../ui/problem-note';
import { toastDone } from '../../ui/toast';
import { deputiesQuery, lend } from './delegations';

/** A post that may be lent, and what it is called. */
export type Lendable = {
  readonly plan: string;
  readonly unit: string;
  readonly seat: Parameters<typeof lend>[0]['seat'];
  readonly label: string;
};
type Props = {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly posts: readonly Lendable[];
  readonly self: string;
  readonly lent: () => Promise<void>;
};

export function LendDialog({ isOpen, close, ...rest }: Props) {
  const { t } = useTranslation('profile');
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('lend')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {isOpen && <Lending close={close} {...rest} />}
    </Modal>
  );
}

const keyOf = ({ plan, unit, seat }: Lendable): string => `${plan} ${unit} ${seat}`;

function Lending({ close, posts, self, lent }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('profile');
  const [post, setPost] = useState(posts[0]);
  const [deputy, setDeputy] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const people = useQuery({ ...deputiesQuery(post?.plan ?? ''), enabled: post !== undefined });
  const lending = useMutation({
    mutationFn: lend,
    onSuccess: () => {
      close();
      toastDone(t('lent'));
      return lent();
    },
  });
  const errors = fieldErrors(lending.error);
  const isWhole = post && deputy !== null && from !== null && to !== null && reason.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isWhole) return;
    const { plan, unit, seat } = post;
    lending.mutate({ plan, unit, seat, deputy, from, to, reason: reason.trim() });
  };
  const deputies = (people.data?.items ?? [])
    .filter(({ id }) => id !== self)
    .map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))
    .sort((a, b) => inOrder(a.label, b.label));
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Select
          label={t('post')}
          data={posts.map((one) => ({ value: keyOf(one), label: one.label }))}
          value={post ? keyOf(post) : null}
          allowDeselect={false}
          onChange={(key) => setPost(posts.find((one) => keyOf(one) === key))}
        />
        <Select
          label={t('deputy')}
          description={t('deputyHint')}
          data={deputies}
          value={deputy}
          onChange={setDeputy}
          searchable
          required
          nothingFoundMessage={t('nobodyFound')}
          error={errors['deputy']}
        />
        <Group grow align="start">
          <DayField label={t('from')} value={from} onChange={setFrom} required error={errors['from']} />
          <DayField label={t('to')} value={to} onChange={setTo} required error={errors['to']} />
        </Group>
        <Textarea
          label={t('reason')}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={errors['reason']}
        />
        <ProblemNote error={lending.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={lending.isPending} disabled={!isWhole}>
            {t('lendVerb')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
