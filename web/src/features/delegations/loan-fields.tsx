import { Group, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/day-field';

export type Loan = { readonly from: string | null; readonly to: string | null; readonly reason: string };
export const noLoan: Loan = { from: null, to: null, reason: '' };

/** Undefined: something is missing yet. */
export const termsOf = ({ from, to, reason }: Loan) =>
  from === null || to === null || reason.trim() === '' ? undefined : { from, to, reason: reason.trim() };

type Props = {
  readonly loan: Loan;
  readonly errors: Readonly<Record<string, string>>;
  readonly change: (loan: Loan) => void;
};

/** From when to when a post is lent, and why. */
export function LoanFields({ loan, errors, change }: Props) {
  const { t } = useTranslation('delegations');
  return (
    <>
      <Group grow align="start">
        <DayField
          label={t('from')}
          value={loan.from}
          onChange={(from) => change({ ...loan, from })}
          required
          error={errors['from']}
        />
        <DayField
          label={t('to')}
          value={loan.to}
          onChange={(to) => change({ ...loan, to })}
          required
          error={errors['to']}
        />
      </Group>
      <Textarea
        label={t('reason')}
        required
        autosize
        minRows={2}
        maxLength={500}
        value={loan.reason}
        onChange={(event) => change({ ...loan, reason: event.currentTarget.value })}
        error={errors['reason']}
      />
    </>
  );
}
