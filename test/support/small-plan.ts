import type { CalendarYear } from '../../src/core/calendar/calendar.js';
import { lifecycleSchema, type Lifecycle } from '../../src/core/definition/schema.js';
import type { PlanSource } from '../../src/core/plan/assemble.js';
import { planSchema, unitsSchema } from '../../src/core/plan/schema.js';

/** A plan that has one of everything, small enough to read: for tests without a database. */
const label = (vi: string, en = vi) => ({ vi, en });
const officer = 'owner.officer';
const notice = (to: string, template: string) => ({ type: 'notice.send', params: { to: [to], template } });

const series = {
  lifecycle: 'series',
  label: label('Lịch'),
  events: {
    'occurrence.request': {
      label: label('Mở kỳ', 'Open an occurrence'),
      by: ['secretariat.officer'],
      carries: { period: { type: 'identifier' } },
    },
  },
  windows: { next: { schedule: 'next' } },
  initial: 'running',
  states: {
    running: {
      after: { next: { target: 'opening', actions: { type: 'occurrence.open' } } },
      on: { 'occurrence.request': { target: 'opening', actions: { type: 'occurrence.open' } } },
    },
    opening: { on: { 'children.opened': 'running' } },
  },
};

/** A request is drafted, signed, and issued with a due day; issuing hands out the reports. */
const round = {
  lifecycle: 'round',
  label: label('Đợt'),
  events: {
    'request.sign': { label: label('Ký'), by: [officer] },
    'request.issue': {
      label: label('Ban hành', 'Issue'),
      by: [officer],
      carries: {
        'cut-off': { type: 'day' },
        due: { type: 'day', label: label('Hạn báo cáo', 'Due day') },
        number: { type: 'identifier' },
      },
    },
  },
  windows: {
    lateness: { on: { from: 'due', workingDays: 10 }, label: label('Hết chờ báo cáo chậm', 'End of waiting') },
  },
  initial: 'drafting',
  states: {
    drafting: { on: { 'request.sign': 'signed' } },
    signed: {
      on: {
        'request.issue': {
          target: 'collecting',
          actions: [{ type: 'fact.keep', params: { fields: ['cut-off', 'due', 'number'] } }, { type: 'tasks.open' }],
        },
      },
    },
    collecting: {
      tags: ['handed-in'],
      initial: 'waiting',
      states: {
        waiting: { after: { lateness: { target: 'late', actions: notice('secretariat.officer', 'round-to-close') } } },
        late: {},
      },
    },
  },
};

/** Somebody hands something in. */
const duty = {
  lifecycle: 'duty',
  label: label('Việc'),
  events: { 'work.submit': { label: label('Gửi'), by: ['unit.officer'] } },
  initial: 'open',
  states: { open: { on: { 'work.submit': 'done' } }, done: { type: 'final', tags: ['handed-in'] } },
};

/** The same, told on opening, and chased while nobody says that it has come. */
const report = {
  lifecycle: 'report',
  label: label('Báo cáo'),
  parameters: { 'receipt-days': { type: 'workingDays', default: 2 } },
  events: { 'report.submit': { label: label('Gửi'), by: ['unit.officer'] } },
  windows: { receipt: { workingDays: { parameter: 'receipt-days' }, label: label('Chờ tiếp nhận') } },
  initial: 'new',
  states: {
    new: { always: { target: 'open', actions: notice('unit.officer', 'report-requested') } },
    open: {
      initial: 'asked',
      on: { 'report.submit': 'done' },
      states: {
        asked: { after: { receipt: { target: 'chased', actions: notice('unit.head', 'receipt-missing') } } },
        chased: {},
      },
    },
    done: { type: 'final', tags: ['handed-in'] },
  },
};

/** Opens its tasks at once, or on a day, by parameter. */
const campaign = {
  lifecycle: 'campaign',
  label: label('Đợt'),
  parameters: { 'on-a-day': { type: 'boolean', default: false } },
  guards: { later: { type: 'parameter.is', params: { value: { parameter: 'on-a-day' }, equals: true } } },
  windows: { handing: { on: '09-04', label: label('Giao việc') } },
  initial: 'new',
  states: {
    new: {
      always: [
        { guard: 'later', target: 'waiting' },
        { target: 'running', actions: { type: 'tasks.open' } },
      ],
    },
    waiting: { after: { handing: { target: 'running', actions: { type: 'tasks.open' } } } },
    running: {},
  },
};

/** A meeting whose date people set; members report before it. */
const meeting = {
  lifecycle: 'meeting',
  label: label('Họp'),
  events: {
    'meeting.schedule': {
      label: label('Chốt lịch', 'Schedule'),
      by: [officer],
      carries: { date: { type: 'day' } },
    },
    'meeting.hold': { label: label('Họp'), by: [officer] },
  },
  initial: 'planned',
  states: {
    planned: {
      on: {
        'meeting.schedule': {
          target: 'scheduled',
          actions: [
            { type: 'fact.keep', params: { fields: ['date'] } },
            { type: 'deadline.set', params: { by: 'date' } },
            { type: 'tasks.open' },
          ],
        },
      },
    },
    scheduled: { on: { 'meeting.hold': 'held' } },
    held: { type: 'final', tags: ['handed-in'] },
  },
};

export const smallLifecycles: Readonly<Record<string, Lifecycle>> = Object.fromEntries(
  [series, round, duty, report, campaign, meeting].map((one) => [one.lifecycle, lifecycleSchema.parse(one)]),
);

const unit = (code: string, kind: string, order: number, more: object = {}) => ({
  code,
  name: label(code),
  kind,
  order,
  ...more,
});

export const smallUnits = unitsSchema.parse({
  units: [
    unit('office', 'office', 0),
    unit('chair', 'chair', 1),
    unit('d1', 'district', 10),
    unit('d2', 'district', 11, { to: '2024-06-30', successor: 'd3' }),
    unit('d3', 'district', 12, { from: '2024-07-01' }),
    unit('c11', 'commune', 20, { parent: 'd1' }),
    unit('c12', 'commune', 21, { parent: 'd1' }),
    unit('c21', 'commune', 22, { parent: 'd2' }),
  ],
});

const timing = {
  reminders: [
    { key: 't5', workingDays: -5, to: ['unit.officer', 'unit.head'] },
    { key: 't1', workingDays: -1, to: ['unit.officer'] },
    { key: 'day', workingDays: 0, at: '16:00', to: ['unit.officer'] },
  ],
  overdue: { to: ['unit.officer', 'secretariat.officer'] },
  escalation: [
    { level: 1, workingDays: 1, to: ['unit.head'] },
    { level: 2, workingDays: 3, to: ['leadership'] },
  ],
};

const obligation = (id: string, lifecycle: string, more: object) => ({
  id,
  label: label(id),
  clause: '5.2¶3',
  class: 'hard',
  lifecycle,
  owner: 'office',
  ...more,
});

export const districts = { kind: ['district'] };

/** A request in May, its reports, and a report of the committee on them. */
export const request = obligation('R0', 'round', {
  schedule: { every: 'half-year', only: ['H1'], opens: '05-02', cutOff: '06-14', closes: '07-31' },
  deadline: { by: '05-15' },
  timing: { reminders: [{ key: 't3', workingDays: -3, to: ['secretariat.officer'] }] },
  assume: { 'request.issue': { on: '05-22', carries: { 'cut-off': '05-31', due: '06-15', number: '07' } } },
  tasks: {
    R1: {
      label: label('Báo cáo'),
      clause: '4•1',
      class: 'hard',
      lifecycle: 'report',
      units: districts,
      deadline: { by: 'parent.due' },
      timing,
    },
  },
});
export const compilation = obligation('R4', 'duty', {
  schedule: { every: 'half-year', only: ['H1'], opens: '05-02' },
  deadline: { by: { from: 'source.R0.due', workingDays: 5 } },
  timing,
  listens: [{ obligation: 'R0' }],
});
export const synthesis = obligation('S7', 'duty', {
  schedule: { every: 'year', opens: '09-01' },
  deadline: { before: '11-20' },
  timing,
});
export const meetings = obligation('M1', 'meeting', {
  schedule: { every: 'quarter', opens: 'period.start' },
  deadline: { by: 'period.end' },
  timing: { reminders: [{ key: 't5', workingDays: -5, to: ['secretariat.officer'] }] },
  assume: {
    'meeting.schedule': {
      on: { from: 'opened', workingDays: 20 },
      carries: { date: { from: 'period.end', workingDays: -10 } },
    },
  },
  tasks: {
    R6: {
      label: label('Báo cáo thành viên'),
      clause: '3¶4',
      class: 'hard',
      lifecycle: 'duty',
      units: districts,
      deadline: { within: { from: 'parent.date', workingDays: -3 } },
      timing,
    },
  },
});
/** Communes report to their district, districts to the office. */
export const cascade = obligation('L1', 'campaign', {
  schedule: { once: '2024-07-01' },
  tasks: {
    L2: {
      label: label('Huyện'),
      clause: '1',
      class: 'hard',
      lifecycle: 'campaign',
      parameters: { 'on-a-day': true },
      units: districts,
      deadline: { by: '09-30' },
      tasks: {
        L3: {
          label: label('Xã'),
          clause: '1',
          class: 'hard',
          lifecycle: 'duty',
          units: { under: 'unit' },
          deadline: { by: { from: 'parent.deadline', days: -7 } },
          timing: { ...timing, overdue: { to: ['unit.officer', 'secretariat.officer', 'parent.head'] } },
        },
      },
    },
  },
});
export const onRequest = obligation('R3', 'duty', {
  schedule: { on: 'request' },
  deadline: { by: { from: 'opened', workingDays: 5 } },
  assume: { 'occurrence.request': { on: '08-15', carries: { period: '2024' } } },
});

export const smallPlan = (
  obligations: readonly object[] = [request, compilation, synthesis, meetings, cascade, onRequest],
  more: object = {},
): PlanSource => ({
  lifecycles: smallLifecycles,
  units: smallUnits,
  plan: planSchema.parse({
    plan: 'small',
    number: '1',
    label: label('Kế hoạch nhỏ'),
    term: { from: '2023-01-01', to: '2025-12-31' },
    calendars: ['vn'],
    actors: { secretariat: 'office', leadership: 'chair' },
    obligations,
    ...more,
  }),
});

const off = (date: string, name: string) => ({ date, kind: 'holiday' as const, label: label(name) });
export const smallYears: readonly CalendarYear[] = [
  { year: 2023, status: 'decided', days: [off('2023-05-01', 'Quốc tế lao động'), off('2023-09-04', 'Quốc khánh')] },
  { year: 2024, status: 'decided', days: [off('2024-09-02', 'Quốc khánh')] },
  { year: 2025, status: 'provisional', days: [off('2025-09-02', 'Quốc khánh')] },
];
