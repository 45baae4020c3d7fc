import type { useTranslation } from 'react-i18next';
import { objectAt } from './obligation-data';

type Translate = ReturnType<typeof useTranslation<'plans'>>['t'];

/** A ladder in words, by its rungs; its id beside them: it has no other name. */
export function ladderWords(name: string, timing: unknown, t: Translate): string {
  const rungs = (kind: string): readonly number[] => {
    const list = objectAt(timing)[kind];
    return (Array.isArray(list) ? list : []).map((rung) => Number(objectAt(rung)['workingDays'] ?? 0));
  };
  const reminders = rungs('reminders');
  const before = reminders.filter((days) => days < 0).map((days) => -days);
  const levels = rungs('escalation').length;
  const words = [
    ...(before.length > 0 ? [t('timing.before', { days: before.join(', ') })] : []),
    ...(reminders.includes(0) ? [t('timing.onTheDay')] : []),
    ...(levels > 0 ? [t('timing.levels', { count: levels })] : []),
  ];
  return words.length > 0 ? `${words.join('; ')} (${name})` : name;
}
