import { z } from 'zod';
import { Instant } from '../platform/formats.js';
import { LabelText } from '../platform/label.dto.js';
import { listFields } from '../platform/list-query.js';
import { PossibleEvent, StateView } from '../work/instances.dto.js';
import { Contact, LastReminder } from './queue.dto.js';
import { MonitoredItem } from './standing.dto.js';

export const roundQuery = z.strictObject({
  obligation: z.string().min(1).max(200).optional().meta({ description: 'Only of tasks of this id.' }),
  ...listFields(['unit'], 'unit'),
});
export type RoundQuery = z.infer<typeof roundQuery>;

/** What was handed in last. */
export class HandedIn {
  form: string;
  version: number;
  @Instant()
  at: string;
}
/** Something that stands open beside the stage: more time was asked for, an explanation is owed. */
export class Mark {
  name: string;
  label: LabelText;
}
/** A unit's share of a round. */
export class RoundRow extends MonitoredItem {
  status: 'running' | 'done' | 'quarantined';
  /** Where it stands, the outer state first. */
  states: StateView[];
  tags: string[];
  /** What `expectedSeq` of an event is held against. */
  seq: number;
  /** When it was handed in first: by this it is judged. Null: it was not. */
  @Instant()
  sentAt: string | null;
  /** With its form; null where nothing came with one. */
  handedIn: HandedIn | null;
  marks: Mark[];
  /** Of the posts whose turn it is: for the secretariat, with telephone numbers. */
  contacts: Contact[];
  lastReminder: LastReminder | null;
  /** What whoever asks may send now. */
  acts: PossibleEvent[];
}
export class RoundPage {
  items: RoundRow[];
  /** Tasks that whoever asks sees, and those of them that were handed in: all of them, not of this page. */
  tasks: number;
  handedIn: number;
  /** The cursor of the next page; null on the last. */
  next: string | null;
}
