import * as fc from 'fast-check';
import {
  cascade,
  compilation,
  meetings,
  onRequest,
  request,
  smallPlan,
  smallYears,
  synthesis,
} from '../../../test/support/small-plan.js';
import { makeCalendar } from '../calendar/calendar.js';
import { at, dayOf, endOfDay, fromIso, toIso } from '../calendar/day.js';
import { lifecycleSchema } from '../definition/schema.js';
import type { Actor } from '../instance.js';
import { seriesKey } from '../opening.js';
import { World } from '../world.js';
import { assemble, type PlanSource } from './assemble.js';
import { preview, type PreviewEntry } from './preview.js';
import { previewJson, toPreviewJson, type PreviewJson } from './preview-json.js';

const calendar = makeCalendar(smallYears);
const whole = ['2023-01-01', '2026-03-31'] as const;
const entries = (plan: PlanSource, from: string = whole[0], to: string = whole[1]): readonly PreviewEntry[] => [
  ...preview(plan, calendar, from, to),
];
const only = (plan: PlanSource, wanted: Partial<PreviewEntry>): readonly PreviewEntry[] =>
  entries(plan).filter((entry) =>
    Object.entries(wanted).every(([name, value]) => entry[name as keyof PreviewEntry] === value),
  );
const json = (entry: PreviewEntry | undefined, language: 'vi' | 'en' = 'vi'): PreviewJson => {
  if (!entry) throw new Error('no such entry');
  return toPreviewJson(entry, language);
};
/** "S7 due 19/11/2023 23:59 office", without the reasons. */
const told = ({ at, kind, obligation, unit }: PreviewEntry): string =>
  `${toIso(at).slice(0, 16).replace('T', ' ')} ${kind} ${obligation} ${unit}`;

describe('a deadline', () => {
  test('before 20/11/2023 says why it should be done on the Friday before', () => {
    const due = json(only(smallPlan([synthesis]), { kind: 'due', occurrence: '2023' })[0]);
    expect(due).toEqual({
      at: '2023-11-19T23:59:59.999+07:00',
      kind: 'due',
      obligation: 'S7',
      clause: '5.2¶3',
      occurrence: '2023',
      unit: 'office',
      to: [],
      why: 'trước 20/11/2023 → hết 19/11; 18–19/11 là cuối tuần → nên xong 17:00 thứ Sáu 17/11',
      provisional: false,
      assumed: false,
    });
    const working = only(smallPlan([synthesis]), { kind: 'workingEnd', occurrence: '2023' })[0];
    expect(json(working, 'en')).toMatchObject({
      at: '2023-11-17T17:00:00.000+07:00',
      why: 'before 20/11/2023 → by the end of 19/11; 18–19/11 is a weekend → best done by 17:00 on Friday 17/11',
    });
  });

  test('unfolds into reminders from the working end and escalations from the legal end', () => {
    expect(entries(smallPlan([synthesis]), '2023-01-01', '2023-12-31').map(told)).toEqual([
      '2023-09-01 08:00 opens S7 office',
      '2023-11-10 08:00 reminder S7 office',
      '2023-11-16 08:00 reminder S7 office',
      '2023-11-17 16:00 reminder S7 office',
      '2023-11-17 17:00 workingEnd S7 office',
      '2023-11-19 23:59 due S7 office',
      '2023-11-20 08:00 overdue S7 office',
      '2023-11-20 08:00 escalation S7 office',
      '2023-11-22 08:00 escalation S7 office',
    ]);
  });

  test('is told to be overdue in the morning after, and says why then', () => {
    const [overdue] = only(smallPlan([synthesis]), { kind: 'overdue', occurrence: '2023' });
    expect(json(overdue)).toMatchObject({
      at: '2023-11-20T08:00:00.000+07:00',
      to: ['office/officer'],
      why: 'trước 20/11/2023 → hết 19/11; hết hạn ngày 19/11 → báo quá hạn 08:00 thứ Hai 20/11',
    });
    expect(json(overdue, 'en').why).toBe(
      'before 20/11/2023 → by the end of 19/11; the deadline ends on 19/11 → told that it is overdue at 08:00 on Monday 20/11',
    );
  });

  test('that is past at the opening is told at the opening, with the levels that are past as well', () => {
    const late = { ...synthesis, deadline: { by: '08-30' } };
    const found = entries(smallPlan([late]), '2023-01-01', '2023-12-31');
    expect(found.map(told)).toEqual([
      '2023-08-30 17:00 workingEnd S7 office',
      '2023-08-30 23:59 due S7 office',
      '2023-09-01 08:00 opens S7 office',
      '2023-09-01 08:00 overdue S7 office',
      '2023-09-01 08:00 escalation S7 office',
      '2023-09-05 08:00 escalation S7 office',
    ]);
    expect(json(found[3]).why).toMatch(/; khi biết hạn thì đã qua: báo ngay 08:00 thứ Sáu 01\/09$/);
    expect(json(found[4], 'en').why).toMatch(
      /; past when the deadline is known: told at once, at 08:00 on Friday 01\/09$/,
    );
  });

  test('of a year that nobody has decided is provisional, and so is what is counted from it', () => {
    const found = entries(smallPlan([synthesis]), '2025-10-01', '2025-12-31');
    expect(found.length).toBe(8);
    expect(found.every(({ provisional }) => provisional)).toBe(true);
    expect(json(found[0]).why).toContain('lịch nghỉ năm 2025 chưa chính thức');
  });
});

describe('a report round', () => {
  const plan = smallPlan([request, compilation]);

  test('hands out the reports on the day that the request is taken to be issued, and says so', () => {
    const opened = only(plan, { kind: 'opens', obligation: 'R1', occurrence: '2023-H1' });
    expect(opened.map((entry) => [json(entry).at, entry.unit, entry.assumed, ...entry.to])).toEqual([
      ['2023-05-22T08:00:00.000+07:00', 'd1', true, 'd1/officer'],
      ['2023-05-22T08:00:00.000+07:00', 'd2', true, 'd2/officer'],
    ]);
    expect(json(opened[0]).why).toBe('giả định «Ban hành» (R0) đã xong ngày 22/05/2023');
  });

  test('takes the due day from the request that is taken to be issued', () => {
    const [due] = only(plan, { kind: 'due', obligation: 'R1', occurrence: '2024-H1' });
    expect(json(due)).toMatchObject({
      at: '2024-06-15T23:59:59.999+07:00',
      assumed: true,
      why: 'giả định «Ban hành» (R0) đã xong ngày 22/05/2024; tính từ «Hạn báo cáo» 15/06; chậm nhất hết 15/06; 15/06 là cuối tuần → nên xong 17:00 thứ Sáu 14/06',
    });
  });

  test("has a deadline of its own that rests on nobody's act", () => {
    expect(only(plan, { obligation: 'R0', kind: 'due' }).map(({ assumed }) => assumed)).toEqual([false, false, false]);
  });

  test("cuts off on the request's day, not on the schedule's", () => {
    const [cutOff] = only(plan, { kind: 'cutOff', occurrence: '2023-H1' });
    expect(json(cutOff)).toMatchObject({ at: '2023-05-31T23:59:59.999+07:00', assumed: true });
  });

  test('ends its window on a date, and closes when its schedule says so', () => {
    const closes = only(plan, { kind: 'closes', occurrence: '2023-H1' });
    expect(closes.map((entry) => [json(entry).at, entry.assumed])).toEqual([
      ['2023-06-29T08:00:00.000+07:00', true],
      ['2023-07-31T23:59:59.999+07:00', false],
    ]);
    expect(json(closes[0], 'en').why).toBe(
      'assuming “Issue” (R0) is done on 22/05/2023; counted from “Due day”, 15/06; 10 working days after 15/06 → Thursday 29/06 → End of waiting at 08:00 on Thursday 29/06',
    );
  });

  test('is heard by another obligation, whose deadline then rests on the same act', () => {
    const [due] = only(plan, { obligation: 'R4', kind: 'due', occurrence: '2023-H1' });
    expect(json(due)).toMatchObject({ at: '2023-06-22T23:59:59.999+07:00', assumed: true });
    expect(json(due).why).toContain('giả định «Ban hành» (R0) đã xong ngày 22/05/2023');
  });

  test('that nobody is taken to issue opens its reports with itself, and says that this is a guess', () => {
    const { assume: _, ...silent } = request as unknown as Record<string, unknown>;
    const found = only(smallPlan([silent]), { obligation: 'R1', occurrence: '2023-H1' });
    expect(found.map(({ kind, assumed }) => [kind, assumed])).toEqual([
      ['opens', true],
      ['opens', true],
      ['reminder', true],
      ['reminder', true],
    ]);
    expect(json(found[0]).why).toBe('giả định «Ban hành» (R0) đã xong ngày 02/05/2023');
  });
});

describe('tasks', () => {
  test('are those of the units that are valid when they open', () => {
    const units = (occurrence: string) =>
      only(smallPlan([meetings]), { obligation: 'R6', kind: 'opens', occurrence }).map(({ unit }) => unit);
    expect(units('2024-Q2')).toEqual(['d1', 'd2']);
    expect(units('2024-Q3')).toEqual(['d1', 'd3']);
  });

  test('unfold level by level, each from the deadline of the one above', () => {
    const found = only(smallPlan([cascade]), { occurrence: 'once' }).filter(({ kind }) =>
      ['opens', 'due'].includes(kind),
    );
    expect(found.map(told)).toEqual([
      '2024-07-01 08:00 opens L1 office',
      '2024-07-01 08:00 opens L2 d1',
      '2024-07-01 08:00 opens L2 d3',
      '2024-09-04 08:00 opens L3 c11',
      '2024-09-04 08:00 opens L3 c12',
      '2024-09-23 23:59 due L3 c11',
      '2024-09-23 23:59 due L3 c12',
      '2024-09-30 23:59 due L2 d1',
      '2024-09-30 23:59 due L2 d3',
    ]);
  });

  test('count from the date of the meeting that is taken to be scheduled', () => {
    const [due] = only(smallPlan([meetings]), { obligation: 'R6', kind: 'due', occurrence: '2023-Q1' });
    expect(json(due)).toMatchObject({ at: '2023-03-14T17:00:00.000+07:00', assumed: true });
  });

  test('a deadline that an act sets replaces the one before it', () => {
    const dues = only(smallPlan([meetings]), { obligation: 'M1', kind: 'due', occurrence: '2023-Q1' });
    expect(dues.map(told)).toEqual(['2023-03-17 23:59 due M1 office']);
  });
});

test('what opens on request opens when the plan says that this is taken for granted', () => {
  const found = only(smallPlan([onRequest]), { occurrence: '2024' });
  expect(found.slice(0, 1).map(told)).toEqual(['2023-08-15 08:00 opens R3 office']);
  expect(found.every(({ assumed }) => assumed)).toBe(true);
});

describe('whatever the range', () => {
  const plan = smallPlan();
  const all = entries(plan);

  test('entries lie inside it, in order, and are those of the whole plan', () => {
    const day = fc.integer({ min: 0, max: 1150 }).map((n) => dayOf(at('2023-01-01', '00:00') + n * 86_400_000));
    fc.assert(
      fc.property(day, day, (a, b) => {
        const [from = '', to = ''] = [a, b].sort();
        const found = entries(plan, from, to);
        const inside = all.filter((entry) => dayOf(entry.at) >= from && dayOf(entry.at) <= to);
        expect(found).toEqual(inside);
      }),
      { numRuns: 40 },
    );
    expect(all.map((entry) => entry.at)).toEqual(all.map((entry) => entry.at).sort((x, y) => x - y));
  });

  test('every reminder comes before its deadline, every escalation after it', () => {
    const due = new Map(
      all
        .filter(({ kind }) => kind === 'due')
        .map((entry) => [`${entry.obligation}/${entry.occurrence}/${entry.unit}`, entry.at]),
    );
    for (const entry of all) {
      const end = due.get(`${entry.obligation}/${entry.occurrence}/${entry.unit}`);
      if (entry.kind === 'reminder') expect(entry.at).toBeLessThanOrEqual(end ?? Infinity);
      if (entry.kind === 'escalation') expect(entry.at).toBeGreaterThan(end ?? Infinity);
    }
  });

  test('no two entries of a unit share a key, so a calendar can tell them apart', () => {
    const ids = all.map(({ obligation, occurrence, unit, key }) => `${obligation}/${occurrence}/${unit}/${key}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the document is one JSON document with the same entries', () => {
    const text = [...previewJson(all, 'en')].join('');
    expect(JSON.parse(text)).toEqual({ entries: all.map((entry) => toPreviewJson(entry, 'en')) });
    expect(JSON.parse([...previewJson([], 'vi')].join(''))).toEqual({ entries: [] });
  });
});

describe('what the engine does when nobody acts but those who are taken to', () => {
  const system: Actor = { kind: 'system', id: 'test' };
  const start = at('2023-01-01', '00:00');

  /** Plays the plan in memory, with these acts. */
  const played = (source: PlanSource, acts: readonly (readonly [day: string, to: string, event: object])[] = []) => {
    const { definitions, series } = assemble(source);
    const world = new World(definitions, calendar, source.units.units);
    const { plan, term } = source.plan;
    world.begin(
      series.map(({ obligation, definition, unit }) => ({
        ...{ key: seriesKey(plan, obligation), definition, calendar: calendar.id, parent: null, group: null },
        ...{ reopens: null, listeners: [], at: start, hop: 0, actor: system },
        context: {
          unit,
          period: { id: 'series', start: term.from, end: term.to, year: 2023 },
          facts: {},
          parentUnit: null,
          parentFacts: {},
        },
      })),
    );
    acts.forEach(([day, to, event], n) => {
      const moment = at(day, '08:00');
      world.settle(moment);
      const letter = { to, key: `k${n}`, at: moment, hop: -1, actor: system, sender: '', senderSeq: n };
      const { outcome } = world.send({ ...letter, event: event as { type: string } });
      expect(outcome).toBe('moved');
    });
    world.settle(endOfDay('2023-12-31'));
    expect(world.broken).toEqual([]);
    return world;
  };

  /** Every message, as the engine sends it and as the preview announces it. */
  const sent = (world: World) =>
    world.notices.map(({ instance, at: when, unit, seat }) => `${toIso(when)} ${instance} → ${unit}/${seat}`).sort();
  const announced = (source: PlanSource, keyOf: (entry: PreviewEntry) => string) =>
    entries(source, '2023-01-01', '2023-12-31')
      .flatMap((entry) => entry.to.map((post) => `${toIso(entry.at)} ${keyOf(entry)} → ${post}`))
      .sort();

  test('is announced to the millisecond: who hears what, when', () => {
    const source = smallPlan([request, compilation, synthesis]);
    const world = played(source, [
      ['2023-05-22', 'small/R0/2023-H1', { type: 'request.sign' }],
      [
        '2023-05-22',
        'small/R0/2023-H1',
        { type: 'request.issue', due: '2023-06-15', 'cut-off': '2023-05-31', number: '07' },
      ],
    ]);
    const keyOf = ({ obligation, occurrence, unit }: PreviewEntry) =>
      `small/${obligation}/${occurrence}${obligation === 'R1' ? `/${unit}` : ''}`;
    expect(sent(world).length).toBeGreaterThan(30);
    expect(announced(source, keyOf)).toEqual(sent(world));
  });

  test('is what an occurrence keeps of its deadline when it opens', () => {
    const source = smallPlan([synthesis]);
    const world = played(source);
    const kept = { ...world.instances.get('small/S7/2023')?.snapshot.context.due };
    delete kept['soon'];
    const byKey = { 'working-end': 'working-end', due: 'end', overdue: 'announce' } as Record<string, string>;
    const found = entries(source, '2023-01-01', '2023-12-31').filter(({ kind }) => kind !== 'opens');
    expect(Object.fromEntries(found.map((entry) => [byKey[entry.key] ?? entry.key, entry.at]))).toEqual(kept);
  });

  test('is announced for any deadline and any reminders', () => {
    const time = fc.constantFrom('08:00', '16:00', '07:30');
    const reminder = fc.record({
      workingDays: fc.integer({ min: -30, max: 2 }),
      at: time,
      from: fc.constantFrom('working-end', 'opened'),
    });
    const rule = fc.record({
      word: fc.constantFrom('before', 'by', 'within'),
      day: fc.constantFrom('11-20', '09-04', '06-11', '12-01', '04-30'),
      roll: fc.constantFrom('stay', 'back', 'forward'),
    });
    fc.assert(
      fc.property(rule, fc.array(reminder, { maxLength: 5 }), fc.nat(3), ({ word, day, roll }, reminders, levels) => {
        const source = smallPlan([
          {
            ...synthesis,
            schedule: { every: 'year', opens: '04-03' },
            deadline: { [word]: day, roll },
            timing: {
              reminders: reminders.map((one, i) => ({ ...one, key: `k${i}`, to: ['unit.officer'] })),
              overdue: { to: ['unit.head'] },
              escalation: Array.from({ length: levels }, (_, i) => ({
                level: i + 1,
                workingDays: i,
                to: ['leadership'],
              })),
            },
          },
        ]);
        expect(announced(source, ({ occurrence }) => `small/S7/${occurrence}`)).toEqual(sent(played(source)));
      }),
      { numRuns: 60 },
    );
  });

  test('is announced for tasks that a window hands out', () => {
    const source = smallPlan([{ ...cascade, schedule: { once: '2023-07-03' } }]);
    const world = played(source);
    expect(sent(world).length).toBeGreaterThan(5);
    // Two levels down, a key says below whom.
    const below = { L2: () => '', L3: (unit: string) => `.d${unit.charAt(1)}` } as Record<
      string,
      (unit: string) => string
    >;
    const keyOf = ({ obligation, occurrence, unit }: PreviewEntry) =>
      `small/${obligation}/${occurrence}${below[obligation] ? `${below[obligation](unit)}/${unit}` : ''}`;
    expect(announced(source, keyOf)).toEqual(sent(world));
    const opened = entries(source, '2023-01-01', '2023-12-31').filter(({ kind }) => kind === 'opens');
    for (const entry of opened) expect(world.histories.get(keyOf(entry))?.[0]?.at).toBe(fromIso(json(entry).at));
  });
});

describe('tasks that wait for another obligation', () => {
  const label = (text: string) => ({ vi: text, en: text });
  const waiting = lifecycleSchema.parse({
    lifecycle: 'waiting',
    label: label('Chờ'),
    events: { 'round.open': { label: label('Mở đợt'), by: ['owner.officer'] } },
    initial: 'awaiting',
    states: {
      awaiting: {
        label: label('Chờ bảng điểm'),
        tags: ['awaiting'],
        on: { 'round.open': { target: 'scoring', actions: { type: 'tasks.open' } } },
        always: {
          guard: { type: 'source.in', params: { source: 'table', tags: ['issued'] } },
          target: 'scoring',
          actions: { type: 'tasks.open' },
        },
      },
      scoring: {},
    },
  });
  const scoring = {
    ...{ id: 'S5', label: label('Chấm điểm'), clause: '5.2¶1', class: 'hard', lifecycle: 'waiting', owner: 'office' },
    schedule: { every: 'year', opens: '09-15' },
    deadline: { by: '11-10' },
    timing: { reminders: [{ key: 'still', workingDays: -3, to: ['owner.officer'], while: ['awaiting'] }] },
    listens: [{ obligation: 'S4', as: 'table' }],
    tasks: {
      A: {
        ...{ label: label('Tự chấm'), clause: '5.2¶1', class: 'hard', lifecycle: 'duty' },
        units: { kind: ['district'] },
      },
    },
  };
  const table = (by: string) => ({
    ...{ id: 'S4', label: label('Bảng điểm'), clause: '5.2¶1', class: 'hard', lifecycle: 'duty', owner: 'office' },
    schedule: { every: 'year', opens: '04-03' },
    deadline: { by },
  });
  const planned = (obligations: readonly object[]): PlanSource => {
    const plan = smallPlan(obligations);
    return { ...plan, lifecycles: { ...plan.lifecycles, waiting } };
  };
  const opened = (plan: PlanSource) => json(only(plan, { obligation: 'A', kind: 'opens', occurrence: '2023' })[0]);

  test('open with their occurrence when the other is done before', () => {
    expect(opened(planned([table('06-30'), scoring]))).toMatchObject({
      at: '2023-09-15T08:00:00.000+07:00',
      assumed: true,
      why: 'giả định «Bảng điểm» (S4) đã xong ngày 30/06/2023',
    });
  });

  test('open when the other should be done', () => {
    expect(opened(planned([table('10-02'), scoring])).at).toBe('2023-10-02T17:00:00.000+07:00');
  });

  test('open with their occurrence when the other has no such period', () => {
    expect(opened(planned([{ ...table('06-30'), schedule: { once: '2023-04-03' } }, scoring]))).toMatchObject({
      at: '2023-09-15T08:00:00.000+07:00',
      assumed: true,
    });
  });

  test('a reminder that is sent in some states only says in which', () => {
    const [reminder] = only(planned([table('06-30'), scoring]), { key: 'r-still', occurrence: '2023' });
    expect(json(reminder).why).toMatch(/; chỉ khi còn «Chờ bảng điểm»$/);
  });
});
