import { Injectable } from '@nestjs/common';
import type { Message } from '../engine/ports.js';
import type { Said } from './inbox.store.js';
import { factsOf } from './message-facts.js';
import { MessageReader, type About } from './message.reader.js';
import { render, type Rendered } from './render.js';
import { plainName, TemplateReader, templateOf, type PlanWords } from './template.reader.js';

/** Messages in words, in both languages, as the plan says them. */
@Injectable()
export class Sayings {
  constructor(
    private readonly messages: MessageReader,
    private readonly templates: TemplateReader,
  ) {}

  async of<Some extends Message>(messages: readonly Some[]): Promise<(Some & { readonly said: Said })[]> {
    const about = await this.messages.about(messages);
    const words = await this.templates.words([...about.values()].map(({ subject }) => subject.plan));
    return messages.map((message) => ({ ...message, said: said(message, about.get(message.id), words) }));
  }
}

/** @throws where the instance is gone or a template is broken: the message is tried again, and given up in the end */
function said({ id, template, level }: Message, about: About | undefined, words: ReadonlyMap<string, PlanWords>): Said {
  if (!about) throw new Error(`message ${id} is about an instance or a calendar that is not stored`);
  const { subject, calendar } = about;
  const own = words.get(subject.plan);
  const named = { ...subject, planName: own?.name ?? plainName(subject.plan), link: '' };
  const inLanguage = (language: 'vi' | 'en'): Rendered =>
    render(templateOf(own, template, language), factsOf(named, level, calendar, language));
  return { vi: inLanguage('vi'), en: inLanguage('en') };
}
