/** The columns of the secretariat's desk, of tasks, in SQL over `w`. */
const task = `w.kind = 'task' and not w.done`;
const handedIn = `'handed-in' = any(w.tags)`;
const owed = `${task} and not w.tags && '{handed-in,exempt,cancelled,suspended}'::text[]`;

export const queueLists = {
  toReceive: `${task} and ${handedIn} and 'submitted' = any(w.tags)`,
  toAppraise: `${task} and ${handedIn} and not w.tags && '{submitted,accepted}'::text[]`,
  waiting: `${owed} and w.standing <> 'overdue' and not 'returned' = any(w.tags)`,
  returned: `${owed} and 'returned' = any(w.tags)`,
  overdue: `${owed} and w.standing = 'overdue'`,
} as const;
export type QueueName = keyof typeof queueLists;
