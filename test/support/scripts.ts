/** Who, when, to which instance, what, and the answer. The plan `power` is played by these, in memory and durably. */
export type Line = readonly [
  who: string,
  when: string,
  to: string,
  event: string | { readonly type: string; readonly [field: string]: string | readonly string[] },
  answer: string,
];
export type Script = readonly Line[];

const office = 'tinh/officer';

/** Conclusions are followed up: two occurrences on one day, items for the units that they name, several for one unit. */
export const followUp: Script = [
  [office, '2024-03-06 09:00', 'power/A1', { type: 'occurrence.request', period: '2024-03-06' }, 'moved'],
  [
    office,
    '2024-03-06 10:00',
    'power/A1',
    { type: 'occurrence.request', period: '2024-03-06', name: 'chieu' },
    'moved',
  ],
  // The same again opens nothing.
  [office, '2024-03-06 11:00', 'power/A1', { type: 'occurrence.request', period: '2024-03-06' }, 'moved'],
  [office, '2024-03-07', 'power/A1/2024-03-06', assign('bc-1', ['huyen-b', 'huyen-a'], '2024-03-20'), 'moved'],
  [office, '2024-03-07 10:00', 'power/A1/2024-03-06', assign('bc-2', ['huyen-a'], '2024-03-22'), 'moved'],
  // The province is no district and no commune: the group does not allow it.
  [office, '2024-03-07 11:00', 'power/A1/2024-03-06:chieu', assign('bc-1', ['tinh', 'xa-a1'], '2024-03-15'), 'moved'],
  ['huyen-a/officer', '2024-03-18', 'power/A2/2024-03-06/huyen-a:bc-1', 'item.report', 'moved'],
  [office, '2024-03-19', 'power/A2/2024-03-06/huyen-a:bc-1', 'item.confirm', 'moved'],
  ['huyen-b/head', '2024-03-21', 'power/A2/2024-03-06/huyen-b:bc-1', 'item.report', 'moved'],
  [office, '2024-03-21 10:00', 'power/A2/2024-03-06/huyen-b:bc-1', 'item.return', 'moved'],
  ['tinh/head', '2024-03-22', 'power/A1/2024-03-06', 'follow-up.close', 'guard-not-met'],
  ['huyen-b/head', '2024-03-22 10:00', 'power/A2/2024-03-06/huyen-b:bc-1', 'item.report', 'moved'],
  [office, '2024-03-22 11:00', 'power/A2/2024-03-06/huyen-b:bc-1', 'item.confirm', 'moved'],
  ['huyen-a/head', '2024-03-22 14:00', 'power/A2/2024-03-06/huyen-a:bc-2', 'item.report', 'moved'],
  [office, '2024-03-25', 'power/A2/2024-03-06/huyen-a:bc-2', 'item.confirm', 'moved'],
  ['tinh/head', '2024-03-25 10:00', 'power/A1/2024-03-06', 'follow-up.close', 'moved'],
];

/** What was closed is opened again, once, as a new one that points at it: a task while its parent waits, then the parent. */
export const reopened: Script = [
  [office, '2024-03-06 09:00', 'power/A1', { type: 'occurrence.request', period: '2024-03-06' }, 'moved'],
  [office, '2024-03-07', 'power/A1/2024-03-06', assign('bc-1', ['huyen-a'], '2024-03-20'), 'moved'],
  [office, '2024-03-08', 'power/A2/2024-03-06/huyen-a:bc-1', { type: 'item.reopen', to: '2024-04-10' }, 'not-closed'],
  ['huyen-a/officer', '2024-03-18', 'power/A2/2024-03-06/huyen-a:bc-1', 'item.report', 'moved'],
  [office, '2024-03-19', 'power/A2/2024-03-06/huyen-a:bc-1', 'item.confirm', 'moved'],
  [office, '2024-03-25', 'power/A2/2024-03-06/huyen-a:bc-1', { type: 'item.reopen', to: '2024-04-10' }, 'moved'],
  [office, '2024-03-26', 'power/A2/2024-03-06/huyen-a:bc-1', { type: 'item.reopen', to: '2024-04-11' }, 'already-open'],
  ['tinh/head', '2024-03-27', 'power/A1/2024-03-06', 'follow-up.close', 'guard-not-met'],
  ['huyen-a/officer', '2024-04-09', 'power/A2/2024-03-06/huyen-a:bc-1~2', 'item.report', 'moved'],
  [office, '2024-04-10', 'power/A2/2024-03-06/huyen-a:bc-1~2', 'item.confirm', 'moved'],
  ['tinh/head', '2024-04-11', 'power/A1/2024-03-06', 'follow-up.close', 'moved'],
  ['tinh/head', '2024-04-15', 'power/A1/2024-03-06', 'follow-up.reopen', 'moved'],
  [office, '2024-04-16', 'power/A1/2024-03-06~2', assign('bc-1', ['huyen-a'], '2024-05-20'), 'moved'],
  // Its parent is closed and hears of it no more.
  [office, '2024-04-17', 'power/A2/2024-03-06/huyen-a:bc-1~2', { type: 'item.reopen', to: '2024-05-10' }, 'moved'],
];

/** A commune answers to its district, a district to the province; a district that is merged hands its communes on. */
export const levels: Script = [
  ['xa-a1/officer', '2024-05-06', 'power/C1/2024.huyen-a/xa-a1', 'survey.send', 'moved'],
  [office, '2024-05-06 10:00', 'power/C1/2024.huyen-a/xa-a1', 'survey.accept', 'forbidden-event'],
  ['huyen-b/officer', '2024-05-06 11:00', 'power/C1/2024.huyen-a/xa-a1', 'survey.return', 'forbidden-event'],
  ['huyen-a/officer', '2024-05-06 14:00', 'power/C1/2024.huyen-a/xa-a1', 'survey.return', 'moved'],
  ['xa-a2/head', '2024-05-07', 'power/C1/2024.huyen-a/xa-a2', 'survey.send', 'moved'],
  ['huyen-a/head', '2024-05-07 10:00', 'power/C1/2024.huyen-a/xa-a2', 'survey.accept', 'moved'],
  ['xa-a1/officer', '2024-05-08', 'power/C1/2024.huyen-a/xa-a1', 'survey.send', 'moved'],
  ['huyen-a/officer', '2024-05-08 10:00', 'power/C1/2024.huyen-a/xa-a1', 'survey.accept', 'moved'],
  [office, '2024-05-09', 'power/D1/2024/huyen-b', { type: 'unit.hand-over', unit: 'huyen-c' }, 'moved'],
  ['xa-b1/officer', '2024-05-10', 'power/C1/2024.huyen-b/xa-b1', 'survey.send', 'moved'],
  ['huyen-b/officer', '2024-05-10 10:00', 'power/C1/2024.huyen-b/xa-b1', 'survey.accept', 'forbidden-event'],
  ['huyen-c/officer', '2024-05-10 11:00', 'power/C1/2024.huyen-b/xa-b1', 'survey.accept', 'moved'],
  ['huyen-a/head', '2024-05-13', 'power/D1/2024/huyen-a', 'survey.send', 'moved'],
  ['huyen-c/head', '2024-05-13 10:00', 'power/D1/2024/huyen-b', 'survey.send', 'moved'],
  [office, '2024-05-14', 'power/D1/2024/huyen-a', 'survey.return', 'moved'],
  ['huyen-a/head', '2024-05-15', 'power/D1/2024/huyen-a', 'survey.send', 'moved'],
  ['tinh/head', '2024-06-03', 'power/P1/2024', 'survey.issue', 'moved'],
  // The next year hears how this one ended.
  [office, '2025-03-05', 'power/P1/2025', 'survey.compile', 'moved'],
];

function assign(item: string, units: readonly string[], due: string) {
  return { type: 'item.assign', item, units, due } as const;
}
