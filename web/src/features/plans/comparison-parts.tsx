import { IconArrowRight, IconCirclePlus, IconCircleX, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { momentText, weekdayText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { inPeriod } from '../../lib/period';
import { DataTable } from '../../ui/data-table';
import { StatusTag } from '../../ui/status-tag';
import type { Comparison } from './get-plans';
import styles from './comparison-parts.module.css';

type Names = (code: string) => string;
type Parts = Comparison['obligations'];

/** What an obligation or a group of tasks is called, in one of the versions that are compared. */
export function useNames({ names }: Pick<Comparison, 'names'>): Names {
  const [language] = useLanguage();
  const labels = new Map(names.map(({ id, label }) => [id, said(label, language)]));
  return (id) => labels.get(id) ?? id;
}

/** An obligation in one of its periods, by name; the codes small beside it. */
function Occurrence({
  of: { obligation, occurrence },
  name,
}: {
  readonly of: { readonly obligation: string; readonly occurrence: string };
  readonly name: Names;
}) {
  return (
    <>
      {inPeriod(name(obligation), occurrence)} <Code>{`${obligation} ${occurrence}`}</Code>
    </>
  );
}

const Code = ({ children }: { readonly children: string }) => <small className={styles['code']}>{children}</small>;

/** What comes, goes and changes of one kind of thing. */
export function PartsChanged({
  title,
  parts,
  name = (id) => id,
  task = (id) => id,
  state = (_, path) => path,
  usedBy = () => [],
}: {
  readonly title: string;
  readonly parts: Parts;
  readonly name?: Names;
  /** What a group of tasks of one of these is called. */
  readonly task?: Names;
  /** What a state of one of these is called, by its path. */
  readonly state?: (id: string, path: string) => string;
  /** Where one of these is used. */
  readonly usedBy?: (id: string) => readonly string[];
}) {
  const { t } = useTranslation('plans');
  const { added, removed, changed, unchanged } = parts;
  return (
    <section className={styles['part']}>
      <h2>{title}</h2>
      {added.length + removed.length + changed.length === 0 ? (
        <p className={styles['same']}>{t('nothingChanges', { count: unchanged.length })}</p>
      ) : (
        <ul>
          {added.map((id) => (
            <li key={`+${id}`}>
              <StatusTag tone="good" icon={IconCirclePlus}>
                {t('added')}
              </StatusTag>{' '}
              {name(id)}
            </li>
          ))}
          {removed.map((id) => (
            <li key={`-${id}`}>
              <StatusTag tone="bad" icon={IconCircleX}>
                {t('removed')}
              </StatusTag>{' '}
              {name(id)}
            </li>
          ))}
          {changed.map(({ id, what }) => (
            <li key={id}>
              <StatusTag tone="warn" icon={IconPencil}>
                {t('changed')}
              </StatusTag>{' '}
              {name(id)}
              <span className={styles['what']}>
                {' '}
                — {what.map((one) => wordOf(one, t, { state: (path) => state(id, path), task })).join(', ')}
                {usedBy(id).length > 0 && ` · ${t('usedBy', { obligations: usedBy(id).join(', ') })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type Translate = ReturnType<typeof useTranslation<'plans'>>['t'];
/** `tasks.R1.deadline` → Báo cáo 6 tháng (R1): hạn; what has no word is said as it is written. */
function wordOf(
  what: string,
  t: Translate,
  { state, task: called }: Readonly<Record<'state' | 'task', Names>>,
): string {
  if (what.startsWith('states.')) return `${t('part.states')} “${state(what.slice('states.'.length))}”`;
  const [, task, of = ''] = /^tasks\.([^.]+)\.(.+)$/.exec(what) ?? [];
  const word = (name: string): string => t(`part.${name.split('.')[0] ?? name}`, { defaultValue: name });
  return task === undefined
    ? `${word(what)}${what.includes('.') ? ` ${what.split('.').slice(1).join('.')}` : ''}`
    : `${called(task)} (${task}): ${word(of)}`;
}

/** Dates that move, come or go, and for whom. */
export function DatesChanged({ comparison, unit }: { readonly comparison: Comparison; readonly unit: Names }) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
  const name = useNames(comparison);
  const day = (at: string | null): string => (at === null ? '–' : `${weekdayText(at, language)} ${momentText(at)}`);
  return (
    <DataTable
      caption={t('datesChanged')}
      rows={comparison.redated}
      keyOf={({ obligation, occurrence, key, was, becomes, units }) =>
        [obligation, occurrence, key, was, becomes, units[0]].join(' ')
      }
      empty={t('noDatesChange', { count: comparison.unchanged })}
      columns={[
        {
          key: 'what',
          title: t('obligation'),
          isRowHeader: true,
          cell: (one) => (
            <>
              <Occurrence of={one} name={name} />
              <span className={styles['why']}>
                {t(`date.${one.kind}`)}
                {one.running && ` (${t('underWay')})`}
              </span>
            </>
          ),
        },
        {
          key: 'when',
          title: t('when'),
          cell: ({ was, becomes, why }) => (
            <>
              <span className="numbers">{day(was)}</span> <IconArrowRight size={14} aria-label={t('becomes')} />{' '}
              <strong className="numbers">{day(becomes)}</strong>
              <span className={styles['why']}>{why}</span>
            </>
          ),
        },
        { key: 'whom', title: t('forWhom'), cell: ({ units }) => named(units, unit, t) },
      ]}
    />
  );
}

const FEW = 4;
const named = (units: readonly string[], unit: Names, t: Translate): string =>
  units.length > FEW
    ? `${units.slice(0, FEW).map(unit).join(', ')} ${t('andMore', { count: units.length - FEW })}`
    : units.map(unit).join(', ');

/** Occurrences that will open, will not, or would have opened already. */
export function OpeningsChanged({
  title,
  openings,
  name,
  unit,
}: {
  readonly title: string;
  readonly openings: Comparison['opens'];
  readonly name: Names;
  readonly unit: Names;
}) {
  const { t } = useTranslation('plans');
  if (openings.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h2>{title}</h2>
      <ul>
        {openings.map((one) => (
          <li key={`${one.obligation} ${one.occurrence}`}>
            <Occurrence of={one} name={name} /> · <span className="numbers">{momentText(one.at)}</span>
            <span className={styles['what']}> — {named(one.units, unit, t)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who gains a post, and who loses one. */
export function PeopleChanged({
  comparison: { people, persons },
  unit,
}: {
  readonly comparison: Comparison;
  readonly unit: Names;
}) {
  const { t } = useTranslation('plans');
  const { t: common } = useTranslation();
  const nameOf = new Map(persons.map(({ id, name }) => [id, name]));
  const line = (mark: 'gained' | 'lost') =>
    people[mark].map(({ person, unit: of, seat }) => (
      <li key={`${mark} ${person} ${of} ${seat}`}>
        <StatusTag tone={mark === 'gained' ? 'good' : 'bad'} icon={mark === 'gained' ? IconCirclePlus : IconCircleX}>
          {t(mark)}
        </StatusTag>{' '}
        {nameOf.get(person) ?? person} · {common(`seats.${seat}`, { defaultValue: seat })} · {unit(of)}{' '}
        {nameOf.has(person) && <Code>{person}</Code>}
      </li>
    ));
  const isSame = people.gained.length + people.lost.length === 0;
  return (
    <section className={styles['part']}>
      <h2>{t('peopleChanged')}</h2>
      {isSame ? (
        <p className={styles['same']}>{t('nobodyChanges')}</p>
      ) : (
        <ul>{[...line('gained'), ...line('lost')]}</ul>
      )}
    </section>
  );
}

export function CalendarChanged({ calendar: { was, becomes } }: { readonly calendar: Comparison['calendar'] }) {
  const { t } = useTranslation('plans');
  return (
    <section className={styles['part']}>
      <h2>{t('calendarChanged')}</h2>
      <p className={styles['same']}>{t(was === becomes ? 'calendarSame' : 'calendarOther')}</p>
    </section>
  );
}
