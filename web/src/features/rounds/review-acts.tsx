import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { ProblemNote } from '../../ui/problem-note';
import { toastDone } from '../../ui/toast';
import type { Act, RoundRow } from './get-round';
import styles from './review.module.css';
import { nameOf } from './round-table';
import { sendAct } from './send-act';
import { isReturn, receiptOf } from './shelves';

type Props = {
  readonly row: RoundRow;
  /** It was taken in: on to the next. */
  readonly received: () => void;
  readonly act: (act: Act) => void;
};

/** What is decided about a submission: it is taken in with one press, or goes back; all else in the menu. */
export function ReviewActs({ row, received, act }: Props) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const receipt = receiptOf(row);
  const returns = row.acts.find(isReturn);
  const others = row.acts.filter((one) => one !== receipt && one !== returns && (one.form === null || one.onBehalf));
  const sending = useMutation({
    mutationFn: sendAct,
    onSuccess: (_, { act: { event } }) => {
      const done = row.acts.find((one) => one.event === event);
      if (done) toastDone(t('doneOne', { act: said(done.label, language), unit: nameOf(row, language) }));
      received();
    },
  });
  if (row.acts.length === 0) return null;
  return (
    <div>
      <div className={styles['buttons']}>
        {receipt && (
          <Button loading={sending.isPending} onClick={() => sending.mutate({ row, act: receipt })}>
            {said(receipt.label, language)}
          </Button>
        )}
        {returns && (
          <Button variant="outline" color="red.9" onClick={() => act(returns)} disabled={sending.isPending}>
            {said(returns.label, language)}
          </Button>
        )}
        {others.length > 0 && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
                {t('others')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((one) => (
                <Menu.Item key={one.event} onClick={() => act(one)}>
                  {said(one.label, language)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <ProblemNote error={sending.error} />
    </div>
  );
}
