import { IconBuilding, IconClock, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { type Instance, peopleQuery, type PossibleEvent, unitsQuery } from './get-instance';
import { offered, type Viewer } from './whose';
import styles from './work.module.css';

type Props = { readonly instance: Instance; readonly viewer: Viewer };

/** Who has the ball: for whom it waits, to do what, and what comes by itself. */
export function AwaitedPanel({ instance, viewer }: Props) {
  const { t } = useTranslation('work');
  if (instance.status === 'done') return null;
  return (
    <section className={styles['panel']} aria-labelledby="awaited">
      <h2 id="awaited" className={styles['heading']}>
        {t('awaited')}
      </h2>
      <AwaitedList instance={instance} viewer={viewer} />
    </section>
  );
}

/** The same beside others of its kind. */
export function AwaitedList({ instance, viewer }: Props) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const { main, awaited } = offered(instance, viewer);
  const [next] = instance.timers;
  return (
    <ul className={styles['awaited']}>
      {main && (
        <li data-mine>
          <IconUser size={17} stroke={1.7} aria-hidden />
          <span>{t('awaitsYou', { event: said(main.label, language) })}</span>
        </li>
      )}
      {awaited.map((event) => (
        <Awaited key={event.event} event={event} plan={instance.plan} />
      ))}
      {!main && awaited.length === 0 && <li data-quiet>{t('awaitsNobody')}</li>}
      {next && (
        <li data-quiet>
          <IconClock size={17} stroke={1.7} aria-hidden />
          <span>{t('nextByItself', { what: said(next.label, language), at: momentText(next.at) })}</span>
        </li>
      )}
    </ul>
  );
}

function Awaited({ event, plan }: { readonly event: PossibleEvent; readonly plan: string }) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const { data: units = [] } = useQuery(unitsQuery(plan));
  const { data: people = [] } = useQuery(peopleQuery(plan));
  const posts = event.by.map(({ label, unit, people: ids }) => {
    const known = units.find(({ code }) => code === unit);
    const names = ids.map((id) => people.find((person) => person.id === id)?.name ?? id);
    const place = known
      ? ((language === 'vi' ? known.short : null) ?? said(known.name, language))
      : unit === '*'
        ? ''
        : unit;
    return [said(label, language), place && `(${place})`, names.length > 0 && names.length <= 3 && names.join(', ')]
      .filter(Boolean)
      .join(' ');
  });
  return (
    <li>
      <IconBuilding size={17} stroke={1.7} aria-hidden />
      <span>{t('awaits', { event: said(event.label, language), who: [...new Set(posts)].join('; ') })}</span>
    </li>
  );
}
