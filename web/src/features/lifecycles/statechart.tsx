import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agoText, momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { ErrorState, LoadingState } from '../../ui/states';
import type { Chart, ChartEdge, InstancePath, Standing } from './get-lifecycles';
import { type Box, layOut, type Line, wrapped } from './lay-out';
import styles from './statechart.module.css';

type Props = {
  readonly chart: Chart;
  readonly standing?: Standing | undefined;
  readonly path?: InstancePath | undefined;
};

/** Who does it, or what makes it happen, in a few letters. */
function useEdgeWords(): (edges: readonly ChartEdge[]) => string {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  return (edges) => {
    const words = [...new Set(edges.map((edge) => said(edge.label, language)))];
    const text = words.slice(0, 2).join(' / ');
    const whole = words.length > 2 ? `${text} ${t('more', { count: words.length - 2 })}` : text;
    return whole.length > 44 ? `${whole.slice(0, 43)}…` : whole;
  };
}

/** A lifecycle drawn: its states, what leads from one to the other, and how many stand where. A list says the same below. */
export function Statechart({ chart, standing, path }: Props) {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const edgeWords = useEdgeWords();
  const { data, error, refetch } = useQuery({
    queryKey: ['lifecycles', chart.hash, 'drawing', language],
    queryFn: () => layOut(chart, { name: (state) => said(state.label, language), edge: edgeWords }),
    staleTime: Infinity,
  });
  if (error) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={1} height={420} />;
  const counts = new Map(standing?.states.map((one) => [one.state, one]));
  const passed = new Set(path?.steps.flatMap(({ states }) => states));
  const now = new Set(path?.now);
  const most = Math.max(1, ...(standing?.states.map(({ count }) => count) ?? []));
  return (
    <div className={styles['frame']} tabIndex={0} role="region" aria-label={t('drawing')}>
      <svg
        width={data.width}
        height={data.height}
        viewBox={`0 0 ${data.width} ${data.height}`}
        role="img"
        aria-label={t('drawingOf', { name: said(chart.label, language), states: chart.states.length })}
        className={styles['chart']}
      >
        <defs>
          <marker
            id="arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto-start-reverse"
          >
            <path d="M0 0L8 4L0 8z" className={styles['tip']} />
          </marker>
        </defs>
        {data.boxes
          .filter(({ isWhole }) => isWhole)
          .map((box) => (
            <StateBox
              key={box.state.id}
              box={box}
              standing={counts.get(box.state.id)}
              at={standing?.at}
              most={most}
              isPassed={passed.has(box.state.id)}
              isNow={now.has(box.state.id)}
            />
          ))}
        {data.lines.map((line, n) => (
          <EdgeLine key={n} line={line} />
        ))}
        {data.boxes
          .filter(({ isWhole }) => !isWhole)
          .map((box) => (
            <StateBox
              key={box.state.id}
              box={box}
              standing={counts.get(box.state.id)}
              at={standing?.at}
              most={most}
              isPassed={passed.has(box.state.id)}
              isNow={now.has(box.state.id)}
            />
          ))}
      </svg>
    </div>
  );
}

type BoxProps = {
  readonly box: Box;
  readonly standing: Standing['states'][number] | undefined;
  readonly at: string | undefined;
  readonly most: number;
  readonly isPassed: boolean;
  readonly isNow: boolean;
};
function StateBox({ box, standing, at, most, isPassed, isNow }: BoxProps) {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const { state, x, y, width, height, isWhole } = box;
  const lines = wrapped(said(state.label, language), isWhole ? 60 : 24);
  return (
    <g
      transform={`translate(${x} ${y})`}
      className={styles['state']}
      data-kind={state.kind}
      data-whole={isWhole}
      data-passed={isPassed}
      data-now={isNow}
    >
      <title>
        {said(state.label, language)}
        {standing && ` · ${t('standing', { count: standing.count })}`}
      </title>
      <rect width={width} height={height} rx={state.kind === 'final' ? 22 : 8} />
      {state.kind === 'final' && (
        <rect x={4} y={4} width={width - 8} height={height - 8} rx={18} className={styles['inner']} />
      )}
      {state.isInitial && <circle cx={-10} cy={16} r={5} className={styles['first']} />}
      <text x={isWhole ? 14 : width / 2} y={isWhole ? 24 : 24} textAnchor={isWhole ? 'start' : 'middle'}>
        {lines.map((line, n) => (
          <tspan key={line + String(n)} x={isWhole ? 14 : width / 2} dy={n === 0 ? 0 : 18}>
            {line}
          </tspan>
        ))}
      </text>
      {standing && standing.count > 0 && at !== undefined && (
        <>
          {!isWhole && (
            <rect y={height - 5} width={(width * standing.count) / most} height={5} className={styles['bar']} />
          )}
          <g transform={`translate(${width - 12} 0)`}>
            <circle r={13} className={styles['badge']} />
            <text textAnchor="middle" y={4.5} className={styles['count']}>
              {standing.count}
            </text>
          </g>
          {!isWhole && (
            <text x={width / 2} y={height - 10} textAnchor="middle" className={styles['age']}>
              {t('oldest', { ago: agoText(standing.oldest, at, language) })}
            </text>
          )}
        </>
      )}
    </g>
  );
}

function EdgeLine({ line: { points, label, edges } }: { readonly line: Line }) {
  const [first, ...rest] = points;
  if (!first) return null;
  const d = `M${first.x} ${first.y}${rest.map(({ x, y }) => `L${x} ${y}`).join('')}`;
  return (
    <g className={styles['edge']} data-kind={edges[0]?.kind}>
      <path d={d} markerEnd="url(#arrow)" />
      {label && (
        <text x={label.x + 4} y={label.y}>
          {label.text}
        </text>
      )}
    </g>
  );
}

/** The same in words: for whoever does not see the drawing, and whoever wants each condition. */
export function StateList({ chart, standing, path }: Props) {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const nameOf = (id: string): string => {
    const found = chart.states.find((state) => state.id === id);
    return found ? said(found.label, language) : id;
  };
  return (
    <ol className={styles['list']}>
      {chart.states.map((state) => {
        const there = standing?.states.find((one) => one.state === state.id);
        const leaves = chart.edges.filter(({ from }) => from === state.id);
        const isNow = path?.now.includes(state.id) === true;
        return (
          <li key={state.id}>
            <h2>
              {said(state.label, language)}
              {state.parent !== null && (
                <span className={styles['of']}> · {t('within', { name: nameOf(state.parent) })}</span>
              )}
              {state.kind !== 'state' && <span className={styles['of']}> · {t(`kind.${state.kind}`)}</span>}
              {isNow && <strong> · {t('nowHere')}</strong>}
            </h2>
            {there && standing && (
              <p className={styles['there']}>
                {t('standing', { count: there.count })} ·{' '}
                {t('oldest', { ago: agoText(there.oldest, standing.at, language) })} ·{' '}
                {t('median', { ago: agoText(there.median, standing.at, language) })}
              </p>
            )}
            <ul>
              {leaves.map((edge, n) => (
                <li key={`${edge.name} ${edge.to} ${n}`}>
                  {said(edge.label, language)}
                  {!edge.isInternal && <> → {nameOf(edge.to)}</>}
                  {edge.by.length > 0 && (
                    <span className={styles['of']}>
                      {' '}
                      · {edge.by.map((role) => t(`roles.${role.replace('.', '-')}`, { defaultValue: role })).join(', ')}
                    </span>
                  )}
                  {edge.condition !== null && (
                    <span className={styles['of']}> · {t('if', { what: said(edge.condition, language) })}</span>
                  )}
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

/** The way of one instance, step by step. */
export function PathList({ chart, path }: { readonly chart: Chart; readonly path: InstancePath }) {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const names = (ids: readonly string[]): string =>
    ids
      .filter((id) => !ids.some((other) => other.startsWith(`${id}.`)))
      .map((id) => {
        const found = chart.states.find((state) => state.id === id);
        return found ? said(found.label, language) : id;
      })
      .join(' · ');
  return (
    <ol className={styles['steps']}>
      {path.steps.map(({ seq, at, until, states }) => (
        <li key={seq}>
          <strong>{names(states)}</strong>
          <span className="numbers">
            {' '}
            {t(until === null ? 'since' : 'sinceUntil', {
              from: momentText(at),
              to: until === null ? '' : momentText(until),
            })}
          </span>
        </li>
      ))}
    </ol>
  );
}
