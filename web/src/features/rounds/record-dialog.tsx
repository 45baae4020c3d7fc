import { Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../lib/api.gen';
import { dateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { fieldErrors } from '../../lib/problem';
import { useIsUploading } from '../../lib/upload';
import { DayField } from '../../ui/day-field';
import { Dialog } from '../../ui/dialog';
import { DialogFoot } from '../../ui/dialog-foot';
import { useUnsaved } from '../../ui/enclosing-dialog';
import { MomentField } from '../../ui/moment-field';
import { Note, ProblemNote } from '../../ui/problem-note';
import { toastDone } from '../../ui/toast';
import type { Act, RoundRow } from './get-round';
import styles from './review.module.css';
import { nameOf } from './round-table';
import { sendAct } from './send-act';

type Props = {
  readonly row: RoundRow;
  readonly act: Act;
  /** Now, as the house has it: what came, came before. */
  readonly now: string;
  /** Attachments, by the part of the page that takes files. */
  readonly scans: (ids: readonly number[], change: (ids: readonly number[]) => void) => ReactNode;
  readonly typed?: Typed | undefined;
  readonly done: () => void;
  readonly close: () => void;
};

/** What came, typed into the task's form, where somebody wants to. */
type Typed = {
  readonly isOpen: boolean;
  readonly field: ReactNode;
  /** What goes along of it; where something is missing it shows what, and nothing is sent. */
  readonly handIn: () => Promise<Filled | 'incomplete'>;
};
type Filled = Pick<components['schemas']['SendEvent'], 'form'>;

const ways = ['paper', 'eoffice', 'mail', 'other'] as const;

/** Ghi nhận thay: what a unit sent on paper or by eOffice, with the day it really came, its number and the scan. */
export function RecordDialog(props: Props) {
  const [language] = useLanguage();
  return (
    <Dialog
      close={props.close}
      title={said(props.act.label, language)}
      isFirm
      size={props.typed?.isOpen ? '1140px' : 'lg'}
    >
      <Asked {...props} />
    </Dialog>
  );
}

function Asked({ row, act, now, scans, typed, done, close }: Props) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const [at, setAt] = useState<string | null>(null);
  const [way, setWay] = useState<(typeof ways)[number]>('paper');
  const [number, setNumber] = useState('');
  const [dated, setDated] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [files, setFiles] = useState<readonly number[]>([]);
  useUnsaved(at !== null || dated !== null || `${number}${words}`.trim() !== '');
  const isUploading = useIsUploading(row.id);
  const [isIncomplete, setIsIncomplete] = useState(false);
  const sending = useMutation({
    mutationFn: sendAct,
    onSuccess: () => {
      toastDone(t('doneOne', { act: said(act.label, language), unit: nameOf(row, language) }));
      done();
      close();
    },
  });
  const errors = fieldErrors(sending.error);
  // The history says it in a sentence, as whoever reads it later needs it.
  const reason = [
    t('recorded.way', { way: t(`recorded.ways.${way}`) }),
    number.trim() !== '' && t('recorded.number', { number: number.trim() }),
    dated !== null && t('recorded.dated', { day: dateText(dated) }),
  ]
    .filter((part) => part !== false)
    .join(', ');
  const send = async (): Promise<void> => {
    if (at === null) return;
    const filled = typed ? await typed.handIn() : {};
    setIsIncomplete(filled === 'incomplete');
    if (filled === 'incomplete') return;
    sending.mutate({
      row,
      act,
      more: {
        ...filled,
        effectiveAt: `${at.replace(' ', 'T')}+07:00`,
        body: { reason: [`${reason}.`, words.trim()].filter(Boolean).join(' ') },
        ...(files.length > 0 && { files: [...files] }),
      },
    });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // What could not be saved says so at its place.
    void send().catch(() => undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <strong>{nameOf(row, language)}</strong>
        <p className={styles['soft']}>{t('recorded.lead')}</p>
        <Group grow align="start">
          <Select
            label={t('recorded.how')}
            data={ways.map((value) => ({ value, label: t(`recorded.ways.${value}`) }))}
            value={way}
            allowDeselect={false}
            onChange={(value) => setWay(ways.find((one) => one === value) ?? 'paper')}
          />
          <MomentField
            label={t('recorded.at')}
            description={t('recorded.atHint')}
            required
            latest={now}
            error={errors['effectiveAt']}
            onChange={setAt}
          />
        </Group>
        <Group grow align="start">
          <TextInput
            label={t('facts.number')}
            value={number}
            maxLength={100}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <DayField label={t('facts.dated')} clearable value={dated} onChange={setDated} />
        </Group>
        {scans(files, setFiles)}
        {typed?.field}
        <Textarea
          label={t('recorded.words')}
          autosize
          minRows={2}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <ProblemNote error={sending.error} />
        {isIncomplete && <Note>{t('recorded.incomplete')}</Note>}
        {isUploading && <p role="status">{t('filesUnderWay', { ns: 'common' })}</p>}
        <DialogFoot
          close={close}
          verb={said(act.label, language)}
          isBusy={sending.isPending}
          isOff={at === null || isUploading}
        />
      </Stack>
    </form>
  );
}
