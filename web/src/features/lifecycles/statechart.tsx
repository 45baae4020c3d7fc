import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { spanText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { ErrorState, LoadingState } from '../../ui/states';
import { ChartFrame } from './chart-frame';
import type { Chart, ChartEdge, InstancePath, Standing } from './get-lifecycles';
import { type Held, heldUp } from './held-up.rules';
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
    // What comes by itself is dotted, and needs no word.
    const spoken = edges.filter(({ kind }) => kind === 'event' || kind === 'timer');
    const words = [...new Set(spoken.map((edge) => said(edge.label, language)))];
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
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingState rows={1} height={420} />;
  const held = new Map(heldUp(chart, standing).map((one) => [one.state, one]));
  const passed = new Set(path?.steps.flatMap(({ states }) => states));
  const now = new Set(path?.now);
  // Where an instance stands, or most waits; else where everything begins.
  const first =
    data.boxes.find(({ state, isWhole }) => !isWhole && now.has(state.id)) ??
    data.boxes.find(({ state }) => held.get(state.id)?.isWorst) ??
    data.boxes.find(({ state }) => state.isInitial);
  const boxes = (isWhole: boolean) =>
    data.boxes
      .filter((box) => box.isWhole === isWhole)
      .map((box) => (
        <StateBox
          key={box.state.id}
          box={box}
          held={held.get(box.state.id)}
          isPassed={passed.has(box.state.id)}
          isNow={now.has(box.state.id)}
        />
      ));
  return (
    <ChartFrame width={data.width} height={data.height} at={first && { x: first.x + first.width / 2, y: first.y }}>
      <svg
        width="100%"
        height="100%"
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
        {boxes(true)}
        {data.lines.map((line, n) => (
          <EdgeLine key={n} line={line} />
        ))}
        {boxes(false)}
      </svg>
    </ChartFrame>
  );
}

type BoxProps = {
  readonly box: Box;
  readonly held: Held | undefined;
  readonly isPassed: boolean;
  readonly isNow: boolean;
};
function StateBox({ box, held, isPassed, isNow }: BoxProps) {
  const { t } = useTranslation('lifecycles');
  const [language] = useLanguage();
  const { state, x, y, width, height, isWhole } = box;
  const lines = wrapped(said(state.label, language), isWhole ? 60 : 24);
  // Alone it stands in the middle; above how long the oldest has waited it moves up.
  const top = isWhole || held ? 24 : (height - (lines.length - 1) * 18) / 2 + 4.5;
  return (
    <g
      transform={`translate(${x} ${y})`}
      className={styles['state']}
      data-kind={state.kind}
      data-whole={isWhole}
      data-passed={isPassed}
      data-now={isNow}
      data-age={isWhole ? undefined : held?.age}
    >
      <title>
        {said(state.label, language)}
        {held &&
          ` · ${t('standing', { count: held.count })} · ${t('oldest', { span: spanText(held.oldestMs, language) })}`}
      </title>
      <rect width={width} height={height} rx={state.kind === 'final' ? 22 : 8} />
      {state.kind === 'final' && (
        <rect x={4} y={4} width={width - 8} height={height - 8} rx={18} className={styles['inner']} />
      )}
      {state.isInitial && <circle cx={-10} cy={16} r={5} className={styles['first']} />}
      <text x={isWhole ? 14 : width / 2} y={top} textAnchor={isWhole ? 'start' : 'middle'}>
        {lines.map((line, n) => (
          <tspan key={line + String(n)} x={isWhole ? 14 : width / 2} dy={n === 0 ? 0 : 18}>
            {line}
          </tspan>
        ))}
      </text>
      {held && (
        <>
          <g transform={`translate(${width - 14} 0)`}>
            <rect x={-14} y={-12} width={28} height={24} rx={12} className={styles['badge']} />
            <text textAnchor="middle" y={4.5} className={styles['count']}>
              {held.count}
            </text>
          </g>
          {!isWhole && (
            <text x={width / 2} y={height - 10} textAnchor="middle" className={styles['age']}>
              {held.isWorst ? `⚠ ${t('worst')} · ` : ''}
              {spanText(held.oldestMs, language)}
            </text>
          )}
        </>
      )}
      {isNow && !isWhole && (
        <text x={width / 2} y={-8} textAnchor="middle" className={styles['here']}>
          {`▼ ${t('nowHere')}`}
        </text>
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
        <text y={label.y}>
          {label.lines.map((line, n) => (
            <tspan key={line} x={label.x + 4} dy={n === 0 ? 0 : 14}>
              {line}
            </tspan>
          ))}
        </text>
      )}
    </g>
  );
}
