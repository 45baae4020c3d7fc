import { Button } from '@mantine/core';
import { IconListNumbers, IconPrinter, IconTable } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DocumentsField } from '../../features/steps/documents-field';
import type { Kept } from '../../features/steps/get-steps';
import { StepsPanel } from '../../features/steps/steps-panel';
import { EventDialog } from '../../features/work/event-dialog';
import type { FormWay } from '../../features/work/form-way';
import type { Instance, PossibleEvent } from '../../features/work/get-instance';
import { isMine, type Viewer } from '../../features/work/whose';
import { numberText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { paths } from '../paths';

type Props = {
  readonly instance: Instance;
  readonly etag: string | undefined;
  readonly viewer: Viewer;
  /** What comes with a form leads to that form. */
  readonly formOf: (event: PossibleEvent) => FormWay;
};

/** The steps of an occurrence, with the button of the next one, and a place for its documents. */
export function InstanceSteps({ instance, etag, viewer, formOf }: Props) {
  const [language] = useLanguage();
  const [chosen, setChosen] = useState<PossibleEvent>();
  const [files, setFiles] = useState<readonly Kept[]>([]);
  const close = (): void => {
    setChosen(undefined);
    setFiles([]);
  };
  return (
    <>
      <StepsPanel
        id={instance.id}
        mayAdd={viewer.posts.some(({ unit }) => unit === instance.unit.code)}
        awaited={<UnitsDone instance={instance} />}
        act={({ event }) => {
          const possible = instance.possible.find((one) => one.event === event);
          if (!possible || !isMine(viewer, instance.plan, possible)) return null;
          const way = formOf(possible);
          return (
            <Button
              size="sm"
              loading={way === 'asked'}
              disabled={way === 'unknown'}
              onClick={typeof way === 'function' ? way : () => setChosen(possible)}
            >
              {said(possible.label, language)}
            </Button>
          );
        }}
      />
      {chosen && (
        <EventDialog
          instance={instance}
          etag={etag}
          event={chosen}
          documents={{
            field: <DocumentsField instance={instance.id} files={files} change={setFiles} />,
            ids: files.map(({ id }) => id),
          }}
          close={close}
        />
      )}
    </>
  );
}

/** Of the units that a step waits for, how many have come so far: by the stages of their work. */
function UnitsDone({ instance: { children } }: Pick<Props, 'instance'>) {
  const [language] = useLanguage();
  return children.map(({ group, label, expected, stages, stageLabels }) => (
    <div key={group}>
      {said(label, language)} ({numberText(expected, language)}):{' '}
      {Object.entries(stages)
        .map(([stage, count]) => {
          const named = stageLabels[stage];
          return `${named ? said(named, language) : stage} ${numberText(count, language)}`;
        })
        .join(' · ')}
    </div>
  ));
}

/** What one may do with the page of an occurrence: its table of units, and paper. */
export function OccurrenceActions({ instance: { id, children } }: Pick<Props, 'instance'>) {
  const { t } = useTranslation('steps');
  return (
    <>
      {children.length > 0 && (
        <Button
          variant="default"
          leftSection={<IconTable size={16} aria-hidden />}
          renderRoot={(props) => <Link to={paths.round} params={{ id: String(id) }} {...props} />}
        >
          {t('table')}
        </Button>
      )}
      {children.some(({ scored }) => scored) && (
        <Button
          variant="default"
          leftSection={<IconListNumbers size={16} aria-hidden />}
          renderRoot={(props) => <Link to={paths.roundScores} params={{ id: String(id) }} {...props} />}
        >
          {t('scores')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
        {t('print')}
      </Button>
    </>
  );
}
