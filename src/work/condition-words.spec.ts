import { definitionOf, label, lifecycleOf } from '../../test/support/given.js';
import { simpleGuards } from '../core/definition/schema.js';
import en from '../platform/locales/en.json' with { type: 'json' };
import vi from '../platform/locales/vi.json' with { type: 'json' };
import { conditionLabel } from './condition-words.js';

const to = { type: 'day', label: { vi: 'Hạn mới', en: 'New due day' } };
const definition = definitionOf(
  lifecycleOf({
    events: { 'deadline.extend': { label, by: ['unit.head'], carries: { to } } },
    states: { drafting: { type: 'final' } },
  }),
);
const named = {
  stage: (tag: string) => ({ vi: `«${tag}»`, en: `«${tag}»` }),
  group: (id: string) => ({ vi: `việc ${id}`, en: `task ${id}` }),
};
const said = (guard: string, params: Record<string, string | number | boolean | null | string[]>, wanted = true) =>
  conditionLabel(definition, { guard, wanted, params }, named);

test.each(simpleGuards)('%s has words, as it is and turned round, in both languages', (guard) => {
  for (const words of [vi.conditions, en.conditions])
    expect(Object.keys(words)).toEqual(expect.arrayContaining([guard, `${guard}-not`]));
});

test('fields, stages and groups are called by their labels, days are written as people write them', () => {
  expect(said('event.day', { field: 'to', notBefore: '2023-05-11' })).toEqual({
    vi: '“Hạn mới” phải là ngày từ 11/05/2023 trở đi',
    en: '“New due day” must be a day from 11/05/2023 on',
  });
  expect(said('children.all', { tags: ['accepted', 'exempt'], group: 'R1' }).vi).toBe(
    'mọi việc con “việc R1” phải ở bước «accepted» hoặc «exempt»',
  );
  expect(said('fact.is', { fact: 'provisional', equals: true }, false).vi).toBe('“provisional” không được đang là có');
});

test('one of several is enough', () => {
  const empty = { guard: 'event.has', wanted: false, params: { field: 'to' } };
  const later = { guard: 'event.day', wanted: true, params: { field: 'to', notBefore: '2023-05-11' } };
  expect(conditionLabel(definition, { any: [[empty], [later]] }, named).vi).toBe(
    'phải để trống “Hạn mới” hoặc “Hạn mới” phải là ngày từ 11/05/2023 trở đi',
  );
});
