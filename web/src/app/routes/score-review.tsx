import { Button } from '@mantine/core';
import { IconArrowUpRight, IconFileText } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Act } from '../../features/rounds/get-round';
import { ReviewPanel } from '../../features/rounds/review-panel';
import reviewed from '../../features/rounds/review.module.css';
import type { Criterion, ScoreRow } from '../../features/scores/get-scores';
import { ScoreStage } from '../../features/scores/score-stage';
import styles from '../../features/scores/scores.module.css';
import { SheetCompare } from '../../features/scores/sheet-compare';
import { InstanceTimeline } from '../../features/work/instance-timeline';
import { said, useLanguage } from '../../lib/i18n';
import { paths } from '../paths';

type Props = {
  readonly rows: readonly ScoreRow[];
  readonly row: ScoreRow;
  readonly criteria: readonly Criterion[];
  /** To another row; undefined: back to the table. */
  readonly go: (row: ScoreRow | undefined) => void;
  readonly act: (act: Act) => void;
  /** Something is being done, in a dialog above it. */
  readonly isActing: boolean;
};

/** One unit's sheet beside the table: its own points and the scorer's, why they differ, and what is to be done. */
export function ScoreReview({ rows, row, criteria, go, act, isActing }: Props) {
  const { t } = useTranslation('scores');
  const id = String(row.id);
  const forms = [
    ['self-score', t('readSheet'), row.self?.version],
    ['appraisal', t('readAppraisal'), row.appraised?.version],
  ] as const;
  return (
    <ReviewPanel
      rows={rows}
      row={row}
      go={(next) => go(rows.find((one) => one.id === next.id))}
      close={() => go(undefined)}
      isCovered={isActing}
      stage={<ScoreStage row={row} />}
      document={<SheetCompare row={row} criteria={criteria} />}
      side={
        <>
          <Acts row={row} act={act} />
          <section className={reviewed['part']}>
            <h3>{t('happened')}</h3>
            <InstanceTimeline id={row.id} />
          </section>
          {forms.map(
            ([form, text, version]) =>
              typeof version === 'number' && (
                <Button
                  key={form}
                  variant="default"
                  leftSection={<IconFileText size={16} aria-hidden />}
                  renderRoot={(props) => <Link to={paths.form} params={{ id, form }} {...props} />}
                >
                  {text}
                </Button>
              ),
          )}
          <Button
            variant="default"
            leftSection={<IconArrowUpRight size={16} aria-hidden />}
            renderRoot={(props) => <Link to={paths.task} params={{ id }} {...props} />}
          >
            {t('openTask')}
          </Button>
        </>
      }
    />
  );
}

/** What comes with a form leads to it; all else is done here. */
function Acts({ row, act }: Pick<Props, 'row' | 'act'>) {
  const { t } = useTranslation('scores');
  const [language] = useLanguage();
  // What leads on comes first; what is written for a unit, or needs a reason, is the exception.
  const main = row.acts.find(({ leadsOn, onBehalf }) => leadsOn && !onBehalf);
  const acts = main ? [main, ...row.acts.filter((one) => one !== main)] : row.acts;
  return (
    <section className={styles['next']} aria-label={t('nextStep')}>
      <h3>{t('nextStep')}</h3>
      {row.acts.length === 0 && <p className={styles['soft']}>{t('nothingToDo')}</p>}
      {acts.map((one) => {
        const { form } = one;
        const variant = one === main ? 'filled' : 'default';
        return form !== null && !one.onBehalf ? (
          <Button
            key={one.event}
            variant={variant}
            renderRoot={(props) => <Link to={paths.form} params={{ id: String(row.id), form }} {...props} />}
          >
            {said(one.label, language)}
          </Button>
        ) : (
          <Button key={one.event} variant={variant} onClick={() => act(one)}>
            {said(one.label, language)}
          </Button>
        );
      })}
    </section>
  );
}
