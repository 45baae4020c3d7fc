import { Fieldset, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { DutyFields, type DutyProps } from './duty-fields';
import { FieldNotes } from './field-note';
import { objectAt, saidElsewhere, textAt, valueAt } from './obligation-data';
import { ScheduleFields } from './schedule-fields';
import { TaskFields } from './task-fields';

const shown = [
  'label',
  'clause',
  'class',
  'lifecycle',
  'parameters',
  'forms',
  'owner',
  'schedule',
  'deadline',
  'timing',
  'tasks',
];

/** An obligation as a form. What it has no field for stays as the plan has it. */
export function ObligationForm(props: Omit<DutyProps, 'at'>) {
  const { written, words, findings, put, isReadOnly } = props;
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  return (
    <Stack gap="lg">
      <FieldNotes
        of={saidElsewhere(
          findings,
          shown.map((name) => [name]),
        )}
      />
      <DutyFields
        {...props}
        at={[]}
        middle={
          <>
            <Select
              label={t('field.owner')}
              description={t('field.ownerHint')}
              data={words.units.map(({ name, label }) => ({ value: name, label: said(label, language) }))}
              value={textAt(written, ['owner']) || null}
              onChange={(next) => put(['owner'], next ?? undefined)}
              clearable
              searchable
              readOnly={isReadOnly}
            />
            <Fieldset legend={t('schedule.title')}>
              <ScheduleFields
                schedule={objectAt(valueAt(written, ['schedule']))}
                findings={findings}
                change={(schedule) => put(['schedule'], schedule)}
                isReadOnly={isReadOnly}
              />
            </Fieldset>
          </>
        }
      />
      <Fieldset legend={t('task.title')}>
        <TaskFields {...props} at={[]} />
      </Fieldset>
    </Stack>
  );
}
