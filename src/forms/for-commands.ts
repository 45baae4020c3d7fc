import { FileBindings } from '../files/file-binding.store.js';
import type { Recorder } from '../engine/ports.js';
import { LiveNotes } from '../live/live-notes.store.js';
import { TrailStore } from '../people/trail.store.js';
import type { Database } from '../platform/database.js';
import { DraftStore } from './draft.store.js';
import { HandOverRecorder } from './hand-over.recorder.js';
import { Papers } from './papers.service.js';
import { SubmissionReader } from './submission.reader.js';
import { SubmissionRecorder } from './submission.recorder.js';

/** This room, put together for a command. */
export const papersFor = (database: Database): Papers =>
  new Papers(
    new DraftStore(database, new LiveNotes(database), new TrailStore(database)),
    new SubmissionReader(database),
    new FileBindings(database),
  );
export const recordersFor = (database: Database): readonly Recorder[] => [
  new SubmissionRecorder(new FileBindings(database)),
  new HandOverRecorder(new FileBindings(database), new LiveNotes(database), new TrailStore(database)),
];
