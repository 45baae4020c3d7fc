import type { Standing } from '../work/timeliness.rules.js';

/**
 * The four numbers of leadership (hoàn thành đúng hạn · hoàn thành quá hạn · chưa hoàn thành trong hạn · chưa hoàn thành
 * quá hạn), and what is none of them. Whatever was returned is not done, whatever its first verdict was.
 */
export const quadrants = [
  'done-on-time',
  'done-late',
  'open-in-time',
  'open-overdue',
  'done-untimed',
  'exempt',
  'not-assessable',
] as const;
export type Quadrant = (typeof quadrants)[number];

export function quadrantOf(standing: Standing): Quadrant {
  switch (standing) {
    case 'on-time':
      return 'done-on-time';
    case 'late':
      return 'done-late';
    case 'on-track':
    case 'due-soon':
      return 'open-in-time';
    case 'overdue':
    case 'missing':
      return 'open-overdue';
    case 'untimed':
      return 'done-untimed';
    case 'exempt':
    case 'cancelled':
    case 'suspended':
      return 'exempt';
    case 'no-deadline':
    case 'closed':
      return 'not-assessable';
    default:
      return standing satisfies never;
  }
}

/** A report that was not asked for: the round stands, its request does not. */
export const NOT_REQUESTED = 'request-missing';

type Numbers = {
  doneOnTime: number;
  doneLate: number;
  openInTime: number;
  openOverdue: number;
  doneUntimed: number;
  exempt: number;
  notAssessable: number;
  total: number;
};
const fields: Readonly<Record<Quadrant, Exclude<keyof Numbers, 'total'>>> = {
  'done-on-time': 'doneOnTime',
  'done-late': 'doneLate',
  'open-in-time': 'openInTime',
  'open-overdue': 'openOverdue',
  'done-untimed': 'doneUntimed',
  exempt: 'exempt',
  'not-assessable': 'notAssessable',
};

export function numbersOf(rows: readonly { readonly standing: Standing; readonly n: number }[]): Numbers {
  const numbers = { doneOnTime: 0, doneLate: 0, openInTime: 0, openOverdue: 0, doneUntimed: 0, exempt: 0 };
  const counted = { ...numbers, notAssessable: 0, total: 0 };
  for (const { standing, n } of rows) {
    counted[fields[quadrantOf(standing)]] += n;
    counted.total += n;
  }
  return counted;
}
