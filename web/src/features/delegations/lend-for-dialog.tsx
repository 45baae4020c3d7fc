import { Button, Group, Select, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors } from '../../lib/problem';
import { Dialog } from '../../ui/dialog';
import { useUnsaved } from '../../ui/enclosing-dialog';
import { ProblemNote } from '../../ui/problem-note';
import { toastDone } from '../../ui/toast';
import { AccountChoice } from './account-choice';
import { delegationsQuery, heldQuery, lend } from './get-delegations';
import { LoanFields, noLoan, termsOf } from './loan-fields';

type Props = { readonly close: () => void };
type Lent = Parameters<typeof lend>[0];

/** A post of somebody who is away, lent by whoever looks after the plan. */
export function LendForDialog({ close }: Props) {
  const { t } = useTranslation('delegations');
  return (
    <Dialog close={close} title={t('lend')} isFirm>
      <Lending close={close} />
    </Dialog>
  );
}

function Lending({ close }: Props) {
  const { t } = useTranslation('delegations');
  const { t: common } = useTranslation();
  const client = useQueryClient();
  const [holder, setHolder] = useState<string | null>(null);
  const [chosen, choose] = useState<string | null>(null);
  const [deputy, setDeputy] = useState<string | null>(null);
  const [loan, setLoan] = useState(noLoan);
  useUnsaved(holder !== null || deputy !== null || loan !== noLoan);
  const held = useQuery({ ...heldQuery(holder ?? ''), enabled: holder !== null });
  const posts = (holder === null ? [] : (held.data?.items ?? [])).filter(({ plan }) => plan !== '*');
  const keyOf = ({ plan, unit, seat }: (typeof posts)[number]): string => `${plan} ${unit} ${seat}`;
  const post = posts.find((one) => keyOf(one) === chosen) ?? (posts.length === 1 ? posts[0] : undefined);
  const lending = useMutation({
    mutationFn: lend,
    onSuccess: () => {
      close();
      toastDone(t('lent'));
      return client.invalidateQueries({ queryKey: delegationsQuery.queryKey });
    },
  });
  const errors = fieldErrors(lending.error);
  const terms = termsOf(loan);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (holder === null || deputy === null || !post || !terms) return;
    const { plan, unit, seat } = post;
    lending.mutate({ holder, deputy, plan, unit, seat: seat as Lent['seat'], ...terms });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <AccountChoice label={t('holder')} value={holder} error={errors['holder']} change={setHolder} />
        <Select
          label={t('post')}
          data={posts.map((one) => ({
            value: keyOf(one),
            label: `${common(`seats.${one.seat as 'officer'}`, { defaultValue: one.seat })} · ${one.unit === '*' ? common('everyUnit') : one.unit}`,
          }))}
          value={post ? keyOf(post) : null}
          onChange={choose}
          allowDeselect={false}
          disabled={holder === null}
          required
          error={held.data && posts.length === 0 ? t('noPostsOf') : errors['unit']}
        />
        <AccountChoice label={t('deputy')} value={deputy} error={errors['deputy']} change={setDeputy} />
        <LoanFields loan={loan} errors={errors} change={setLoan} />
        <ProblemNote error={lending.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {common('cancel')}
          </Button>
          <Button
            type="submit"
            loading={lending.isPending}
            disabled={holder === null || deputy === null || !post || !terms}
          >
            {t('lendVerb')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
