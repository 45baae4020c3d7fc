import { IconArrowRight, IconCirclePlus, IconCircleX, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { momentText, weekdayText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import { DataTable } from '../../ui/data-table';
import { StatusTag } from '../../ui/status-tag';
import type { Comparison } from './get-plans';
import styles from './comparison-parts.module.css';

type Names = (code: string) => string;
type Parts = Comparison['obligations'];

/** What comes, goes and changes of one kind of thing. */
export function PartsChanged({
  title,
  parts,
  name = (id) => id,
  state = (_, path) => path,
  usedBy = () => [],
}: {
  readonly title: string;
  readonly parts: Parts;
  readonly name?: Names;
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
                — {what.map((one) => wordOf(one, t, (path) => state(id, path))).join(', ')}
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
/** `tasks.R1.deadline` → R1: hạn; what has no word is said as it is written. */
function wordOf(what: string, t: Translate, state: Names): string {
  if (what.startsWith('states.')) return `${t('part.states')} “${state(what.slice('states.'.length))}”`;
  const [, task, of = ''] = /^tasks\.([^.]+)\.(.+)$/.exec(what) ?? [];
  const word = (name: string): string => t(`part.${name.split('.')[0] ?? name}`, { defaultValue: name });
  return task === undefined
    ? `${word(what)}${what.includes('.') ? ` ${what.split('.').slice(1).join('.')}` : ''}`
    : `${task}: ${word(of)}`;
}

/** Dates that move, come or go, and for whom. */
export function DatesChanged({ comparison, unit }: { readonly comparison: Comparison; readonly unit: Names }) {
  const { t } = useTranslation('plans');
  const [language] = useLanguage();
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
          cell: ({ obligation, occurrence, kind, running }) => (
            <>
              {obligation} · {occurrence} · {t(`date.${kind}`)}
              {running && <span className={styles['what']}> ({t('underWay')})</span>}
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
  unit,
}: {
  readonly title: string;
  readonly openings: Comparison['opens'];
  readonly unit: Names;
}) {
  const { t } = useTranslation('plans');
  if (openings.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h2>{title}</h2>
      <ul>
        {openings.map(({ obligation, occurrence, at, units }) => (
          <li key={`${obligation} ${occurrence}`}>
            {obligation} · {occurrence} · <span className="numbers">{momentText(at)}</span>
            <span className={styles['what']}> — {named(units, unit, t)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who gains a post, and who loses one. */
export function PeopleChanged({ people, unit }: { readonly people: Comparison['people']; readonly unit: Names }) {
  const { t } = useTranslation('plans');
  const { t: common } = useTranslation();
  const line = (mark: 'gained' | 'lost') =>
    people[mark].map(({ person, unit: of, seat }) => (
      <li key={`${mark} ${person} ${of} ${seat}`}>
        <StatusTag tone={mark === 'gained' ? 'good' : 'bad'} icon={mark === 'gained' ? IconCirclePlus : IconCircleX}>
          {t(mark)}
        </StatusTag>{' '}
        {person} · {common(`seats.${seat}`, { defaultValue: seat })} · {unit(of)}
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
