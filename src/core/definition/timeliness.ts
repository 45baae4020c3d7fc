import type { Timing } from '../plan/schema.js';
import type { MachineJson } from './definition.js';

/** Where the work's states stand that the timeliness region follows: ids for `stateIn`. */
export type Followed = {
  readonly final: readonly string[];
  readonly handedIn: readonly string[];
  readonly exempt: readonly string[];
  readonly cancelled: readonly string[];
  readonly suspended: readonly string[];
  /** States that carry a tag, for reminders with `while`. */
  readonly tagged: (tags: readonly string[]) => readonly string[];
};

const inside = (states: readonly string[]) => ({ type: 'work.in', params: { states: [...states] } });
const outside = (states: readonly string[]) => ({ type: 'not', guard: inside(states) });
const guard = (type: string, params?: Record<string, string | number>) => (params ? { type, params } : { type });

/**
 * The region that every lifecycle gets beside its `work`:
 * waiting → open → due soon → overdue → escalated 1…n; handed in on time / late; suspended, exempt, cancelled; closed.
 * It has no event of its own: it follows the work's tags, the instants in `context.due`, and `touched`, which whoever
 * moves a deadline sets. Notices stand on transitions that a timer takes, and the timer notes of which legal end it told:
 * `routing` goes by what was told of the present end, so coming back tells nobody twice, and what was never told is due.
 */
export function timelinessRegion(timing: Timing, at: Followed): MachineJson {
  const left = [...at.final, ...at.exempt, ...at.cancelled, ...at.suspended];
  const follow = [
    { guard: inside([...left, ...at.handedIn]), target: 'routing' },
    { guard: guard('deadline.touched'), target: 'routing' },
  ];
  const levels = [...timing.escalation].sort((a, b) => a.level - b.level);
  const levelState = (level: number) => `level-${level}`;
  const notice = (to: readonly string[], template: string, level: number) => ({
    type: 'notice.send',
    params: { to: [...to], template, level },
  });
  /** Told, even where nobody is to be told: that the timer has fired is what `routing` asks. */
  const tells = (due: string, ...notices: MachineJson[]) => [...notices, { type: 'due.tell', params: { due } }];
  const escalate = (index: number) => {
    const next = levels[index];
    return (
      next && {
        [`e-${next.level}`]: {
          target: levelState(next.level),
          actions: tells(`e-${next.level}`, notice(next.to, next.template ?? 'escalation', next.level)),
        },
      }
    );
  };

  const { overdue } = timing;
  // At every level: it may be told later than the first. Of timers of one instant the first by name is played first, and
  // this one is told before any level that falls on the same hour.
  const announce: MachineJson = overdue
    ? { announce: { actions: tells('announce', notice(overdue.to, overdue.template ?? 'overdue', 0)) } }
    : {};

  return {
    initial: 'routing',
    states: {
      routing: {
        entry: [{ type: 'deadline.settled' }],
        always: [
          {
            guard: { type: 'and', guards: [inside(at.final), inside(at.handedIn)] },
            target: 'closing',
            actions: [{ type: 'verdict.make' }],
          },
          { guard: inside(at.final), target: 'closing' },
          { guard: inside(at.exempt), target: 'exempt' },
          { guard: inside(at.cancelled), target: 'cancelled' },
          { guard: inside(at.suspended), target: 'suspended' },
          { guard: inside(at.handedIn), target: 'handed-in', actions: [{ type: 'verdict.make' }] },
          { guard: { type: 'not', guard: guard('deadline.known') }, target: 'waiting' },
          ...levels
            .map((l) => ({
              guard: guard('due.told', { due: `e-${l.level}` }),
              target: `overdue.${levelState(l.level)}`,
            }))
            .reverse(),
          { guard: guard('due.told', { due: 'end' }), target: 'overdue' },
          { guard: guard('due.past', { due: 'soon' }), target: 'pending.soon' },
          { target: 'pending.open' },
        ],
      },
      waiting: {
        tags: ['no-deadline'],
        always: [...follow, { guard: guard('deadline.known'), target: 'routing' }],
      },
      pending: {
        initial: 'open',
        always: follow,
        after: {
          end: {
            target: 'overdue',
            actions: tells('end'),
          },
          ...Object.fromEntries(
            timing.reminders.map((r) => [
              `r-${r.key}`,
              {
                actions: tells(`r-${r.key}`, notice(r.to, r.template ?? 'reminder', 0)),
                ...(r.while && { guard: inside(at.tagged(r.while)) }),
              },
            ]),
          ),
        },
        states: {
          open: { tags: ['on-track'], after: { soon: { target: 'soon' } } },
          soon: { tags: ['due-soon'] },
        },
      },
      overdue: {
        tags: ['overdue'],
        initial: 'level-0',
        always: follow,
        after: announce,
        states: {
          'level-0': { after: escalate(0) ?? {} },
          ...Object.fromEntries(
            levels.map((l, index) => [
              levelState(l.level),
              { tags: [`escalated-${l.level}`], after: escalate(index + 1) ?? {} },
            ]),
          ),
        },
      },
      'handed-in': {
        initial: 'judged',
        always: [{ guard: { type: 'or', guards: [outside(at.handedIn), inside(left)] }, target: 'routing' }],
        states: {
          judged: {
            always: [
              { guard: guard('verdict.is', { verdict: 'on-time' }), target: 'on-time' },
              { guard: guard('verdict.is', { verdict: 'late' }), target: 'late' },
              { target: 'untimed' },
            ],
          },
          'on-time': { tags: ['on-time'] },
          late: { tags: ['late'] },
          untimed: { tags: ['untimed'] },
        },
      },
      exempt: {
        always: [{ guard: { type: 'or', guards: [outside(at.exempt), inside(at.final)] }, target: 'routing' }],
      },
      cancelled: {
        always: [{ guard: { type: 'or', guards: [outside(at.cancelled), inside(at.final)] }, target: 'routing' }],
      },
      suspended: {
        always: [{ guard: { type: 'or', guards: [outside(at.suspended), inside(at.final)] }, target: 'routing' }],
      },
      closing: {
        always: [
          { guard: inside(at.exempt), target: 'closed-exempt' },
          { guard: inside(at.cancelled), target: 'closed-cancelled' },
          { guard: guard('verdict.is', { verdict: 'on-time' }), target: 'closed-on-time' },
          { guard: guard('verdict.is', { verdict: 'late' }), target: 'closed-late' },
          { guard: guard('deadline.known'), target: 'closed-missing' },
          { target: 'closed-untimed' },
        ],
      },
      'closed-exempt': { type: 'final', tags: ['closed'] },
      'closed-cancelled': { type: 'final', tags: ['closed'] },
      'closed-on-time': { type: 'final', tags: ['closed', 'on-time'] },
      'closed-late': { type: 'final', tags: ['closed', 'late'] },
      'closed-missing': { type: 'final', tags: ['closed', 'missing'] },
      'closed-untimed': { type: 'final', tags: ['closed', 'untimed'] },
    },
  };
}
