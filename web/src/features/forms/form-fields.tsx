import { IconMessageReport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isRequired, shown } from '../../../../src/core/form/condition';
import { type Answers, given, type Form } from '../../../../src/core/form/form';
import { showClause } from '../../lib/clause-help';
import { useLanguage } from '../../lib/i18n';
import { HelpLink } from '../../ui/help-link';
import { AnswerField } from './answer-field';
import styles from './forms.module.css';
import { AgainstNote } from './against-note';
import type { Against, Remark } from './get-form';
import { textOf, withAnswer } from './paths-in';
import { TableAnswer } from './table-answer';

type Props = {
  readonly form: Form;
  /** What it is filled in beside. */
  readonly against: Against | null;
  readonly instance: number;
  readonly answers: Answers;
  readonly remarks: readonly Remark[];
  readonly isLocked: boolean;
  /** What is wrong at a path, in words. */
  readonly errorAt: (path: string) => string | undefined;
  /** Upon what is answered by then: a file may arrive long after it was dropped. */
  readonly change: (next: (answers: Answers) => Answers) => void;
};

/** All that a form asks, section by section; what was remarked when it was returned stands beside its field. */
export function FormFields({ form, against, instance, answers, remarks, isLocked, errorAt, change }: Props) {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const { isShown, look } = shown(form, answers, against?.answers);
  const of = (id: string): readonly Remark[] => remarks.filter(({ path }) => path === id || path.startsWith(`${id}.`));
  return form.sections.map(({ id, label, help, source, fields }) => {
    const asked = fields.filter((field) => isShown(field.id));
    if (asked.length === 0) return null;
    return (
      <section key={id} id={`section-${id}`} className={styles['section']} aria-labelledby={`section-${id}-name`}>
        <h2 id={`section-${id}-name`}>{textOf(label, language)}</h2>
        {(help ?? source) !== undefined && (
          <p className={styles['help']}>
            {help && `${textOf(help, language)} `}
            {source !== undefined && (
              <HelpLink open={() => showClause({ instance, clause: source })}>{t('source', { source })}</HelpLink>
            )}
          </p>
        )}
        <Remarks remarks={remarks.filter(({ path }) => path === id)} />
        {asked.map((field) => (
          <div key={field.id} className={styles['field']}>
            {field.type === 'table' ? (
              <TableAnswer
                field={field}
                instance={instance}
                value={given(answers, field.id)}
                look={look}
                against={against}
                isNeeded={isRequired(field, look)}
                isLocked={isLocked}
                errorAt={errorAt}
                change={(next) => change((now) => withAnswer(now, field.id, next(given(now, field.id))))}
              />
            ) : (
              <AnswerField
                field={field}
                path={field.id}
                instance={instance}
                value={given(answers, field.id)}
                error={errorAt(field.id)}
                isNeeded={isRequired(field, look)}
                isLocked={isLocked}
                change={(value) => change((now) => withAnswer(now, field.id, value))}
              />
            )}
            {against && <AgainstNote against={against} path={field.id} />}
            <Remarks remarks={of(field.id)} />
          </div>
        ))}
      </section>
    );
  });
}

function Remarks({ remarks }: { readonly remarks: readonly Remark[] }) {
  const { t } = useTranslation('forms');
  return remarks.map(({ path, text, at }) => (
    <div key={`${path} ${at} ${text}`} className={styles['remark']}>
      <IconMessageReport size={17} stroke={1.8} aria-hidden />
      <span>
        <strong>{t('remark')}</strong> {text}
      </span>
    </div>
  ));
}
