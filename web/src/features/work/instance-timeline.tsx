import {
  IconArrowsExchange,
  IconBell,
  IconClockHour4,
  IconFlag,
  IconMessage2,
  IconSettings,
  type Icon,
} from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import type { Language } from '../../lib/language';
import { inPeriod } from '../../lib/period';
import { MoreButton } from '../../ui/more-button';
import { ErrorState, LoadingState } from '../../ui/states';
import { Timeline, TimelineItem } from '../../ui/timeline-item';
import { EntryPapers } from './entry-papers';
import { papersOf, shownFields, wordsOf } from './entry-words';
import { type Entry, timelineQuery } from './get-instance';
import styles from './work.module.css';

/** What happened, the newest first: what people did is large, what came by itself small, and says by which rule. */
export function InstanceTimeline({ id }: { readonly id: number }) {
  const { t } = useTranslation('work');
  const asked = useInfiniteQuery(timelineQuery(id));
  if (asked.error && !asked.data) return <ErrorState error={asked.error} retry={asked.refetch} />;
  if (!asked.data) return <LoadingState rows={4} />;
  return (
    <>
      <Timeline label={t('timeline')}>
        {asked.data.pages
          .flatMap(({ items }) => items)
          .map((entry) => (
            <Happened key={entry.seq} entry={entry} />
          ))}
      </Timeline>
      <MoreButton of={asked}>{t('earlier')}</MoreButton>
    </>
  );
}

/** A task is known by whose it is, other work by what it is called and its period. */
function workName({ kind, label, period, unit }: NonNullable<Entry['actor']['work']>, language: Language): string {
  if (kind === 'task') return unit.name ? said(unit.name, language) : unit.code;
  return kind === 'series' ? said(label, language) : inPeriod(said(label, language), period);
}

function iconOf({ kind, actor }: Entry): Icon {
  if (kind === 'opened') return IconFlag;
  if (kind === 'timer') return IconClockHour4;
  if (actor.kind === 'instance') return IconArrowsExchange;
  return actor.kind === 'system' ? IconSettings : IconMessage2;
}

function Happened({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const { actor, label, effectiveAt, at, kind } = entry;
  const isPerson = actor.kind === 'person';
  const words = wordsOf(entry.body);
  const fields = shownFields(entry, { language, yes: t('yes'), no: t('no') });
  const hasPapers = Object.values(papersOf(entry.body)).some((list) => list.length > 0);
  const who = isPerson ? (actor.name ?? actor.id) : undefined;
  const by = isPerson
    ? actor.onBehalfOf
      ? t('onBehalf', { who, holder: actor.onBehalfOf.name ?? actor.onBehalfOf.id })
      : who
    : kind === 'timer'
      ? t('byRule')
      : actor.kind === 'instance'
        ? t('byWork', { key: actor.work ? workName(actor.work, language) : t('otherWork') })
        : actor.label
          ? said(actor.label, language)
          : undefined;
  return (
    <TimelineItem
      icon={kind === 'timer' && entry.event.startsWith('r-') ? IconBell : iconOf(entry)}
      tone={isPerson ? 'info' : 'calm'}
      at={at}
      title={said(label, language)}
      by={by}
      isSmall={!isPerson}
    >
      {words !== undefined || fields.length > 0 || effectiveAt !== null || hasPapers ? (
        <>
          {words}
          <EntryPapers body={entry.body} />
          {fields.length > 0 && (
            <dl className={styles['fields']}>
              {fields.map(([name, value]) => (
                <div key={name}>
                  <dt>{t(`fields.${name}`, { defaultValue: name })}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
          {effectiveAt !== null && <p className={styles['why']}>{t('effectiveAt', { at: momentText(effectiveAt) })}</p>}
        </>
      ) : undefined}
    </TimelineItem>
  );
}
