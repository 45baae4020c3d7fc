import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ExplanationList } from '../../features/standing/explanation-list';
import { PageHeader } from '../../ui/page-header';
import { Section } from '../../ui/section';
import { paths } from '../paths';

/** Who was asked to explain themselves, and what they answered. */
export function ExplanationsPage() {
  const { t } = useTranslation('standing');
  return (
    <>
      <PageHeader
        title={t('explanations')}
        lead={t('explanationsLead')}
        above={<Link to={paths.leadership}>{t('back')}</Link>}
      />
      <Section title={t('pending')}>
        <ExplanationList isPending />
      </Section>
      <Section title={t('settled')}>
        <ExplanationList isPending={false} />
      </Section>
    </>
  );
}
