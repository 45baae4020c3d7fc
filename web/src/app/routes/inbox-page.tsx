import { Select, SegmentedControl } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MessageList } from '../../features/inbox/message-list';
import { type Me, useMe } from '../../features/session/get-me';
import { said, useLanguage } from '../../lib/i18n';
import type { Language } from '../../lib/language';
import { PageHeader } from '../../ui/page-header';
import { EmptyState } from '../../ui/states';
import { Toolbar } from '../../ui/toolbar';

const route = getRouteApi('/inside/hop-thu');

export function InboxPage() {
  const { t } = useTranslation('inbox');
  const [language] = useLanguage();
  const units = unitsOf(useMe(), language);
  const { unit = units[0]?.value, unread = false } = route.useSearch();
  const navigate = route.useNavigate();
  const isUnread = unread;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      {unit === undefined ? (
        <EmptyState icon={IconMailOff} title={t('noUnit')}>
          {t('noUnitMore')}
        </EmptyState>
      ) : (
        <>
          <Toolbar>
            <SegmentedControl
              aria-label={t('which')}
              data={[
                { value: 'all', label: t('all') },
                { value: 'unread', label: t('unread') },
              ]}
              value={isUnread ? 'unread' : 'all'}
              onChange={(which) => void navigate({ search: { unit, unread: which === 'unread' }, replace: true })}
            />
            {units.length > 1 && (
              <Select
                aria-label={t('unit')}
                data={units}
                value={unit}
                allowDeselect={false}
                w={280}
                maw="100%"
                onChange={(chosen) => chosen && void navigate({ search: { unit: chosen, unread }, replace: true })}
              />
            )}
          </Toolbar>
          <MessageList unit={unit} isUnread={isUnread} />
        </>
      )}
    </>
  );
}

/** The units whose messages one reads: those that one has a post in, each once. */
function unitsOf({ posts }: Me, language: Language): readonly { readonly value: string; readonly label: string }[] {
  const named = posts
    .filter(({ unit }) => unit !== '*')
    .map(({ unit, unitName }) => [unit, unitName ? said(unitName, language) : unit] as const);
  return [...new Map(named)].map(([value, label]) => ({ value, label }));
}
