import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { momentText } from '../../lib/format';
import { said, useLanguage } from '../../lib/i18n';
import { ProblemNote } from '../../ui/problem-note';
import { wordsOf } from './entry-words';
import { type Instance, latestQuery } from './get-instance';
import styles from './work.module.css';

/** What sends work back to whoever has done it. */
const RETURNS = ['*.return', '*.reopen', '*.send-back'];

/** As long as the work stands where a return has put it, why it was returned stands above it. */
export function Returned({ instance }: { readonly instance: Instance }) {
  const [language] = useLanguage();
  const {
    data: last,
    error,
    refetch,
  } = useQuery({
    ...latestQuery(instance.id, ...RETURNS),
    enabled: instance.status === 'running',
  });
  // Most work was never returned: until it is known, nothing stands here; that it is not known is said.
  if (error && last === undefined) return <ProblemNote error={error} retry={refetch} />;
  if (!last || instance.status !== 'running' || last.stage !== instance.stage) return null;
  const words = wordsOf(last.body);
  return (
    <section className={styles['explain']} aria-labelledby="returned">
      <h2 id="returned" className={styles['heading']}>
        <IconArrowBackUp size={18} aria-hidden /> {said(last.label, language)}
      </h2>
      {words !== undefined && <p className={styles['quoted']}>{words}</p>}
      <p className={styles['why']}>
        {last.actor.name ?? last.actor.id} · {momentText(last.at)}
      </p>
    </section>
  );
}
