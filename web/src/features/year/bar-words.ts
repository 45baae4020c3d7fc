import type { useTranslation } from 'react-i18next';
import { dateText } from '../../lib/format';
import { said } from '../../lib/i18n';
import type { Language } from '../../lib/language';
import type { Bar } from './get-year';

type Say = ReturnType<typeof useTranslation<'year'>>['t'];

/** All that a bar shows, in words. */
export function barWords({ timeliness, stageLabel, opened, due, submitted, tasks }: Bar, t: Say, language: Language) {
  const [expected, actual] = (['expected', 'actual'] as const).map((name) =>
    tasks.reduce((sum, { numbers }) => sum + numbers[name], 0),
  );
  return [
    said(timeliness.label, language),
    said(stageLabel, language),
    t('opened', { day: dateText(opened) }),
    due && t('due', { day: dateText(due) }),
    submitted && t('submitted', { day: dateText(submitted) }),
    expected ? t('sent', { actual, expected }) : undefined,
  ]
    .filter(Boolean)
    .join(' · ');
}
