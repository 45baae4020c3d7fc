import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Note } from './problem-note';

type Props = {
  /** What is saved now takes the place of what somebody has saved. */
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
};

/** Somebody has saved the same while it was being typed: nothing is lost before one has chosen. */
export function MeanwhileNote({ keepMine, takeTheirs }: Props) {
  const { t } = useTranslation();
  return (
    <Note>
      {t('meanwhile.said')}
      <Group gap="sm" mt="xs">
        <Button size="xs" onClick={keepMine}>
          {t('meanwhile.keepMine')}
        </Button>
        <Button size="xs" variant="default" onClick={takeTheirs}>
          {t('meanwhile.takeTheirs')}
        </Button>
      </Group>
    </Note>
  );
}
