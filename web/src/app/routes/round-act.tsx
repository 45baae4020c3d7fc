import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileAnswer } from '../../features/forms/file-answer';
import { type TypedForm, TypedFormEditor } from '../../features/forms/typed-form';
import { ExtendDialog, type Wished } from '../../features/rounds/extend-dialog';
import type { Act, RoundRow } from '../../features/rounds/get-round';
import { RemindDialog } from '../../features/rounds/many-dialogs';
import { RecordDialog } from '../../features/rounds/record-dialog';
import { isExtension, isReminder } from '../../features/rounds/shelves';
import { useMe } from '../../features/session/get-me';
import { wordsOf } from '../../features/work/entry-words';
import { EventDialog } from '../../features/work/event-dialog';
import type { pointsGiven } from '../../features/work/given-fields';
import { latestQuery } from '../../features/work/get-instance';
import { useNow } from '../../lib/clock';
import { dayOf } from '../../lib/format';

type Props = {
  readonly round: number;
  readonly row: RoundRow;
  readonly act: Act;
  /** What its fields begin with. */
  readonly given?: ReturnType<typeof pointsGiven> | undefined;
  readonly done: () => void;
  readonly close: () => void;
};

const scanField = { type: 'file', id: 'scan', maxFiles: 5, kinds: ['pdf', 'docx', 'png', 'jpg'] } as const;

/** What is asked before something is done with a unit's work, in place: each act has what it needs. */
export function ActOnRow({ round, row, act, given, done, close }: Props) {
  const now = useNow();
  if (isReminder(act)) return <RemindDialog round={round} rows={[row]} done={done} close={close} />;
  if (now !== undefined && isExtension(act)) return <Extend row={row} act={act} now={now} done={done} close={close} />;
  if (now !== undefined && act.onBehalf && act.fields.length === 0)
    return <Recorded row={row} act={act} now={now} done={done} close={close} />;
  const { id, plan, unit, label } = row;
  return (
    <EventDialog
      instance={{ id, plan, label: unit.name ?? label }}
      etag={undefined}
      seq={row.seq}
      event={act}
      given={given}
      close={close}
      done={async () => {
        done();
        close();
        await Promise.resolve();
      }}
    />
  );
}

type NowProps = Omit<Props, 'round' | 'given'> & { readonly now: string };

/** With what the unit has asked for, where it waits for the answer. */
function Extend({ row, act, now, done, close }: NowProps) {
  const asks = row.marks.some(({ name }) => name === 'extension-asked');
  const { data: asked } = useQuery({ ...latestQuery(row.id, 'extension.ask'), enabled: asks });
  const fields = (asked?.fields ?? {}) as Readonly<Record<string, unknown>>;
  const day = Object.values(fields).find((value): value is string => typeof value === 'string');
  const wished: Wished | undefined = asked ? { day, words: wordsOf(asked.body) } : undefined;
  if (asks && asked === undefined) return null;
  return <ExtendDialog row={row} act={act} today={dayOf(now)} wished={wished} done={done} close={close} />;
}

/** What a unit sent by another way: typed into its form as well, where somebody wants to. */
function Recorded({ row, act, now, done, close }: NowProps) {
  const { t } = useTranslation('rounds');
  const me = useMe();
  const [isOpen, setIsOpen] = useState(false);
  const form = useRef<TypedForm>(null);
  return (
    <RecordDialog
      row={row}
      act={act}
      now={now}
      scans={(ids, change) => (
        <FileAnswer
          field={{ ...scanField, label: { vi: t('recorded.scan'), en: t('recorded.scan') } }}
          path="scan"
          instance={row.id}
          label={t('recorded.scan')}
          value={ids}
          error={undefined}
          isNeeded={false}
          isLocked={false}
          change={(given) => change(Array.isArray(given) ? given.filter((one) => typeof one === 'number') : [])}
        />
      )}
      typed={
        act.form === null
          ? undefined
          : {
              isOpen,
              field: (
                <>
                  <Switch
                    label={t('recorded.type')}
                    description={t('recorded.typeHint')}
                    checked={isOpen}
                    onChange={(event) => setIsOpen(event.currentTarget.checked)}
                  />
                  {isOpen && <TypedFormEditor who={me.name} of={{ id: row.id, form: act.form }} ref={form} />}
                </>
              ),
              handIn: async () => (isOpen ? ((await form.current?.handIn()) ?? 'incomplete') : {}),
            }
      }
      done={() => {
        form.current?.forget();
        done();
      }}
      close={close}
    />
  );
}
