import { Anchor, Popover, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortDateText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { ProblemNote } from '../../ui/problem-note';
import { type Happening, happeningsQuery, type Stretch } from './get-happenings';
import styles from './sandbox-bar.module.css';
import type { Moves } from './use-moves';

type Props = { readonly moves: Moves; readonly hrefOf: (instance: number) => string };

/** What the last move has brought, the most telling of it first. */
export function JustHappened({ moves: { last, isMoving, isPlaying, error }, hrefOf }: Props) {
  const { t } = useTranslation('sandbox');
  const isWaiting = isMoving && !isPlaying;
  const isEmpty = !isWaiting && !error && !last;
  return (
    <div className={styles[isEmpty ? 'none' : 'happened']} data-tour="happened">
      <div role="status" className={styles['moving']}>
        {isWaiting && t('happened.moving')}
      </div>
      {error && <ProblemNote error={error} />}
      {last && !isWaiting && <Happened of={last} hrefOf={hrefOf} />}
    </div>
  );
}

function Happened({ of, hrefOf }: { readonly of: Stretch; readonly hrefOf: Props['hrefOf'] }) {
  const { t } = useTranslation('sandbox');
  const sentence = useSentence();
  const [isOpen, open] = useState(false);
  const { data } = useQuery(happeningsQuery(of));
  if (!data) return null;
  const [first, ...more] = data.happenings;
  if (!first) return <span className={styles['quiet']}>{t('happened.nothing')}</span>;
  return (
    <Popover opened={isOpen} onChange={open} width={360} position="bottom-start" withArrow trapFocus>
      <Popover.Target>
        <UnstyledButton className={styles['news']} onClick={() => open(!isOpen)} aria-expanded={isOpen}>
          <span>{sentence(first)}</span>
          {more.length > 0 && <span className={styles['more']}>{t('happened.more', { count: more.length })}</span>}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('happened.label')}>
        <ul className={styles['list']}>
          {data.happenings.map((one) => (
            <li key={`${one.kind} ${one.obligation} ${one.period}`}>
              <span className={styles['at']}>{shortDateText(one.at)}</span>
              <Anchor component={Link} to={hrefOf(one.instance) as '/'} size="sm" onClick={() => open(false)}>
                {sentence(one)}
              </Anchor>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Quá hạn: Báo cáo 6 tháng · Huyện ủy Tân Biên (và 2 việc khác) */
function useSentence(): (one: Happening) => string {
  const { t } = useTranslation('sandbox');
  const [language] = useLanguage();
  return ({ kind, label, unitName, n }) => {
    const what = t(`happened.kinds.${kind}`);
    const whose = `${said(label, language)} · ${said(unitName, language)}`;
    return n > 1 ? t('happened.several', { what, whose, count: n - 1 }) : t('happened.one', { what, whose });
  };
}
