import { Button, SegmentedControl } from '@mantine/core';
import { IconPrinter, IconTable } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Act } from '../../features/rounds/get-round';
import { StuckWith } from '../../features/rounds/round-table';
import { CriteriaTable } from '../../features/scores/criteria-table';
import { type ScoreRow, type Scores, scoresQuery } from '../../features/scores/get-scores';
import { ScoreStage } from '../../features/scores/score-stage';
import { ScoreSummary } from '../../features/scores/score-summary';
import { ScoreTable } from '../../features/scores/score-table';
import { isOn, latest, shelves, type Sort, sorted } from '../../features/scores/scores';
import styles from '../../features/scores/scores.module.css';
import { useMe } from '../../features/session/get-me';
import { EventActions } from '../../features/work/event-actions';
import { type Instance, instanceQuery } from '../../features/work/get-instance';
import { pointsGiven } from '../../features/work/given-fields';
import { InstanceLead, InstanceTags } from '../../features/work/instance-head';
import { said, useLanguage } from '../../lib/i18n';
import { periodText } from '../../lib/period';
import { PageHeader } from '../../ui/page-header';
import { ShelfBar } from '../../ui/shelf-bar';
import { ProblemNote } from '../../ui/problem-note';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { Toolbar } from '../../ui/toolbar';
import { paths } from '../paths';
import { ActOnRow } from './round-act';
import { ScoreReview } from './score-review';
import { useFormOf } from './use-form-of';

const route = getRouteApi('/inside/dot/$id/bang-diem');

/** The points of a scoring round: each unit's own, the appraised and the settled ones, and what was changed and why. */
export function RoundScoresPage() {
  const { t } = useTranslation('scores');
  const [language] = useLanguage();
  const me = useMe();
  const { id } = route.useParams();
  const { formOf, problem } = useFormOf(Number(id));
  const { data: looked, error, refetch } = useQuery(instanceQuery(Number(id)));
  if (!looked)
    return (
      <>
        <PageHeader title={t('title')} />
        {error ? <ErrorState error={error} retry={refetch} /> : <LoadingState rows={6} />}
      </>
    );
  const { data: instance, etag } = looked;
  return (
    <>
      <PageHeader
        key={id}
        title={t('of', { name: said(instance.label, language), period: periodText(instance.period.id) })}
        above={
          <Link to={paths.obligation} params={{ plan: instance.plan, obligation: instance.obligation }}>
            {said(instance.label, language)}
          </Link>
        }
        lead={
          <>
            <InstanceTags instance={instance} /> <InstanceLead instance={instance} />
          </>
        }
        actions={
          <>
            <EventActions instance={instance} etag={etag} viewer={me} formOf={formOf} />
            <Button
              variant="default"
              size="md"
              leftSection={<IconTable size={16} aria-hidden />}
              renderRoot={(props) => <Link to={paths.round} params={{ id }} {...props} />}
            >
              {t('toRound')}
            </Button>
          </>
        }
      />
      {problem && <ProblemNote {...problem} />}
      <Points instance={instance} />
    </>
  );
}

function Points({ instance }: { readonly instance: Instance }) {
  const { t } = useTranslation('scores');
  const { data: scores, error, refetch } = useQuery(scoresQuery(instance.id));
  if (error && !scores) return <ErrorState error={error} retry={refetch} />;
  if (!scores) return <LoadingState rows={8} />;
  const { due, term, timeliness } = instance;
  return (
    <>
      <ScoreSummary scores={scores} due={{ term, at: due?.legalEnd ?? null, timeliness }} />
      {scores.rows.length === 0 ? (
        <EmptyState title={t('nobody')}>{t('nobodyMore')}</EmptyState>
      ) : (
        <Table id={instance.id} scores={scores} />
      )}
    </>
  );
}

/** The table in one of its two ways, and what is done from it. */
function Table({ id, scores }: { readonly id: number; readonly scores: Scores }) {
  const { t } = useTranslation('scores');
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const { loc: shelf = 'all', sap: sort = 'unit', dang: view = 'don-vi', mo: opened } = route.useSearch();
  const [acting, setActing] = useState<{ readonly row: ScoreRow; readonly act: Act }>();
  const look = (search: { readonly sap?: Sort; readonly mo?: number | undefined; readonly dang?: View }): void =>
    void navigate({ search: (before) => ({ ...before, ...search }), replace: true, resetScroll: false });
  const renew = (): void => {
    void client.invalidateQueries({ queryKey: ['scores', id] });
    void client.invalidateQueries({ queryKey: ['work'] });
  };
  const rows = sorted(
    scores.rows.filter((row) => isOn(shelf, row)),
    sort,
  );
  const row = scores.rows.find((one) => one.id === opened);
  const open = (one: ScoreRow): void => look({ mo: one.id });
  return (
    <>
      <Toolbar>
        <ShelfBar
          label={t('shelves.label')}
          shelves={shelves.map((one) => ({
            shelf: one,
            words: t(`shelves.${one}`),
            count: scores.rows.filter((held) => isOn(one, held)).length,
          }))}
          chosen={shelf}
          as={(loc, props) => (
            <Link
              from={paths.roundScores}
              to={paths.roundScores}
              search={(before) => ({ ...before, loc })}
              replace
              resetScroll={false}
              {...props}
            />
          )}
        />
        <span className={styles['tools']}>
          {scores.criteria.length > 0 && (
            <SegmentedControl
              aria-label={t('view')}
              value={view}
              onChange={(dang) => look({ dang: dang })}
              data={[
                { value: 'don-vi', label: t('byUnit') },
                { value: 'tieu-chi', label: t('byCriteria') },
              ]}
            />
          )}
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        </span>
      </Toolbar>
      {view === 'tieu-chi' && scores.criteria.length > 0 ? (
        <CriteriaTable rows={rows} criteria={scores.criteria} open={open} />
      ) : (
        <ScoreTable
          rows={rows}
          sort={sort}
          sortBy={(sap) => look({ sap })}
          open={open}
          stageOf={(one) => <ScoreStage row={one} />}
          stuckWith={(one) => <StuckWith row={one} />}
        />
      )}
      {row && (
        <ScoreReview
          rows={rows}
          row={row}
          criteria={scores.criteria}
          go={(next) => look({ mo: next?.id })}
          act={(act) => setActing({ row, act })}
          isActing={acting !== undefined}
        />
      )}
      {acting && (
        <ActOnRow
          round={id}
          {...acting}
          given={pointsGiven(acting.act, latest(acting.row) ?? acting.row.self ?? { points: null, class: null })}
          done={renew}
          close={() => setActing(undefined)}
        />
      )}
    </>
  );
}

type View = 'don-vi' | 'tieu-chi';
