import { ActionIcon, Drawer } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/i18n';
import { usePageBehind } from '../../ui/use-page-behind';
import type { RoundRow } from './get-round';
import styles from './review.module.css';
import { nameOf, Stage } from './round-table';

type Props = {
  /** As they stand in the table now: the next is the one below. */
  readonly rows: readonly RoundRow[];
  readonly row: RoundRow;
  readonly go: (row: RoundRow) => void;
  readonly close: () => void;
  readonly document: ReactNode;
  readonly side: ReactNode;
  /** Where it stands, where that is said in another way than a round has it. */
  readonly stage?: ReactNode;
  /** A dialog stands above it, and has the keys. */
  readonly isCovered: boolean;
};

/** A unit's submission beside the table: the document on the left, what there is to check and do on the right. */
export function ReviewPanel({ rows, row, go, close, document, side, stage, isCovered }: Props) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  usePageBehind();
  const at = rows.findIndex(({ id }) => id === row.id);
  const before = at > 0 ? rows[at - 1] : undefined;
  const after = at >= 0 ? rows[at + 1] : undefined;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
      const next = event.key === 'ArrowDown' ? after : before;
      event.preventDefault();
      if (next) go(next);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  });
  return (
    <Drawer.Root opened onClose={close} position="right" size="min(1240px, 100vw)" closeOnEscape={!isCovered}>
      <Drawer.Overlay backgroundOpacity={0.4} />
      <Drawer.Content className={styles['content'] ?? ''}>
        <div className={styles['head']}>
          <div className={styles['who']}>
            <Drawer.Title className={styles['title'] ?? ''}>{nameOf(row, language)}</Drawer.Title>
            {stage ?? <Stage row={row} />}
          </div>
          <div className={styles['steps']}>
            {at >= 0 && (
              <span className="numbers" aria-hidden>
                {at + 1}/{rows.length}
              </span>
            )}
            <Step way="before" to={before} go={go} />
            <Step way="after" to={after} go={go} />
            <Drawer.CloseButton aria-label={t('close', { ns: 'common' })} size={32} />
          </div>
        </div>
        <div className={styles['split']}>
          <div className={styles['document']} tabIndex={0} role="region" aria-label={t('document')}>
            {document}
          </div>
          <div className={styles['side']} tabIndex={0} role="region" aria-label={t('check')}>
            {side}
          </div>
        </div>
      </Drawer.Content>
    </Drawer.Root>
  );
}

const marks = { before: [IconChevronUp, 'ArrowUp'], after: [IconChevronDown, 'ArrowDown'] } as const;
type StepProps = {
  readonly way: keyof typeof marks;
  readonly to: RoundRow | undefined;
  readonly go: (row: RoundRow) => void;
};

function Step({ way, to, go }: StepProps) {
  const { t } = useTranslation('rounds');
  const [Mark, key] = marks[way];
  return (
    <ActionIcon
      variant="default"
      size={32}
      aria-label={t(way)}
      aria-keyshortcuts={`Alt+${key}`}
      title={t(`${way}Keys`)}
      disabled={!to}
      onClick={() => to && go(to)}
    >
      <Mark size={18} aria-hidden />
    </ActionIcon>
  );
}
