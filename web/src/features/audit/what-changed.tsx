import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText, isDay, momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { usePlanName } from '../../lib/plan-names';
import styles from './audit-trail.module.css';
import type { AuditEntry } from './get-audit';

type Facts = Readonly<Record<string, unknown>>;
const factsIn = (value: unknown): Facts => (typeof value === 'object' && value !== null ? (value as Facts) : {});

/** An act with what was said beside it, fact by fact. */
function flat(facts: Facts): Facts {
  const { event, ...others } = facts;
  if (typeof event !== 'object' || event === null) return facts;
  const { type, ...fields } = event as Facts;
  return { ...(type !== undefined && { event: type }), ...others, ...fields };
}

/** So many facts stand open; more are for whoever opens them. */
const OPEN = 4;

/** What was there and what is there now, fact by fact; of a command first what was done, and the rest for whoever opens it. */
export function WhatChanged({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const shown = useShown(entry);
  const { kind } = entry;
  const [was, is] = [flat(factsIn(entry.before)), flat(factsIn(entry.after))];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  if (names.length === 0) return <>–</>;
  const factName = (name: string): string =>
    t(`factOf.${kind}.${name}` as 'factOf.plan-edited.from', {
      defaultValue: t(`fact.${name}` as 'fact.stage', { defaultValue: name }),
    });
  const list = (
    <ul className={styles['facts']}>
      {names.map((name) => (
        <li key={name}>
          <span className={styles['fact']}>{factName(name)}:</span>{' '}
          {name in was && (
            <>
              <del>{shown(name, was[name])}</del>
              {name in is && ' → '}
            </>
          )}
          {name in is && shown(name, is[name])}
        </li>
      ))}
    </ul>
  );
  if (kind !== 'command')
    return names.length <= OPEN ? (
      list
    ) : (
      <details className={styles['details']}>
        <summary>{t('facts', { count: names.length })}</summary>
        {list}
      </details>
    );
  return (
    <details className={styles['details']}>
      <summary>
        {shown('event', is['event'] ?? '–')}
        {typeof is['stage'] === 'string' && is['stage'] !== was['stage'] && (
          <span className={styles['more']}>
            {was['stage'] !== undefined && <>{shown('stage', was['stage'])} → </>}
            {shown('stage', is['stage'])}
          </span>
        )}
      </summary>
      {list}
      {typeof is['event'] === 'string' && <code className={styles['more']}>{is['event']}</code>}
    </details>
  );
}

/** When something was, in milliseconds. */
const isMoment = (name: string, value: unknown): value is number =>
  typeof value === 'number' && value > 1e11 && (name === 'now' || name === 'to' || /at$/i.test(name));

/** A value as people read it: what has a name is called by it. */
function useShown({ words, people }: AuditEntry): (name: string, value: unknown) => ReactNode {
  const { t } = useTranslation('audit');
  const { t: common } = useTranslation();
  const [language] = useLanguage();
  const planName = usePlanName();
  const text = (name: string, value: string): ReactNode => {
    const label = words[value];
    if (label) return said(label, language);
    if (value === '*') return name === 'plan' ? t('everyPlan') : common('everyUnit');
    if (name === 'plan') return planName(value);
    if (name === 'seat') return common(`seats.${value}` as 'seats.officer', { defaultValue: value });
    if (name === 'outcome') return t(`outcome.${value}` as 'outcome.moved', { defaultValue: value });
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return momentText(value);
    if (isDay(value)) return dateText(value);
    // Long hashes are told by their beginning.
    if (/^[0-9a-f]{40,}$/.test(value)) return <code title={value}>{value.slice(0, 10)}…</code>;
    return people[value] ?? value;
  };
  const shown = (name: string, value: unknown): ReactNode => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (isMoment(name, value)) return momentText(new Date(value).toISOString());
    if (typeof value === 'string') return text(name, value);
    if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
      return value.length === 0 ? '–' : value.map((one, n) => [n > 0 && ', ', text(name, one)]);
    return value === null ? '–' : JSON.stringify(value);
  };
  return shown;
}
