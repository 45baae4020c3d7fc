import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { fieldErrors } from '../../lib/problem';
import { DayField } from '../../ui/day-field';
import { ProblemNote } from '../../ui/problem-note';
import type { Act, RoundRow } from './get-round';
import styles from './review.module.css';
import { sendAct } from './send-act';
import type { Remarks } from './use-remarks';

type Props = {
  readonly row: RoundRow;
  readonly act: Act;
  readonly remarks: Remarks;
  /** Why in general: it outlives the panel, as the remarks do. */
  readonly reason: string;
  readonly say: (reason: string) => void;
  /** What a place of the form is called. */
  readonly placeOf: (path: string) => string;
  readonly done: () => void;
  readonly close: () => void;
};

/** Sends it back: why in general, what at which place, and by when. */
export function ReturnForm({ row, act, remarks, reason, say, placeOf, done, close }: Props) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const places = Object.entries(remarks).filter(([, text]) => text.trim() !== '');
  const [to, setTo] = useState<string | null>(null);
  const asksDay = act.fields.find(({ type }) => type === 'day');
  const sending = useMutation({ mutationFn: sendAct, onSuccess: done });
  const errors = fieldErrors(sending.error);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    sending.mutate({
      row,
      act,
      more: {
        fields: asksDay && to !== null ? { [asksDay.name]: to } : {},
        body: {
          reason: reason.trim(),
          ...(places.length > 0 && { remarks: places.map(([path, text]) => ({ path, text: text.trim() })) }),
        },
      },
    });
  };
  return (
    <form onSubmit={send} className={styles['part']}>
      <Stack gap="sm">
        <h3>{said(act.label, language)}</h3>
        {places.length === 0 ? (
          <p className={styles['soft']}>{t('noRemarks')}</p>
        ) : (
          places.map(([path, text]) => (
            <p key={path} className={styles['quote']}>
              <strong>{placeOf(path)}:</strong> {text}
            </p>
          ))
        )}
        <Textarea
          data-autofocus
          autoFocus
          label={t('reason')}
          description={t('reasonHint')}
          required
          autosize
          minRows={3}
          value={reason}
          onChange={(event) => say(event.currentTarget.value)}
        />
        {asksDay && (
          <DayField
            label={asksDay.label ? said(asksDay.label, language) : t('by')}
            description={asksDay.optional ? t('byHint') : undefined}
            required={!asksDay.optional}
            clearable={asksDay.optional}
            error={errors[asksDay.name] ?? errors[`fields.${asksDay.name}`]}
            value={to}
            onChange={setTo}
          />
        )}
        <ProblemNote error={sending.error} />
        <Group gap="sm" justify="flex-end">
          <Button variant="default" onClick={close} disabled={sending.isPending}>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Button type="submit" color="red.9" loading={sending.isPending}>
            {said(act.label, language)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
