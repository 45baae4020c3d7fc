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
