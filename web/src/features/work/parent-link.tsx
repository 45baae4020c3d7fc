import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { instanceQuery } from './get-instance';

/** What it is a part of, by its name as soon as that is known. */
export function ParentLink({ id }: { readonly id: number }) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const { data } = useQuery(instanceQuery(id));
  const name =
    data &&
    (data.data.kind === 'series'
      ? said(data.data.label, language)
      : inPeriod(said(data.data.label, language), data.data.period.id));
  return (
    <Link to={paths.task} params={{ id: String(id) }}>
      {t('partOf', { key: name ?? '…' })}
    </Link>
  );
}
