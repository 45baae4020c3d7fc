import { Button, Group, Select, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inOrder } from '../../lib/format';
import { fieldErrors } from '../../lib/problem';
import { Dialog } from '../../ui/dialog';
import { useUnsaved } from '../../ui/enclosing-dialog';
import { ProblemNote } from '../../ui/problem-note';
import { toastDone } from '../../ui/toast';
import { deputiesQuery, lend } from './get-delegations';
import { LoanFields, noLoan, termsOf } from './loan-fields';

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
  const { t } = useTranslation('delegations');
  return (
    isOpen && (
      <Dialog close={close} title={t('lend')} isFirm>
        <Lending close={close} {...rest} />
      </Dialog>
    )
  );
}

const keyOf = ({ plan, unit, seat }: Lendable): string => `${plan} ${unit} ${seat}`;

function Lending({ close, posts, self, lent }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('delegations');
  const [post, setPost] = useState(posts[0]);
  const [deputy, setDeputy] = useState<string | null>(null);
  const [loan, setLoan] = useState(noLoan);
  useUnsaved(deputy !== null || loan !== noLoan);
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
  const terms = termsOf(loan);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!post || deputy === null || !terms) return;
    const { plan, unit, seat } = post;
    lending.mutate({ plan, unit, seat, deputy, ...terms });
  };
  const deputies = (people.data ?? [])
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
        <LoanFields loan={loan} errors={errors} change={setLoan} />
        <ProblemNote error={lending.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={lending.isPending} disabled={!post || deputy === null || !terms}>
            {t('lendVerb')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
