import { Button } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../features/obligations/get-obligations';
import styles from '../../features/obligations/obligations.module.css';
import { OccurrenceCard } from '../../features/obligations/occurrence-card';
import { type RoundRow, roundQuery } from '../../features/rounds/get-round';
import { useMe } from '../../features/session/get-me';
import { AwaitedList } from '../../features/work/awaited-panel';
import { instanceQuery } from '../../features/work/get-instance';
import { dateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { ProblemNote } from '../../ui/problem-note';
import { LoadingState } from '../../ui/states';
import { paths } from '../paths';

/** A period that is open, and whom it waits for: an office, or the units that have not sent. */
export function OpenOccurrence({ occurrence }: { readonly occurrence: Occurrence }) {
  const { t } = useTranslation('obligations');
  const [language] = useLanguage();
  const me = useMe();
  const { id, children } = occurrence;
  const work = useQuery(instanceQuery(id));
  const units = useQuery({ ...roundQuery(id), enabled: children.length > 0 });
  const looked = work.data;
  const round = units.data;
  const due = looked?.data.due;
  const last = round?.rows
    .flatMap(({ due: at }) => at ?? [])
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
  const sent =
    round && round.tasks > 0
      ? t('sent', { sent: round.handedIn, count: round.tasks }) +
        (last ? ` · ${t('unitsDue', { day: dateText(last) })}` : '')
      : undefined;
  return (
    <OccurrenceCard occurrence={occurrence} why={due ? said(due.why, language) : undefined} sent={sent}>
      {[work, units].map(({ isLoading, isLoadingError, error, refetch }, index) =>
        isLoadingError ? (
          <ProblemNote key={index} error={error} retry={refetch} />
        ) : (
          isLoading && <LoadingState key={index} rows={1} height={24} />
        ),
      )}
      {looked && <AwaitedList instance={looked.data} viewer={me} />}
      {round && <Missing id={id} rows={round.rows.filter(isMissing)} />}
    </OccurrenceCard>
  );
}

/** Of a round that is over. */
export function SentOf({ id }: { readonly id: number }) {
  const { t } = useTranslation('obligations');
  const { t: common } = useTranslation();
  const { data: round, isLoadingError, refetch } = useQuery(roundQuery(id));
  // In a row of many: in few words.
  if (isLoadingError)
    return (
      <Button size="compact-sm" variant="default" title={common('failed')} onClick={() => void refetch()}>
        {common('again')}
      </Button>
    );
  if (!round) return '…';
  return round.tasks === 0 ? '–' : t('sent', { sent: round.handedIn, count: round.tasks });
}

const isMissing = ({ sentAt, status }: RoundRow): boolean => sentAt === null && status === 'running';
/** The others are in the round's own table. */
const FEW = 6;

function Missing({ id, rows }: { readonly id: number; readonly rows: readonly RoundRow[] }) {
  const { t } = useTranslation('obligations');
  const [language] = useLanguage();
  if (rows.length === 0) return null;
  return (
    <>
      <p className={styles['line']}>{t('missing', { count: rows.length })}</p>
      <ul className={styles['waiting']}>
        {rows.slice(0, FEW).map(({ id: task, unit, turn }) => (
          <li key={task}>
            <IconUser size={16} stroke={1.7} aria-hidden />
            <span>
              <Link to={paths.task} params={{ id: String(task) }}>
                {unit.name ? said(unit.name, language) : unit.code}
              </Link>
              {turn?.[0] && (
                <span className={styles['soft']}>
                  {' · '}
                  {turn[0].people.map(({ name }) => name).join(', ') || said(turn[0].label, language)}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {rows.length > FEW && (
        <p className={styles['line']}>
          <Link to={paths.round} params={{ id: String(id) }}>
            {t('missingMore', { count: rows.length - FEW })}
          </Link>
        </p>
      )}
    </>
  );
}
