import {
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDotFilled,
  IconCircleMinus,
  type Icon,
  IconUser,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText, isDay, momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { ErrorState, LoadingState } from '../../ui/states';
import { filesQuery, type Kept, type Paper, papersQuery, type Step, type StepEntry, stepsQuery } from './get-steps';
import { StepPapers } from './step-papers';
import styles from './steps.module.css';

type Props = {
  readonly id: number;
  /** Whether one may add documents to what is over. */
  readonly mayAdd: boolean;
  /** The button of a step that one may take now. */
  readonly act: (step: Step) => ReactNode;
  /** What is waited for, where that is other work: of 13 units 9. */
  readonly awaited?: ReactNode;
};

const marks: Readonly<Record<Step['state'], Icon>> = {
  done: IconCircleCheckFilled,
  next: IconCircleDotFilled,
  ahead: IconCircle,
  skipped: IconCircleMinus,
  over: IconCircleMinus,
};

/** The steps of a meeting, a round or a review in order: what is done, when and by whom, with which documents, and what is next. */
export function StepsPanel({ id, ...rest }: Props) {
  const { t } = useTranslation('steps');
  const { data, error, refetch } = useQuery(stepsQuery(id));
  const { data: papers = [] } = useQuery(papersQuery(id));
  const { data: files = [] } = useQuery(filesQuery(id));
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={5} />;
  if (data.steps.length === 0) return null;
  const done = data.steps.filter(({ state }) => state === 'done' || state === 'skipped').length;
  return (
    <section className={styles['panel']} aria-labelledby="steps">
      <h2 id="steps" className={styles['heading']}>
        {t('steps')}
        <span className={styles['soft']}>{t('doneOf', { done, all: data.steps.length })}</span>
      </h2>
      <ol className={styles['steps']}>
        {data.steps.map((step, index) => (
          <StepLine key={index} id={id} step={step} papers={papers} files={files} {...rest} />
        ))}
      </ol>
    </section>
  );
}

type LineProps = Props & {
  readonly step: Step;
  readonly papers: readonly Paper[];
  readonly files: readonly Kept[];
};

function StepLine({ id, step, papers, files, mayAdd, act, awaited }: LineProps) {
  const { t } = useTranslation('steps');
  const [language] = useLanguage();
  const { state, label, form, at, entries, condition, by, event } = step;
  const Mark = marks[state];
  const isNext = state === 'next';
  return (
    <li className={styles['step']} data-state={state} aria-current={isNext ? 'step' : undefined}>
      <Mark size={20} stroke={1.7} aria-hidden className={styles['mark']} />
      <div className={styles['body']}>
        <div className={styles['label']}>
          {said(label, language)}
          <span className={styles['state']}>{t(`states.${state}`)}</span>
        </div>
        {at !== null && <div className={styles['soft']}>{momentText(at)}</div>}
        {entries.map((entry) => (
          <div key={entry.seq} className={styles['entry']}>
            <EntryText entry={entry} />
            <StepPapers id={id} step={step} seq={entry.seq} papers={papers} files={files} mayAdd={mayAdd} />
          </div>
        ))}
        {(isNext || state === 'ahead') && form && (
          <div className={styles['soft']}>
            {t(form.optional ? 'formMay' : 'formNeeded', { form: said(form.label, language) })}
          </div>
        )}
        {isNext && event === null && condition && (
          <div className={styles['missing']}>{t('missing', { condition: said(condition, language) })}</div>
        )}
        {isNext && event === null && awaited}
        {isNext && by.length > 0 && (
          <div className={styles['by']}>
            <IconUser size={15} stroke={1.7} aria-hidden />
            {t('for', { who: [...new Set(by.map((post) => said(post, language)))].join(', ') })}
          </div>
        )}
        {isNext && <div className={`${styles['act']} not-printed`}>{act(step)}</div>}
      </div>
    </li>
  );
}

/** When and by whom, and what was given with it. */
function EntryText({
  entry: { at, effectiveAt, actor, fields, fieldLabels, valueLabels, body },
}: {
  readonly entry: StepEntry;
}) {
  const { t } = useTranslation('steps');
  const [language] = useLanguage();
  const who = actor.name ?? actor.id;
  const given = Object.entries(fields as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
    const title = fieldLabels[name];
    if (value === null || typeof value === 'object') return [];
    return [
      `${title ? said(title, language) : name}: ${valueLabels[name] ? said(valueLabels[name], language) : valueText(value)}`,
    ];
  });
  const reason = reasonIn(body);
  return (
    <div className={styles['soft']}>
      {momentText(at)} · {who}
      {actor.onBehalfOf && ` (${t('onBehalf', { holder: actor.onBehalfOf.name ?? actor.onBehalfOf.id })})`}
      {effectiveAt !== null && ` · ${t('effectiveAt', { at: momentText(effectiveAt) })}`}
      {given.length > 0 && <div>{given.join(' · ')}</div>}
      {reason !== undefined && <div>{t('reason', { reason })}</div>}
    </div>
  );
}

const valueText = (value: unknown): string =>
  typeof value === 'string' && isDay(value) ? dateText(value) : String(value);
const reasonIn = (body: unknown): string | undefined => {
  const words = typeof body === 'object' && body !== null && 'reason' in body ? body.reason : body;
  return typeof words === 'string' && words.trim() !== '' ? words.trim() : undefined;
};
