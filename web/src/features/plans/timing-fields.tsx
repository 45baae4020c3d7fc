import { ActionIcon, Button, Fieldset, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../ui/number-field';
import { FieldNotes } from './field-note';
import type { FieldFinding, Vocabulary, Written } from './get-plans';
import { ladderWords } from './ladder-words';
import { objectAt, type Path, saidOf } from './obligation-data';

type Props = {
  readonly timing: unknown;
  readonly path: Path;
  readonly words: Vocabulary;
  readonly findings: readonly FieldFinding[];
  readonly change: (timing: unknown) => void;
  readonly isReadOnly: boolean;
};
const OWN = '·';

/** Reminders and escalations: a ladder of the plan's, or one of its own. */
export function TimingFields({ timing, path, words, findings, change, isReadOnly }: Props) {
  const { t } = useTranslation('plans');
  const named = typeof timing === 'string' ? timing : timing === undefined ? '' : OWN;
  const own = objectAt(typeof timing === 'string' ? words.timings.find(({ name }) => name === timing)?.timing : timing);
  return (
    <Stack gap="sm">
      <Select
        label={t('timing.ladder')}
        description={t('timing.ladderHint')}
        data={[
          { value: '', label: t('timing.none') },
          ...words.timings.map(({ name, timing: rungs }) => ({ value: name, label: ladderWords(name, rungs, t) })),
          { value: OWN, label: t('timing.own') },
        ]}
        value={named}
        onChange={(next) => change(next === OWN ? own : next || undefined)}
        allowDeselect={false}
        readOnly={isReadOnly}
      />
      {timing !== undefined && (
        <>
          <Rungs
            kind="reminders"
            own={own}
            words={words}
            path={path}
            findings={findings}
            change={change}
            isReadOnly={isReadOnly || named !== OWN}
          />
          <Rungs
            kind="escalation"
            own={own}
            words={words}
            path={path}
            findings={findings}
            change={change}
            isReadOnly={isReadOnly || named !== OWN}
          />
        </>
      )}
      <FieldNotes of={saidOf(findings, path).filter((one) => one.path.length === path.length)} />
    </Stack>
  );
}

type RungsProps = Omit<Props, 'timing'> & { readonly kind: 'reminders' | 'escalation'; readonly own: Written };
function Rungs({ kind, own, words, path, findings, change, isReadOnly }: RungsProps) {
  const { t } = useTranslation('plans');
  const rungs = (Array.isArray(own[kind]) ? own[kind] : []).map(objectAt);
  const put = (next: readonly Written[]): void => change({ ...own, [kind]: next });
  const setAt = (n: number, more: Written): void =>
    put(rungs.map((rung, at) => (at === n ? withoutGaps({ ...rung, ...more }) : rung)));
  const begun: Written =
    kind === 'reminders'
      ? { key: `d-${rungs.length + 1}`, workingDays: -1, to: ['unit.officer'] }
      : { level: rungs.length + 1, workingDays: 1, to: ['unit.head'] };
  return (
    <Fieldset legend={t(`timing.${kind}`)}>
      <Stack gap="sm">
        {rungs.map((rung, n) => (
          <div key={n}>
            <Group align="end" gap="xs" wrap="wrap">
              {kind === 'reminders' ? (
                <TextInput
                  label={t('timing.key')}
                  value={textOf(rung['key'])}
                  onChange={(event) => setAt(n, { key: event.currentTarget.value })}
                  readOnly={isReadOnly}
                  w={92}
                />
              ) : (
                <NumberField
                  label={t('timing.level')}
                  value={numberOf(rung['level'])}
                  onChange={(next) => setAt(n, { level: next ?? '' })}
                  readOnly={isReadOnly}
                  w={72}
                />
              )}
              <NumberField
                label={t('offset.workingDays')}
                value={numberOf(rung['workingDays'])}
                onChange={(next) => setAt(n, { workingDays: next ?? '' })}
                readOnly={isReadOnly}
                w={112}
              />
              <TextInput
                label={t('timing.at')}
                placeholder="08:00"
                value={textOf(rung['at'])}
                onChange={(event) => setAt(n, { at: event.currentTarget.value })}
                readOnly={isReadOnly}
                w={84}
              />
              <MultiSelect
                label={t('timing.to')}
                data={words.roles.map((value) => ({
                  value,
                  label: t(`roles.${value.replace('.', '-')}`, { defaultValue: value }),
                }))}
                value={Array.isArray(rung['to']) ? rung['to'].map(String) : []}
                onChange={(next) => setAt(n, { to: next })}
                readOnly={isReadOnly}
                style={{ flex: '1 1 220px' }}
              />
              {!isReadOnly && (
                <ActionIcon
                  variant="subtle"
                  color="red.9"
                  size="lg"
                  aria-label={t('timing.remove', { n: n + 1 })}
                  onClick={() => put(rungs.filter((_, at) => at !== n))}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              )}
            </Group>
            <FieldNotes of={saidOf(findings, [...path, kind, String(n)])} />
          </div>
        ))}
        {!isReadOnly && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => put([...rungs, begun])}
            style={{ justifySelf: 'start', alignSelf: 'start' }}
          >
            {t(`timing.add-${kind}`)}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const withoutGaps = (rung: Written): Written =>
  Object.fromEntries(Object.entries(rung).filter(([, value]) => value !== ''));
