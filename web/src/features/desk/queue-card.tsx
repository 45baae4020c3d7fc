import { IconBell, IconPhone, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths';
import { dateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { TermText } from '../../ui/term-text';
import { TimelinessTag } from '../../ui/timeliness-tag';
import styles from './desk.module.css';
import type { QueueItem } from './get-queue';

type Props = { readonly item: QueueItem; readonly viewer: Viewer; readonly act: ReactNode };
/** Nobody has to ring themselves up, or the next room. */
export type Viewer = { readonly name: string; readonly posts: readonly { readonly unit: string }[] };

/** One thing to see to: what and whose, by when, with whom it is, whom to call, and what was last said of it. */
export function QueueCard({ item, viewer, act }: Props) {
  const [language] = useLanguage();
  const { id, kind, label, period, unit, stageLabel, term, due, timeliness } = item;
  const isTask = kind === 'task';
  const unitName = unit.name ? said(unit.name, language) : unit.code;
  const what = inPeriod(said(label, language), period);
  return (
    <article className={styles['card']} aria-label={isTask ? `${unitName}: ${what}` : what}>
      <div className={styles['head']}>
        <Link to={paths.task} params={{ id: String(id) }} className={styles['link'] ?? ''}>
          {isTask ? unitName : what}
        </Link>
        <span className={styles['soft']}>
          {isTask ? what : unitName} · {said(stageLabel, language)}
        </span>
      </div>
      {term || due === null ? (
        <TermText term={term} at={due} tag={timeliness.tag} isShort />
      ) : (
        <span>
          <TimelinessTag tag={timeliness.tag} label={said(timeliness.label, language)} level={timeliness.level} />
        </span>
      )}
      <Whom item={item} viewer={viewer} />
      {act !== undefined && act !== null && <div className={`${styles['act']} not-printed`}>{act}</div>}
    </article>
  );
}

/** Whom to call, where the house may say; else whose turn it is. And the last message that went out of it. */
function Whom({ item: { contacts, turn, lastReminder, unit, timeliness }, viewer }: Omit<Props, 'act'>) {
  const { t } = useTranslation('desk');
  const [language] = useLanguage();
  const isMine = turn?.some(({ people: holders }) => holders.some(({ id }) => id === viewer.name)) ?? false;
  const others = contacts.filter((one) => viewer.posts.every((post) => post.unit !== one.unit));
  // Of whom nothing is overdue nobody misses the number.
  const isToCall = ['overdue', 'missing'].includes(timeliness.tag);
  const people = [...new Map(others.map((one) => [one.id, one])).values()].slice(0, FEW);
  return (
    <ul className={styles['whom']}>
      {people.map(({ id, name, phone }) => (
        <li key={id}>
          {phone === null && !isToCall ? (
            <IconUser size={15} stroke={1.7} aria-hidden />
          ) : (
            <IconPhone size={15} stroke={1.7} aria-hidden />
          )}
          <span>
            {name}
            {phone === null ? (
              isToCall && <span className={styles['soft']}> · {t('noPhone')}</span>
            ) : (
              <>
                {' · '}
                <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>
              </>
            )}
          </span>
        </li>
      ))}
      {isMine && (
        <li className={styles['mine']}>
          <IconUser size={15} stroke={1.7} aria-hidden />
          <span>{t('yours')}</span>
        </li>
      )}
      {!isMine &&
        people.length === 0 &&
        turn?.slice(0, FEW).map((post) => (
          <li key={`${post.unit.code} ${post.seat}`}>
            <IconUser size={15} stroke={1.7} aria-hidden />
            <span>
              {post.people.map(({ name }) => name).join(', ') || said(post.label, language)}
              {post.unit.code !== unit.code && (
                <span className={styles['soft']}>
                  {' · '}
                  {(language === 'vi' ? post.unit.short : null) ??
                    (post.unit.name ? said(post.unit.name, language) : post.unit.code)}
                </span>
              )}
            </span>
          </li>
        ))}
      {lastReminder && (
        <li className={styles['soft']}>
          <IconBell size={15} stroke={1.7} aria-hidden />
          <span>
            {t('lastReminder', { day: dateText(lastReminder.at), to: said(lastReminder.to, language) })}
            {lastReminder.level > 0 && ` · ${t('level', { level: lastReminder.level })}`}
          </span>
        </li>
      )}
    </ul>
  );
}
/** More people than that share a post nowhere that one would ring them all up. */
const FEW = 2;
