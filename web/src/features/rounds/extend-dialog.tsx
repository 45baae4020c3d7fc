import { SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../lib/api';
import { dateText, dayOf, weekdayText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { fieldErrors } from '../../lib/problem';
import { DayField } from '../../ui/day-field';
import { Dialog } from '../../ui/dialog';
import { DialogFoot } from '../../ui/dialog-foot';
import { useUnsaved } from '../../ui/enclosing-dialog';
import { NumberField } from '../../ui/number-field';
import { ProblemNote } from '../../ui/problem-note';
import { toastDone } from '../../ui/toast';
import type { Act, RoundRow } from './get-round';
import styles from './review.module.css';
import { nameOf } from './round-table';
import { sendAct } from './send-act';

/** What the unit has asked for, where it has. */
export type Wished = { readonly day: string | undefined; readonly words: string | undefined };
type Props = {
  readonly row: RoundRow;
  readonly act: Act;
  /** Today, as the house has it. */
  readonly today: string;
  readonly wished: Wished | undefined;
  readonly done: () => void;
  readonly close: () => void;
};

/** More time: until a day, or so many working days more. */
export function ExtendDialog(props: Props) {
  const [language] = useLanguage();
  return (
    <Dialog close={props.close} title={said(props.act.label, language)} isFirm>
      <Asked {...props} />
    </Dialog>
  );
}

function Asked({ row, act, today, wished, done, close }: Props) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const due = row.due === null ? today : dayOf(row.due);
  const from = due > today ? due : today;
  const [way, setWay] = useState<'day' | 'days'>(wished?.day === undefined ? 'days' : 'day');
  const [day, setDay] = useState<string | null>(wished?.day ?? null);
  const [days, setDays] = useState<number | null>(3);
  const [reason, setReason] = useState('');
  useUnsaved(reason.trim() !== '');
  const counted = useQuery({
    ...workingDayQuery(row.id, from, days ?? 0),
    enabled: way === 'days' && days !== null && days > 0,
  });
  const to = way === 'day' ? day : days === null ? undefined : counted.data?.day;
  const field = act.fields.find(({ type }) => type === 'day')?.name ?? 'to';
  const sending = useMutation({
    mutationFn: sendAct,
    onSuccess: () => {
      toastDone(t('doneOne', { act: said(act.label, language), unit: nameOf(row, language) }));
      done();
      close();
    },
  });
  const errors = fieldErrors(sending.error);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (to) sending.mutate({ row, act, more: { fields: { [field]: to }, body: { reason: reason.trim() } } });
  };
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <strong>{nameOf(row, language)}</strong>
        {wished && (
          <p className={styles['quote']}>
            {wished.day !== undefined && <strong>{t('wished', { day: dateText(wished.day) })} </strong>}
            {wished.words}
          </p>
        )}
        <SegmentedControl
          aria-label={t('extendWay')}
          value={way}
          onChange={(value) => setWay(value === 'day' ? 'day' : 'days')}
          data={[
            { value: 'days', label: t('extendDays') },
            { value: 'day', label: t('extendDay') },
          ]}
        />
        {way === 'day' ? (
          <DayField label={t('newDue')} required value={day} error={errors[field]} onChange={setDay} />
        ) : (
          <NumberField
            label={t('daysMore')}
            description={t(from === due ? 'countedFromDue' : 'countedFromToday', { day: dateText(from) })}
            min={1}
            max={250}
            required
            error={errors[field]}
            value={days}
            onChange={setDays}
          />
        )}
        <p role="status" className={styles['soft']}>
          {to ? t('newDueIs', { day: `${weekdayText(to, language)} ${dateText(to)}` }) : ' '}
        </p>
        <Textarea
          label={t('reason')}
          description={t('reasonHint')}
          required={act.reason === 'required'}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemNote error={sending.error} />
        <DialogFoot close={close} verb={said(act.label, language)} isBusy={sending.isPending} isOff={!to} />
      </Stack>
    </form>
  );
}

const workingDayQuery = (id: number, from: string, workingDays: number) => ({
  queryKey: ['work', id, 'working-day', from, workingDays] as const,
  queryFn: () =>
    answerOf(api.GET('/api/v1/instances/{id}/working-day', { params: { path: { id }, query: { from, workingDays } } })),
});
