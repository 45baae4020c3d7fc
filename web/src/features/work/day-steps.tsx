import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dateText, dayOf } from '../../lib/format';
import { ProblemNote } from '../../ui/problem-note';
import { workingDay } from './get-working-day';
import styles from './work.module.css';

type Props = {
  readonly plan: string;
  /** From when on it is counted: the deadline as it stands. */
  readonly due: string;
  readonly choose: (day: string) => void;
};

const STEPS = [3, 5, 10] as const;

/** A later day by so many working days: the calendar counts, nobody on their fingers. */
export function DaySteps({ plan, due, choose }: Props) {
  const { t } = useTranslation('work');
  const counting = useMutation({
    mutationFn: (workingDays: number) => workingDay({ plan, from: dayOf(due), workingDays }),
    onSuccess: choose,
  });
  return (
    <div className={styles['steps']} role="group" aria-label={t('stepsFrom', { day: dateText(due) })}>
      <span className={styles['why']}>{t('stepsFrom', { day: dateText(due) })}</span>
      {STEPS.map((n) => (
        <Button
          key={n}
          size="compact-sm"
          variant="default"
          loading={counting.isPending && counting.variables === n}
          onClick={() => counting.mutate(n)}
        >
          {t('step', { count: n })}
        </Button>
      ))}
      <ProblemNote error={counting.error} />
    </div>
  );
}
