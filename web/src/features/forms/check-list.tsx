import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Form } from '../../../../src/core/form/form';
import { useLanguage } from '../../lib/i18n';
import styles from './forms.module.css';
import { goTo, placeName } from './paths-in';

type Props = {
  readonly form: Form;
  readonly missing: readonly string[];
  /** Where something is wrong. */
  readonly wrong: readonly string[];
};

/** What still stands between the report and its being handed in; each leads to its place. */
export function CheckList({ form, missing, wrong }: Props) {
  const { t } = useTranslation('forms');
  const n = missing.length + wrong.length;
  return (
    <section className={styles['check']} aria-labelledby="check" data-ready={n === 0}>
      <h2 id="check">
        {n === 0 ? <IconCircleCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
        {n === 0 ? t('ready') : t('notReady', { count: n })}
      </h2>
      <Places form={form} title={t('missing')} paths={missing} />
      <Places form={form} title={t('wrong')} paths={wrong} />
    </section>
  );
}

type PlacesProps = { readonly form: Form; readonly title: string; readonly paths: readonly string[] };

function Places({ form, title, paths }: PlacesProps) {
  const [language] = useLanguage();
  if (paths.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {paths.map((path) => (
          <li key={path}>
            <button type="button" onClick={() => goTo(path)}>
              {placeName(form, path, language)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
