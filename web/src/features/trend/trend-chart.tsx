import { useTranslation } from 'react-i18next';
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { isOver } from '../../lib/days';
import { percentText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { EmptyState } from '../../ui/states';
import type { Point } from './get-trend';
import styles from './trend.module.css';

/** Room for the names of the first and the last. */
const ENDS = { left: 32, right: 32 };
const MARGIN = { top: 12, right: 16, bottom: 4, left: 0 };

/** The marks of the axis: always the same, so that two charts can be held against each other. */
const TICKS = [0, 25, 50, 75, 100];

/** The rates by period. What still runs has dots of its own and no line leads to it: most of it has not been due. Which line is which is said by its dashes and marks; all of it stands in the table below. */
export function TrendChart({
  points,
  today,
}: {
  readonly points: readonly Point[];
  readonly today: string | undefined;
}) {
  const { t } = useTranslation('trend');
  const [language] = useLanguage();
  const rows = points
    .filter(({ numbers }) => numbers.rate !== null)
    .map(({ period, numbers: { rate, rateOnTime } }) =>
      isOver(period, today)
        ? { period: periodText(period, 'short'), rate, rateOnTime }
        : { period: `${periodText(period, 'short')} (${t('running')})`, rateSoFar: rate, onTimeSoFar: rateOnTime },
    );
  if (rows.length === 0) return <EmptyState title={t('nothingToDraw')} />;
  return (
    <div className={styles['chart']} aria-hidden>
      <ResponsiveContainer width="100%" height={280}>
        <LineChart data={rows} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis dataKey="period" padding={ENDS} stroke="var(--ink-soft)" tickLine={false} fontSize={12} />
          <YAxis
            domain={[0, 100]}
            ticks={TICKS}
            allowDataOverflow
            width={56}
            stroke="var(--ink-soft)"
            tickLine={false}
            fontSize={12}
            tickFormatter={(value: number) => percentText(value / 100, language)}
          />
          <Legend iconType="plainline" formatter={(word: string) => <span className={styles['legend']}>{word}</span>} />
          <Line
            dataKey="rate"
            name={t('rate')}
            stroke="var(--info)"
            strokeWidth={2}
            strokeDasharray="6 4"
            dot={{ r: 4, fill: 'var(--surface)', strokeDasharray: '0' }}
            isAnimationActive={false}
          />
          <Line
            dataKey="rateOnTime"
            name={t('rateOnTime')}
            stroke="var(--good)"
            strokeWidth={2.5}
            dot={{ r: 4, fill: 'var(--good)' }}
            isAnimationActive={false}
          />
          <Line
            dataKey="rateSoFar"
            legendType="none"
            stroke="var(--info)"
            strokeWidth={2}
            dot={{ r: 6, fill: 'var(--surface)', strokeDasharray: '2 2' }}
            isAnimationActive={false}
          />
          <Line
            dataKey="onTimeSoFar"
            legendType="none"
            stroke="var(--good)"
            strokeWidth={2}
            dot={{ r: 3, fill: 'var(--good)', strokeDasharray: '0' }}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
