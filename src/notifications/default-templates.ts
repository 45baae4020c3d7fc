import type { Language } from '../platform/language.js';

type Texts = Readonly<Record<Language, string>>;

/** Where a plan brings no text of its own. What is not named here is announced by `notice`. */
const texts: Readonly<Record<string, Texts>> = {
  reminder: {
    vi: 'Sắp đến hạn: {{work}}\n\nKính gửi {{unit}},\n\n«{{work}}» ({{clause}}, {{plan}}) cần hoàn thành chậm nhất {{deadline}}. {{help}}\n\nMở việc: {{link}}',
    en: 'Due soon: {{work}}\n\nDear {{unit}},\n\n“{{work}}” ({{clause}}, {{plan}}) is to be done {{deadline}}. {{help}}\n\nOpen it: {{link}}',
  },
  overdue: {
    vi: 'Đã quá hạn: {{work}}\n\nKính gửi {{unit}},\n\n«{{work}}» ({{clause}}, {{plan}}) đã quá hạn {{due}}. Gửi sau hạn vẫn được tiếp nhận; xin gửi ngay. {{help}}\n\nMở việc: {{link}}',
    en: 'Overdue: {{work}}\n\nDear {{unit}},\n\n“{{work}}” ({{clause}}, {{plan}}) was due on {{due}}. It is accepted after the deadline too; please send it now. {{help}}\n\nOpen it: {{link}}',
  },
  escalation: {
    vi: 'Đôn đốc lần {{level}}: {{work}}\n\n{{unit}} chưa hoàn thành «{{work}}» ({{clause}}, {{plan}}). Hạn {{due}} đã qua.\n\nXin hoàn thành và gửi ngay. {{help}}\n\nMở việc: {{link}}',
    en: 'Escalation, level {{level}}: {{work}}\n\n{{unit}} has not completed “{{work}}” ({{clause}}, {{plan}}). It was due on {{due}}.\n\nPlease complete it now. {{help}}\n\nOpen it: {{link}}',
  },
  'deadline-moved': {
    vi: 'Hạn đã thay đổi: {{work}}\n\nKính gửi {{unit}},\n\nHạn của «{{work}}» ({{clause}}, {{plan}}) nay là {{deadline}}. {{help}}\n\nMở việc: {{link}}',
    en: 'New deadline: {{work}}\n\nDear {{unit}},\n\n“{{work}}” ({{clause}}, {{plan}}) is now due {{deadline}}. {{help}}\n\nOpen it: {{link}}',
  },
  talk: {
    vi: 'Trao đổi mới: {{work}}\n\nCó ý kiến trao đổi mới về «{{work}}» của {{unit}} ({{clause}}, {{plan}}).\n\nMở việc: {{link}}',
    en: 'New remark: {{work}}\n\nThere is a new remark on “{{work}}” of {{unit}} ({{clause}}, {{plan}}).\n\nOpen it: {{link}}',
  },
  notice: {
    vi: 'Tin về việc: {{work}}\n\n«{{work}}» của {{unit}} có thay đổi. Hạn: {{deadline}}.\n\nMở việc: {{link}}',
    en: 'News of {{work}}\n\nThere is news of “{{work}}” ({{unit}}). Due: {{deadline}}.\n\nOpen it: {{link}}',
  },
};

export function defaultTemplate(name: string, language: Language): string {
  const own = Object.hasOwn(texts, name) ? texts[name] : undefined;
  return (own ?? texts['notice'])?.[language] ?? '';
}
