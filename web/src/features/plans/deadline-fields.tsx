import { Group, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from './date-field';
import type { FieldFinding, Written } from './get-plans';
import type { Path } from './obligation-data';

type Props = {
  readonly deadline: Written | undefined;
  readonly path: Path;
  readonly findings: readonly FieldFinding[];
  readonly anchors: readonly string[];
  readonly change: (deadline: Written | undefined) => void;
  readonly isReadOnly: boolean;
};
const kinds = ['before', 'by', 'within'] as const;
const rolls = ['stay', 'back', 'forward'] as const;

/** By when, and what happens where that day is off. */
export function DeadlineFields({ deadline, path, findings, anchors, change, isReadOnly }: Props) {
  const { t } = useTranslation('plans');
  const kind = kinds.find((one) => deadline !== undefined && one in deadline);
  const roll = typeof deadline?.['roll'] === 'string' ? deadline['roll'] : 'stay';
  const written = (as: string, date: unknown, rolled: string): Written => ({
    [as]: date ?? '',
    ...((rolled !== 'stay' || deadline?.['roll'] !== undefined) && { roll: rolled }),
  });
  return (
    <Stack gap="sm">
      <Group grow align="start">
        <Select
          label={t('deadline.kind')}
          data={[
            { value: 'none', label: t('deadline.kinds.none') },
            ...kinds.map((value) => ({ value, label: t(`deadline.kinds.${value}`) })),
          ]}
          value={kind ?? 'none'}
          onChange={(next) =>
            change(next === 'none' || !next ? undefined : written(next, kind && deadline?.[kind], roll))
          }
          allowDeselect={false}
          readOnly={isReadOnly}
        />
        {kind && (
          <Select
            label={t('deadline.roll')}
            data={rolls.map((value) => ({ value, label: t(`deadline.rolls.${value}`) }))}
            value={roll}
            onChange={(next) => next && change({ ...deadline, roll: next })}
            allowDeselect={false}
            readOnly={isReadOnly}
          />
        )}
      </Group>
      {kind && (
        <DateField
          label={t('deadline.day')}
          value={deadline?.[kind]}
          path={path}
          findings={findings}
          anchors={anchors}
          change={(value) => change(written(kind, value, roll))}
          isNeeded
          isReadOnly={isReadOnly}
        />
      )}
    </Stack>
  );
}
