import { useTranslation } from 'react-i18next';
import { dateText, isDay, numberText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import type { Round } from './get-round';
import styles from './rounds.module.css';

type Props = {
  readonly round: Round;
  /** As its letters brought them. */
  readonly facts: Readonly<Record<string, unknown>>;
};

const shown = ['number', 'dated', 'cut-off', 'due'] as const;

/** How many have sent, and by which letter they were asked. */
export function RoundSummary({ round: { tasks, handedIn }, facts }: Props) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const rows = shown.flatMap((name): [string, string][] => {
    const value = facts[name];
    return typeof value === 'string' ? [[t(`facts.${name}`), dayOr(value)]] : [];
  });
  return (
    <section className={styles['head']} aria-label={t('summary')}>
      <div>
        <p className={styles['sent']} role="status">
          <strong className="numbers">{numberText(handedIn, language)}</strong> {t('sentOf', { count: tasks })}
        </p>
        <div className={styles['bar']} aria-hidden>
          <span style={{ width: `${tasks === 0 ? 0 : (handedIn / tasks) * 100}%` }} />
        </div>
      </div>
      <dl className={styles['facts']}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="numbers">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const dayOr = (text: string): string => (isDay(text) ? dateText(text) : text);
