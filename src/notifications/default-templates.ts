import type { Language } from '../platform/language.js';

type Texts = Readonly<Record<Language, string>>;

/** Where a plan brings no text of its own. What is not named here is announced by `notice`. */
const texts: Readonly<Record<string, Texts>> = {
  reminder: {
    vi: 'Sắp đến hạn: {{obligation}} ({{period}})\n\nHạn của {{unit}}: {{due}}. Nên xong trước {{workingEnd}}.\n\n{{link}}',
    en: 'Due soon: {{obligation}} ({{period}})\n\n{{unit}} is due {{due}}. Best done by {{workingEnd}}.\n\n{{link}}',
  },
  overdue: {
    vi: 'Quá hạn: {{obligation}} ({{period}})\n\n{{unit}} đã quá hạn {{due}}. Vẫn gửi được; xin gửi sớm.\n\n{{link}}',
    en: 'Overdue: {{obligation}} ({{period}})\n\n{{unit}} was due {{due}}. It can still be handed in.\n\n{{link}}',
  },
  escalation: {
    vi: 'Đôn đốc mức {{level}}: {{obligation}} ({{period}})\n\n{{unit}} đã quá hạn {{due}} (điểm {{clause}}, {{plan}}).\n\n{{link}}',
    en: 'Escalation, level {{level}}: {{obligation}} ({{period}})\n\n{{unit}} was due {{due}} (clause {{clause}}, {{plan}}).\n\n{{link}}',
  },
  notice: {
    vi: 'Tin về việc: {{obligation}} ({{period}})\n\nViệc của {{unit}} có thay đổi. Hạn: {{due}}.\n\n{{link}}',
    en: 'News of {{obligation}} ({{period}})\n\nThe work of {{unit}} has moved on. Due: {{due}}.\n\n{{link}}',
  },
};

export function defaultTemplate(name: string, language: Language): string {
  const own = Object.hasOwn(texts, name) ? texts[name] : undefined;
  return (own ?? texts['notice'])?.[language] ?? '';
}
