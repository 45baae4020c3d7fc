import { IconCircleCheck, IconCircleDot, IconCircleMinus, IconFlag } from '@tabler/icons-react';
import { said, useLanguage } from '../../lib/i18n';
import { StatusTag } from '../../ui/status-tag';
import type { ScoreRow } from './get-scores';
import { isFixed, isLeftOut } from './scores';
import styles from './scores.module.css';

/** Where a sheet stands, in the words of its lifecycle, and what stands open beside that. */
export function ScoreStage({ row }: { readonly row: ScoreRow }) {
  const [language] = useLanguage();
  const { status, states, stageLabel, marks } = row;
  const label = status === 'done' ? stageLabel : (states[0]?.label ?? stageLabel);
  const [tone, icon] = isFixed(row)
    ? (['good', IconCircleCheck] as const)
    : isLeftOut(row)
      ? (['calm', IconCircleMinus] as const)
      : row.tags.includes('handed-in')
        ? (['info', IconCircleDot] as const)
        : (['calm', IconCircleDot] as const);
  return (
    <span className={styles['stack']}>
      <StatusTag tone={tone} icon={icon}>
        {said(label, language)}
      </StatusTag>
      {marks.map(({ name, label: mark }) => (
        <StatusTag key={name} tone="warn" icon={IconFlag}>
          {said(mark, language)}
        </StatusTag>
      ))}
    </span>
  );
}
