import { Button } from '@mantine/core';
import { IconArrowUpRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formQuery } from '../../features/forms/get-form';
import { placeName } from '../../features/forms/paths-in';
import { SubmissionReading } from '../../features/forms/submission-reading';
import { CheckSide } from '../../features/rounds/check-side';
import type { Act, RoundRow } from '../../features/rounds/get-round';
import { RemarkNote } from '../../features/rounds/remark-note';
import { ReturnForm } from '../../features/rounds/return-form';
import { ReviewActs } from '../../features/rounds/review-acts';
import { ReviewPanel } from '../../features/rounds/review-panel';
import styles from '../../features/rounds/review.module.css';
import { isIn, isReturn } from '../../features/rounds/shelves';
import type { RemarksDesk } from '../../features/rounds/use-remarks';
import { useMe } from '../../features/session/get-me';
import { TalkPanel } from '../../features/talk/talk-panel';
import { InstanceTimeline } from '../../features/work/instance-timeline';
import { said, useLanguage } from '../../lib/i18n';
import { EmptyState } from '../../ui/states';
import { toastDone } from '../../ui/toast';
import { paths } from '../paths';

type Props = {
  readonly rows: readonly RoundRow[];
  readonly row: RoundRow;
  readonly remarks: RemarksDesk;
  /** What is being done with it; undefined: nothing. */
  readonly acting: Act | undefined;
  readonly act: (act: Act | undefined) => void;
  /** To another row; undefined: back to the table. */
  readonly go: (row: RoundRow | undefined) => void;
  readonly renew: () => void;
};

/** A unit's submission, looked at and decided on beside the table. */
export function RoundReview({ rows, row, remarks, acting, act, go, renew }: Props) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const me = useMe();
  const { id, handedIn } = row;
  const of = { id, form: handedIn?.form ?? '' };
  const { data: view } = useQuery({ ...formQuery(of), enabled: handedIn !== null });
  const { remarks: noted, reason } = remarks.of(id);
  const canReturn = row.acts.some(isReturn);
  const headings =
    view?.form.sections.map((section) => ({
      id: section.id,
      label: section.label[language],
      fields: section.fields.map((field) => field.id),
    })) ?? [];
  // The next that waits to be looked at; where none does, it stays open.
  const received = (): void => {
    const at = rows.findIndex((one) => one.id === id);
    const others = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))];
    const next = others.find((one) => one.id !== id && isIn('toReceive', one));
    remarks.forget(id);
    renew();
    if (next) go(next);
  };
  const returned = (): void => {
    if (acting) toastDone(t('doneOne', { act: said(acting.label, language), unit: unitOf(row, language) }));
    act(undefined);
    received();
  };
  return (
    <ReviewPanel
      rows={rows}
      row={row}
      go={go}
      close={() => go(undefined)}
      isCovered={acting !== undefined && !isReturn(acting)}
      document={
        handedIn ? (
          <SubmissionReading
            key={`${id} ${handedIn.version}`}
            of={of}
            version={handedIn.version}
            beside={
              canReturn
                ? (path, label) => (
                    <RemarkNote
                      label={label}
                      text={noted[path] ?? ''}
                      change={(text) => remarks.note(id, path, text)}
                    />
                  )
                : undefined
            }
          />
        ) : (
          <EmptyState title={t(row.sentAt === null ? 'notSentYet' : 'withoutForm')} />
        )
      }
      side={
        <>
          {acting && isReturn(acting) ? (
            <ReturnForm
              key={acting.event}
              row={row}
              act={acting}
              remarks={noted}
              reason={reason}
              say={(text) => remarks.say(id, text)}
              placeOf={(path) => (view ? placeName(view.form, path, language) : path)}
              done={returned}
              close={() => act(undefined)}
            />
          ) : (
            <ReviewActs key={id} row={row} received={received} act={act} />
          )}
          <CheckSide row={row} headings={headings} remarks={noted} />
          <TalkPanel key={`talk ${id}`} id={id} who={me.name} />
          <section className={styles['part']}>
            <h3>{t('happened')}</h3>
            <InstanceTimeline id={id} />
          </section>
          <Button
            variant="default"
            leftSection={<IconArrowUpRight size={16} aria-hidden />}
            renderRoot={(props) => <Link to={paths.task} params={{ id: String(id) }} {...props} />}
          >
            {t('openTask')}
          </Button>
        </>
      }
    />
  );
}

const unitOf = ({ unit }: RoundRow, language: 'vi' | 'en'): string =>
  unit.name ? said(unit.name, language) : unit.code;
