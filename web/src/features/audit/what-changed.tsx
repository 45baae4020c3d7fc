import { useTranslation } from 'react-i18next';
import styles from './audit-trail.module.css';
import type { AuditEntry } from './get-audit';

type Facts = Readonly<Record<string, unknown>>;
const factsIn = (value: unknown): Facts => (typeof value === 'object' && value !== null ? (value as Facts) : {});
/** Long hashes are told by their beginning. */
const plain = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return /^[0-9a-f]{40,}$/.test(text) ? `${text.slice(0, 10)}…` : text;
};

/** What was there and what is there now, fact by fact; of a command first what was done, and the rest for whoever opens it. */
export function WhatChanged({ entry: { kind, before, after } }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const shown = (value: unknown): string => (typeof value === 'boolean' ? t(value ? 'yes' : 'no') : plain(value));
  const [was, is] = [factsIn(before), factsIn(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  if (names.length === 0) return <>–</>;
  const list = (
    <ul className={styles['facts']}>
      {names.map((name) => (
        <li key={name}>
          <span className={styles['fact']}>{t(`fact.${name}` as 'fact.stage', { defaultValue: name })}:</span>{' '}
          {name in was && name in is ? (
            <>
              <del>{shown(was[name])}</del> → {shown(is[name])}
            </>
          ) : name in was ? (
            <del>{shown(was[name])}</del>
          ) : (
            shown(is[name])
          )}
        </li>
      ))}
    </ul>
  );
  if (kind !== 'command') return list;
  const { type } = factsIn(is['event']);
  return (
    <details className={styles['details']}>
      <summary>
        <code>{shown(type ?? is['event'] ?? '–')}</code>
        {typeof is['stage'] === 'string' && is['stage'] !== was['stage'] && (
          <>
            {' '}
            · {shown(was['stage'] ?? '–')} → {shown(is['stage'])}
          </>
        )}
      </summary>
      {list}
    </details>
  );
}
