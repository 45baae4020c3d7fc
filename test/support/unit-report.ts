import { lifecycleOf, definitionOf, chart, label } from './given.js';

const secretariat = { by: ['secretariat.officer'] };
const unit = { by: ['unit.officer'] };
const labelled = (events: Readonly<Record<string, object>>) =>
  Object.fromEntries(Object.entries(events).map(([name, event]) => [name, { label, ...event }]));

/** A unit's report with everything that can happen to one: the lifecycle that most specs of the core speak of. */
export const unitReport = lifecycleOf({
  lifecycle: 'unit-report',
  stages: ['closed', 'accepted', 'submitted'],
  events: labelled({
    'report.submit': { ...unit, carries: { pages: { type: 'number', optional: true } } },
    'report.record': { ...secretariat, onBehalf: ['secretariat.officer'], reason: 'optional' },
    'report.return': { ...secretariat, carries: { to: { type: 'day', optional: true } } },
    'report.accept': secretariat,
    'report.reopen': secretariat,
    'report.exempt': secretariat,
    'exemption.revoke': secretariat,
    'report.suspend': secretariat,
    'report.resume': secretariat,
    'report.cancel': { ...secretariat, reason: 'required' },
    'report.close': secretariat,
    'report.score': { by: ['secretariat.officer', 'unit.head'], notOwnUnit: true },
    'deadline.extend': { ...secretariat, carries: { to: { type: 'day' } } },
    'unit.hand-over': { ...secretariat, carries: { unit: { type: 'unit' } } },
  }),
  initial: 'drafting',
  states: {
    drafting: {
      tags: ['drafting'],
      on: {
        'report.submit': 'submitted',
        'report.record': 'submitted',
        'report.exempt': 'exempted',
        'report.suspend': { target: 'paused', actions: { type: 'deadline.pause' } },
        'report.cancel': 'cancelled',
        'report.close': 'not-reported',
        'deadline.extend': { actions: { type: 'deadline.set', params: { field: 'to' } } },
        'unit.hand-over': { actions: { type: 'unit.set', params: { field: 'unit' } } },
      },
    },
    paused: {
      tags: ['suspended'],
      on: {
        'report.resume': { target: 'drafting', actions: { type: 'deadline.resume' } },
        'deadline.extend': { actions: { type: 'deadline.set', params: { field: 'to' } } },
      },
    },
    submitted: {
      tags: ['submitted', 'handed-in'],
      on: {
        'report.return': {
          target: 'drafting',
          actions: [
            { type: 'deadline.sub', params: { workingDays: 3, field: 'to' } },
            { type: 'count.up', params: { counter: 'returns' } },
          ],
        },
        'report.accept': 'accepted',
        'report.score': { actions: { type: 'fact.set', params: { fact: 'scored', value: true } } },
        // Whoever has handed in may still be given more time, should the report come back.
        'deadline.extend': { actions: { type: 'deadline.set', params: { field: 'to' } } },
        'report.close': 'closed',
      },
    },
    accepted: {
      tags: ['accepted', 'handed-in'],
      on: { 'report.reopen': 'drafting', 'report.close': 'closed' },
    },
    exempted: { tags: ['exempt'], on: { 'exemption.revoke': 'drafting', 'report.close': 'let-off' } },
    closed: { type: 'final', tags: ['handed-in'] },
    'not-reported': { type: 'final' },
    'let-off': { type: 'final', tags: ['exempt'] },
    cancelled: { type: 'final', tags: ['cancelled'] },
  },
});

export const reportTiming = {
  soon: { workingDays: 3 },
  reminders: [
    { key: 't5', workingDays: -5, to: ['unit.officer'] },
    { key: 't1', workingDays: -1, to: ['unit.officer'] },
  ],
  overdue: { to: ['unit.officer'] },
  escalation: [
    { level: 1, workingDays: 1, to: ['unit.head'] },
    { level: 2, workingDays: 3, to: ['leadership'] },
  ],
};

/** Due by 20/11/2023, a Monday. */
export const report = chart(definitionOf(unitReport, { timing: reportTiming }));
