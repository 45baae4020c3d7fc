import { IconCircleCheck, IconCircleDot, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { showClause } from '../../lib/clause-help';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { HelpLink } from '../../ui/help-link';
import { StatusTag } from '../../ui/status-tag';
import { TimelinessTag } from '../../ui/timeliness-tag';
import type { Instance } from './get-instance';
import styles from './work.module.css';

/** Where it stands, and how against its deadline. */
export function InstanceTags({ instance }: { readonly instance: Instance }) {
  const { status, stageLabel, timeliness, due } = instance;
  const [language] = useLanguage();
  const [tone, icon] =
    status === 'done'
      ? (['calm', IconCircleCheck] as const)
      : status === 'quarantined'
        ? (['bad', IconLock] as const)
        : (['info', IconCircleDot] as const);
  return (
    <span className={styles['tags']}>
      <StatusTag tone={tone} icon={icon}>
        {said(stageLabel, language)}
      </StatusTag>
      {due && <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />}
    </span>
  );
}

/** Whose it is, of which period, and what it comes from. */
export function InstanceLead({ instance: { plan, unit, period, clause, kind } }: { readonly instance: Instance }) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  return (
    <span className={styles['lead']}>
      <span>{unit.name ? said(unit.name, language) : unit.code}</span>
      {kind !== 'series' && <span>{periodText(period.id)}</span>}
      <HelpLink hasIcon open={() => showClause({ plan, clause })}>
        {t('clause', { clause })}
      </HelpLink>
    </span>
  );
}
