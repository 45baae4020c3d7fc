import { ActionIcon, Button } from '@mantine/core';
import { IconArrowAutofitWidth, IconMinus, IconPlus } from '@tabler/icons-react';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { percentText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import styles from './chart-frame.module.css';

type Props = {
  readonly width: number;
  readonly height: number;
  /** What is to be seen first. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly children: ReactNode;
};
const [SMALLEST, LARGEST, STEP] = [0.2, 2, 1.25];
/** Below this, letters are too small to be read: it is rather shown in part. */
const LEGIBLE = 0.75;
const PADDING = 40;

const fitting = (frame: HTMLElement | null, width: number): number =>
  inside(Math.min(1, ((frame?.clientWidth ?? width) - PADDING) / width));
const inside = (scale: number): number => Math.min(LARGEST, Math.max(SMALLEST, scale));

/** A large drawing in a frame: made larger and smaller by buttons, keys and the wheel, moved by hand or by the arrow keys. */
export function ChartFrame({ width, height, at, children }: Props) {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const frame = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState<number>();
  const held = useRef<{ x: number; y: number; left: number; top: number }>(undefined);
  const fit = (): number => fitting(frame.current, width);
  const shown = scale ?? LEGIBLE;

  useLayoutEffect(() => {
    // Once for a drawing: what somebody has chosen stays.
    setScale(Math.max(fitting(frame.current, width), LEGIBLE));
  }, [width, height]);
  // What stays in the middle while the size changes.
  const middle = useRef(at);
  useLayoutEffect(() => {
    const box = frame.current;
    const { x = 0, y = 0 } = middle.current ?? {};
    box?.scrollTo(x * shown - box.clientWidth / 2, Math.max(0, y * shown - box.clientHeight / 3));
  }, [shown]);
  const zoom = (next: number): void => {
    const box = frame.current;
    if (box)
      middle.current = {
        x: (box.scrollLeft + box.clientWidth / 2) / shown,
        y: (box.scrollTop + box.clientHeight / 3) / shown,
      };
    setScale(inside(next));
  };
  useEffect(() => {
    const box = frame.current;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(shown * (event.deltaY < 0 ? STEP : 1 / STEP));
    };
    box?.addEventListener('wheel', onWheel, { passive: false });
    return () => box?.removeEventListener('wheel', onWheel);
  });
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === '+' || event.key === '=') zoom(shown * STEP);
    else if (event.key === '-') zoom(shown / STEP);
    else if (event.key === '0') zoom(fit());
    else return;
    event.preventDefault();
  };
  const take = ({ button, pointerType, clientX, clientY, pointerId, currentTarget }: PointerEvent<HTMLDivElement>) => {
    // A finger scrolls by itself.
    if (button !== 0 || pointerType !== 'mouse') return;
    held.current = { x: clientX, y: clientY, left: currentTarget.scrollLeft, top: currentTarget.scrollTop };
    currentTarget.setPointerCapture(pointerId);
  };
  const move = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLDivElement>): void => {
    const from = held.current;
    if (from) currentTarget.scrollTo(from.left + from.x - clientX, from.top + from.y - clientY);
  };
  const letGo = (): void => {
    held.current = undefined;
  };
  return (
    <div className={styles['whole']}>
      <div className={`${styles['tools']} not-printed`} role="group" aria-label={t('zoom')}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('smaller')}
          disabled={shown <= SMALLEST}
          onClick={() => zoom(shown / STEP)}
        >
          <IconMinus size={18} aria-hidden />
        </ActionIcon>
        <output className={`${styles['percent']} numbers`}>
          {percentText(Math.round(shown * 100) / 100, language)}
        </output>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('larger')}
          disabled={shown >= LARGEST}
          onClick={() => zoom(shown * STEP)}
        >
          <IconPlus size={18} aria-hidden />
        </ActionIcon>
        <Button
          variant="default"
          leftSection={<IconArrowAutofitWidth size={18} aria-hidden />}
          onClick={() => zoom(fit())}
        >
          {t('fit')}
        </Button>
        <span className={styles['keys']}>{t('keys')}</span>
      </div>
      <div
        ref={frame}
        className={styles['frame']}
        tabIndex={0}
        role="region"
        aria-label={t('drawing')}
        onKeyDown={onKey}
        onPointerDown={take}
        onPointerMove={move}
        onPointerUp={letGo}
        onPointerCancel={letGo}
      >
        <div style={{ width: width * shown, height: height * shown, marginInline: 'auto' }}>{children}</div>
      </div>
    </div>
  );
}
