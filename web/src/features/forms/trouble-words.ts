import { useTranslation } from 'react-i18next';
import { fieldsOf, type Form } from '../../../../src/core/form/form';
import type { Trouble } from '../../../../src/core/form/value';
import { dateText, numberText } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';

/** What is wrong with an answer, in words: of the form's own checks the sentence that the form gives. */
export function useTroubleWords(form: Form): (trouble: Trouble) => string {
  const { t } = useTranslation('forms');
  const [language] = useLanguage();
  const shown = (value: string | number | undefined): string =>
    typeof value === 'number'
      ? numberText(value, language)
      : value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value)
        ? dateText(value)
        : (value ?? '');
  return ({ code, params }) => {
    if (code === 'disagrees') {
      const checks = [
        ...(form.checks ?? []),
        ...fieldsOf(form).flatMap((one) => (one.type === 'table' ? (one.checks ?? []) : [])),
      ];
      const said = checks.find(({ id }) => id === params['check'])?.says;
      if (said) return said[language];
    }
    const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shown(value)]));
    return t(`troubles.${code}`, { ...values, defaultValue: code });
  };
}
