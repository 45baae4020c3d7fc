import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly close: () => void;
  /** What the button does, in a word or two. */
  readonly verb: string;
  readonly isBusy: boolean;
  readonly isGrave?: boolean;
  /** Something is missing still. */
  readonly isOff?: boolean;
  /** There is nothing to fill in: the keys begin at the button. */
  readonly isFirst?: boolean;
};

/** How a dialog ends: with nothing done, or by its verb. */
export function DialogFoot({ close, verb, isBusy, isGrave = false, isOff = false, isFirst = false }: Props) {
  const { t } = useTranslation();
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={close} disabled={isBusy}>
        {t('cancel')}
      </Button>
      <Button
        type="submit"
        color={isGrave ? 'red.9' : undefined}
        loading={isBusy}
        disabled={isOff}
        data-autofocus={isFirst ? true : undefined}
      >
        {verb}
      </Button>
    </Group>
  );
}
