import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n';
import type { Chart } from './get-lifecycles';
import { followedName, followedQuery } from './get-lifecycles';

type Props = {
  readonly chart: Chart;
  readonly instance: number | undefined;
  readonly follow: (id: number | undefined) => void;
};

/** One of what goes this way, to be followed on the drawing. */
export function Follow({ chart, instance, follow }: Props) {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const { data } = useQuery(followedQuery(chart));
  return (
    <Select
      label={t('follow')}
      description={t('followHint')}
      data={(data ?? []).map((one) => ({ value: String(one.id), label: followedName(one, language) }))}
      value={instance === undefined ? null : String(instance)}
      onChange={(next) => follow(next === null ? undefined : Number(next))}
      nothingFoundMessage={t('nothingToFollow')}
      searchable
      clearable
      mb="md"
      w={420}
      maw="100%"
    />
  );
}
