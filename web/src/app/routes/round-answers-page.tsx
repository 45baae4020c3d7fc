import { Button, Select } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AnswerReading } from '../../features/forms/answer-reading';
import { plainText } from '../../features/forms/answer-text';
import { formQuery, type FormView } from '../../features/forms/get-form';
import { answersQuery } from '../../features/rounds/get-answers';
import { roundQuery, type RoundRow } from '../../features/rounds/get-round';
import { SideBySide } from '../../features/rounds/side-by-side';
import styles from '../../features/rounds/side-by-side.module.css';
import { instanceQuery } from '../../features/work/get-instance';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { PageHeader } from '../../ui/page-header';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { paths } from '../paths';

const route = getRouteApi('/inside/dot/$id/doi-chieu');

/** What all units say under one heading, side by side: where the secretariat's own report begins. */
export function RoundAnswersPage() {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const { id } = route.useParams();
  const { data: looked } = useQuery(instanceQuery(Number(id)));
  const { data: round, error, refetch } = useQuery(roundQuery(Number(id)));
  const instance = looked?.data;
  return (
    <>
      <PageHeader
        title={t('sideBySide')}
        above={
          <Link to={paths.round} params={{ id }}>
            {instance ? said(instance.label, language) : t('backToRound')}
          </Link>
        }
        lead={instance && periodText(instance.period.id)}
        actions={
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        }
      />
      {error && !round ? (
        <ErrorState error={error} retry={refetch} />
      ) : !round ? (
        <LoadingState rows={6} />
      ) : round.rows.length === 0 ? (
        <EmptyState title={t('nobodyAsked')}>{t('nobodyAskedMore')}</EmptyState>
      ) : (
        <Answers id={Number(id)} rows={round.rows} />
      )}
    </>
  );
}

type AnswersProps = { readonly id: number; readonly rows: readonly RoundRow[] };

function Answers({ id, rows }: AnswersProps) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const navigate = route.useNavigate();
  const { viec } = route.useSearch();
  const obligations = [...new Map(rows.map((row) => [row.obligation, row.label] as const))];
  const obligation = obligations.find(([one]) => one === viec)?.[0] ?? obligations[0]?.[0];
  const first = rows.find((row) => row.obligation === obligation);
  // By which name its tasks ask for the form; its headings are the form's.
  const whole = useQuery(answersQuery(id, { path: undefined, obligation }));
  const name = whole.data?.form;
  const asked = useQuery({
    ...formQuery({ id: first?.id ?? 0, form: name ?? '' }),
    enabled: first !== undefined && name !== undefined,
  });
  const error = whole.error ?? asked.error;
  return (
    <>
      {obligations.length > 1 && (
        <Select
          label={t('whichTask')}
          mb="md"
          maw={420}
          data={obligations.map(([value, label]) => ({ value, label: said(label, language) }))}
          value={obligation ?? null}
          allowDeselect={false}
          onChange={(value) => value !== null && void navigate({ search: { viec: value }, replace: true })}
        />
      )}
      {error && !asked.data ? (
        <ErrorState error={error} retry={() => Promise.all([whole.refetch(), asked.refetch()])} />
      ) : asked.data ? (
        <Headings id={id} obligation={obligation} view={asked.data} rows={rows} />
      ) : (
        <LoadingState rows={6} />
      )}
    </>
  );
}

type HeadingsProps = AnswersProps & { readonly obligation: string | undefined; readonly view: FormView };

function Headings({ id, rows, obligation, view: { form } }: HeadingsProps) {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const { muc } = route.useSearch();
  const section = form.sections.find((one) => one.id === muc) ?? form.sections[0];
  const { data, error, refetch } = useQuery(answersQuery(id, { path: section?.id, obligation }));
  return (
    <div className={styles['page']}>
      <nav className={`${styles['headings']} not-printed`} aria-label={t('headings')}>
        {form.sections.map((one) => (
          <Link
            key={one.id}
            from={paths.roundAnswers}
            to={paths.roundAnswers}
            search={(before) => ({ ...before, muc: one.id })}
            replace
            aria-current={one.id === section?.id ? 'true' : undefined}
          >
            {one.label[language]}
          </Link>
        ))}
      </nav>
      <div>
        <h2 className={styles['title']}>{section?.label[language]}</h2>
        {error && !data ? (
          <ErrorState error={error} retry={refetch} />
        ) : !data ? (
          <LoadingState rows={6} />
        ) : (
          <SideBySide
            heading={data}
            read={(field, value) => <AnswerReading form={form} field={field} value={value} />}
            textOf={(field, value) => plainText(form, field, value, language)}
            nameOf={({ instance, unit, unitName }) => (
              <Link to={paths.round} params={{ id: String(id) }} search={{ mo: instance }}>
                {unitName ? said(unitName, language) : (rows.find((row) => row.id === instance)?.unit.short ?? unit)}
              </Link>
            )}
          />
        )}
      </div>
    </div>
  );
}
