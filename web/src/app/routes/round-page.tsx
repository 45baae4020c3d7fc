import { Button } from '@mantine/core';
import { IconBell, IconColumns3, IconListNumbers, IconPrinter } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Act, roundKey, roundQuery, type RoundRow } from '../../features/rounds/get-round';
import { ReceiveDialog, RemindDialog } from '../../features/rounds/many-dialogs';
import { RoundSummary } from '../../features/rounds/round-summary';
import { RoundTable } from '../../features/rounds/round-table';
import styles from '../../features/rounds/rounds.module.css';
import { isIn, isReturn, receiptOf, reminderOf, shelves, type Sort, sorted } from '../../features/rounds/shelves';
import { useRemarks } from '../../features/rounds/use-remarks';
import { scoresQuery } from '../../features/scores/get-scores';
import { ScoreSummary } from '../../features/scores/score-summary';
import { useMe } from '../../features/session/get-me';
import { EventActions } from '../../features/work/event-actions';
import { type Instance, instanceQuery } from '../../features/work/get-instance';
import { InstanceLead, InstanceTags } from '../../features/work/instance-head';
import { ParentLink } from '../../features/work/parent-link';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { PageHeader } from '../../ui/page-header';
import { ShelfBar } from '../../ui/shelf-bar';
import { ProblemNote } from '../../ui/problem-note';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states';
import { Toolbar } from '../../ui/toolbar';
import { paths } from '../paths';
import { ActOnRow } from './round-act';
import { RoundReview } from './round-review';
import { useFormOf } from './use-form-of';

const route = getRouteApi('/inside/dot/$id');

/** A round: who has sent, who has not, and what one does about it. */
export function RoundPage() {
  const { t } = useTranslation('rounds');
  const [language] = useLanguage();
  const me = useMe();
  const { id } = route.useParams();
  const { formOf, problem } = useFormOf(Number(id));
  const { data: looked, error, refetch } = useQuery(instanceQuery(Number(id)));
  if (!looked)
    return (
      <>
        <PageHeader title={t('round')} />
        {error ? <ErrorState error={error} retry={refetch} /> : <LoadingState rows={6} />}
      </>
    );
  const { data: instance, etag } = looked;
  return (
    <>
      <PageHeader
        key={id}
        title={inPeriod(said(instance.label, language), instance.period.id)}
        above={instance.parent?.id ? <ParentLink id={instance.parent.id} /> : undefined}
        lead={
          <>
            <InstanceTags instance={instance} /> <InstanceLead instance={instance} />
          </>
        }
        actions={
          <>
            <EventActions instance={instance} etag={etag} viewer={me} formOf={formOf} />
            {instance.children.some(({ scored }) => scored) && (
              <Button
                variant="default"
                size="md"
                leftSection={<IconListNumbers size={16} aria-hidden />}
                renderRoot={(props) => <Link to={paths.roundScores} params={{ id }} {...props} />}
              >
                {t('scores')}
              </Button>
            )}
            <Button
              variant="default"
              size="md"
              leftSection={<IconColumns3 size={16} aria-hidden />}
              renderRoot={(props) => <Link to={paths.roundAnswers} params={{ id }} {...props} />}
            >
              {t('sideBySide')}
            </Button>
          </>
        }
      />
      {problem && <ProblemNote {...problem} />}
      <Units instance={instance} who={me.name} />
    </>
  );
}

/** The table, and what is done from it. */
function Units({ instance, who }: { readonly instance: Instance; readonly who: string }) {
  const { t } = useTranslation('rounds');
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const { loc: shelf = 'all', sap: sort = 'unit', mo: opened } = route.useSearch();
  const { data: round, error, refetch } = useQuery(roundQuery(instance.id));
  const remarks = useRemarks(who);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [acting, setActing] = useState<{ readonly row: RoundRow; readonly act: Act }>();
  const [many, setMany] = useState<{ readonly what: 'remind' | 'receive'; readonly rows: readonly RoundRow[] }>();

  const look = (search: { readonly sap?: Sort; readonly mo?: number | undefined }): void =>
    void navigate({ search: (before) => ({ ...before, ...search }), replace: true, resetScroll: false });
  const choose = (id: number): void =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  const renew = (): void => {
    setChosen(new Set());
    void client.invalidateQueries({ queryKey: roundKey(instance.id) });
    void client.invalidateQueries({ queryKey: ['work'] });
  };
  if (error && !round) return <ErrorState error={error} retry={refetch} />;
  if (!round) return <LoadingState rows={8} />;
  const rows = sorted(
    round.rows.filter((row) => isIn(shelf, row)),
    sort,
  );
  const row = round.rows.find(({ id }) => id === opened);
  const act = (on: RoundRow, what: Act): void => {
    // What goes back is told place by place, beside the document.
    if (isReturn(what) && on.handedIn) look({ mo: on.id });
    setActing({ row: on, act: what });
  };
  const picked = round.rows.filter(({ id }) => chosen.has(id));
  return (
    <>
      {round.rows.length === 0 ? (
        <EmptyState title={t('nobodyAsked')}>{t('nobodyAskedMore')}</EmptyState>
      ) : (
        <>
          <RoundSummary round={round} facts={instance.facts} />
          {instance.children.some(({ scored }) => scored) && <Settled instance={instance} />}
          <Toolbar>
            <ShelfBar
              label={t('shelves.label')}
              shelves={shelves.map((one) => ({
                shelf: one,
                words: t(`shelves.${one}`),
                count: round.rows.filter((held) => isIn(one, held)).length,
              }))}
              chosen={shelf}
              as={(loc, props) => (
                <Link
                  from={paths.round}
                  to={paths.round}
                  search={(before) => ({ ...before, loc })}
                  replace
                  resetScroll={false}
                  {...props}
                />
              )}
            />
            <Many
              rows={picked.length > 0 ? picked : round.rows}
              isPicked={picked.length > 0}
              start={(what, some) => setMany({ what, rows: some })}
            />
          </Toolbar>
          <RoundTable
            rows={rows}
            sort={sort}
            sortBy={(sap) => look({ sap })}
            chosen={chosen}
            choose={choose}
            open={({ id }) => look({ mo: id })}
            act={act}
          />
        </>
      )}
      {row && (
        <RoundReview
          rows={rows}
          row={row}
          remarks={remarks}
          acting={acting?.row.id === row.id ? acting.act : undefined}
          act={(what) => setActing(what && { row, act: what })}
          go={(next) => {
            setActing(undefined);
            look({ mo: next?.id });
          }}
          renew={renew}
        />
      )}
      {acting && !(isReturn(acting.act) && row) && (
        <ActOnRow round={instance.id} {...acting} done={renew} close={() => setActing(undefined)} />
      )}
      {many?.what === 'remind' && (
        <RemindDialog round={instance.id} rows={many.rows} close={() => setMany(undefined)} done={renew} />
      )}
      {many?.what === 'receive' && <ReceiveDialog rows={many.rows} close={() => setMany(undefined)} done={renew} />}
    </>
  );
}

/** Of a scoring round: how many are settled, and how long there is until somebody waits for it. */
function Settled({ instance: { id, due, term, timeliness } }: { readonly instance: Instance }) {
  const { data: scores } = useQuery(scoresQuery(id));
  return scores && <ScoreSummary scores={scores} due={{ term, at: due?.legalEnd ?? null, timeliness }} />;
}

type ManyProps = {
  readonly rows: readonly RoundRow[];
  readonly isPicked: boolean;
  readonly start: (what: 'remind' | 'receive', rows: readonly RoundRow[]) => void;
};

/** With those that were picked; with nobody picked, with all who are late. */
function Many({ rows, isPicked, start }: ManyProps) {
  const { t } = useTranslation('rounds');
  const toRemind = rows.filter((row) => reminderOf(row) && (isPicked || isIn('overdue', row)));
  const toReceive = isPicked ? rows.filter((row) => receiptOf(row)) : [];
  return (
    <span className={styles['many']}>
      {isPicked && <span role="status">{t('picked', { count: rows.length })}</span>}
      {toReceive.length > 0 && (
        <Button variant="default" onClick={() => start('receive', toReceive)}>
          {t('receive', { count: toReceive.length })}
        </Button>
      )}
      {toRemind.length > 0 && (
        <Button
          variant="default"
          leftSection={<IconBell size={16} aria-hidden />}
          onClick={() => start('remind', toRemind)}
        >
          {t(isPicked ? 'remind' : 'remindLate', { count: toRemind.length })}
        </Button>
      )}
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
        {t('print')}
      </Button>
    </span>
  );
}
