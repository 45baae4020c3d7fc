import { dayOf } from '../../src/core/calendar/day.js';
import { moment } from './given.js';
import type { Story } from './story.js';

/** What people of plan 19-KH/BCĐ do so often that a story says it in one word. */
export const secretary = 'co-quan-thuong-truc/officer';
export const secretaryHead = 'co-quan-thuong-truc/head';
export const leader = 'thuong-truc-ban-chi-dao/leader';

/** The unit that answers for an instance now; a hand-over changes it. */
const unitOf = (story: Story, on: string): string => story.of(on).snapshot.context.unit;
export const officerOf = (story: Story, on: string): string => `${unitOf(story, on)}/officer`;
export const headOf = (story: Story, on: string): string => `${unitOf(story, on)}/head`;

/** The written request of a round: drafted, signed and issued on one day. */
export function issueRequest(story: Story, round: string, when: string, due: string): void {
  const day = dayOf(moment(when));
  story.by(secretary)(when, round, 'request.present');
  story.by(secretaryHead)(when, round, 'request.sign');
  story.by(secretary)(when, round, 'request.issue', { number: '01-CV-BCĐ', dated: day, 'cut-off': day, due });
}

/** A report goes through its unit: drafted by the officer, signed and handed in by the head. */
export function handIn(story: Story, report: string, when: string): void {
  const officer = story.by(officerOf(story, report));
  if (story.tags(report).includes('awaiting-receipt')) officer(when, report, 'receipt.confirm');
  officer(when, report, 'report.present');
  story.by(headOf(story, report))(when, report, 'report.sign');
}

/** An agency hands in its sheet with the points that it gives itself. */
export const submitSheet = (story: Story, sheet: string, when: string, points: number): void =>
  story.by(headOf(story, sheet))(when, sheet, 'sheet.submit', { points });

/** A meeting whose day is fixed, and whose members are asked for their reports. */
export function prepareMeeting(
  story: Story,
  meeting: string,
  when: { readonly fixed: string; readonly prepared: string; readonly day: string },
): void {
  story.by(secretary)(when.fixed, meeting, 'meeting.schedule', { day: when.day });
  story.by(secretary)(when.prepared, meeting, 'preparation.start');
}

export function holdMeeting(story: Story, meeting: string, when: string): void {
  story.by(secretary)(when, meeting, 'invitation.send');
  story.by(leader)(when, meeting, 'meeting.open');
  story.by(leader)(when, meeting, 'meeting.end', { present: 15 });
}

export function concludeMeeting(story: Story, meeting: string, when: string): void {
  story.by(secretary)(when, meeting, 'conclusion.draft');
  story.by(leader)(when, meeting, 'conclusion.issue', { number: '9-TB-BCĐ', dated: dayOf(moment(when)) });
}
