import { useQueries, useQuery } from '@tanstack/react-query';
import { said, useLanguage } from '../../lib/i18n';
import { plansQuery } from '../../lib/plan-names';
import { type VersionDetail, versionQuery } from './get-plans';
import styles from './lifecycle-name.module.css';

type Named = VersionDetail['lifecycles'][number];
type Props = { readonly of: readonly Named[] | undefined; readonly name: string };

/** A lifecycle by what it is called, with the name that the files have for it below. */
export function LifecycleName({ of, name }: Props) {
  const [language] = useLanguage();
  const found = of?.find((one) => one.name === name);
  if (!found) return <>{name}</>;
  return (
    <>
      {said(found.label, language)}
      <span className={styles['name']}>{name}</span>
    </>
  );
}

/** What the lifecycles of these plans are called, as the version that runs has it. */
export function useLifecycles(plans: readonly string[]): (plan: string) => readonly Named[] | undefined {
  const { data } = useQuery(plansQuery);
  const running = (data?.items ?? []).flatMap(({ plan, active }) =>
    active !== null && plans.includes(plan) ? [{ plan, version: active }] : [],
  );
  const versions = useQueries({ queries: running.map(versionQuery) });
  return (plan) => versions.map((one) => one.data?.data).find((detail) => detail?.plan === plan)?.lifecycles;
}
