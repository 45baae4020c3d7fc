import { lifecycleSchema, type Lifecycle } from '../../src/core/definition/schema.js';
import type { PlanSource } from '../../src/core/plan/assemble.js';
import { smallPlan } from './make.js';

const label = { vi: 'thử', en: 'test' };
const officer = { label, by: ['owner.officer'] };

/** Hears each of its reports, also those that time alone moves, and those that its own closing closes. */
const round: Lifecycle = lifecycleSchema.parse({
  lifecycle: 'round',
  label,
  stages: ['closed', 'complete', 'collecting'],
  events: { 'request.issue': { ...officer, carries: { due: { type: 'day' } } }, 'round.close': officer },
  initial: 'draft',
  states: {
    draft: {
      on: {
        'request.issue': {
          target: 'collecting',
          actions: [{ type: 'fact.keep', params: { fields: ['due'] } }, { type: 'tasks.open' }],
        },
      },
    },
    collecting: {
      tags: ['collecting', 'handed-in'],
      always: { guard: { type: 'children.all', params: { tags: ['accepted'] } }, target: 'complete' },
      on: { 'round.close': 'closing' },
    },
    complete: { tags: ['complete', 'handed-in'], on: { 'round.close': 'closing' } },
    closing: {
      tags: ['handed-in'],
      entry: { type: 'tasks.tell', params: { event: 'round.closed' } },
      always: { guard: { type: 'children.all', params: { tags: ['over'] } }, target: 'closed' },
    },
    closed: { type: 'final', tags: ['closed', 'handed-in'] },
  },
});
/** Nobody's letter is needed to make it late: after twenty days all of them move at one instant. */
const report: Lifecycle = lifecycleSchema.parse({
  lifecycle: 'report',
  label,
  stages: ['over', 'accepted', 'submitted', 'lapsed'],
  events: {
    'report.submit': { label, by: ['unit.officer'] },
    'report.record': { ...officer, onBehalf: ['owner.officer'], reason: 'optional' },
    'report.return': { ...officer, reason: 'required' },
    'report.accept': officer,
  },
  windows: { lapse: { on: { from: 'opened', workingDays: 20 } } },
  initial: 'drafting',
  states: {
    drafting: {
      after: { lapse: 'lapsed' },
      on: { 'report.submit': 'submitted', 'report.record': 'submitted', 'round.closed': 'not-reported' },
    },
    lapsed: {
      tags: ['lapsed'],
      on: { 'report.submit': 'submitted', 'report.record': 'submitted', 'round.closed': 'not-reported' },
    },
    submitted: {
      tags: ['submitted', 'handed-in'],
      entry: { type: 'notice.send', params: { to: ['owner.officer'], template: 'submitted' } },
      on: {
        'report.return': { target: 'drafting', actions: [{ type: 'deadline.sub', params: { workingDays: 3 } }] },
        'report.accept': 'accepted',
        'round.closed': 'compiled',
      },
    },
    accepted: { tags: ['accepted', 'handed-in'], on: { 'report.return': 'drafting', 'round.closed': 'compiled' } },
    compiled: { type: 'final', tags: ['over', 'handed-in'] },
    'not-reported': { type: 'final', tags: ['over'] },
  },
});

/** The small plan, with a round that waits for its reports before it is closed. */
export function waitingPlan(n: number): PlanSource {
  const plan = smallPlan(n);
  return { ...plan, lifecycles: { ...plan.lifecycles, round, report } };
}
