/** Why a value of the plan language is refused: the end of a sentence. Schemas carry the English one; findings say either. */
export const refusals = {
  id: {
    vi: 'tên viết bằng chữ thường không dấu và chữ số, nối bằng “-” hoặc “.”',
    en: 'ids are lower-case words joined by "-" or "."',
  },
  stateId: {
    vi: 'tên trạng thái viết bằng chữ thường không dấu và chữ số, nối bằng “-”',
    en: 'state ids are lower-case words joined by "-"',
  },
  obligationId: {
    vi: 'mã nhiệm vụ gồm chữ cái không dấu và chữ số, như R0 hoặc S8a',
    en: 'an obligation id looks like R0 or S8a',
  },
  formId: {
    vi: 'tên trong biểu mẫu viết bằng chữ thường không dấu và chữ số, nối bằng “-”',
    en: 'ids of forms are lower-case words joined by "-"',
  },
  formPath: {
    vi: 'một mục được gọi là “mục”, “bảng.cột” hoặc “bảng.dòng.cột”',
    en: 'a field is named "field", "table.column" or "table.row.column"',
  },
  time: { vi: 'giờ viết HH:mm, ví dụ 08:00', en: 'a time is written HH:mm, such as 08:00' },
  date: {
    vi: 'ngày viết MM-DD, +1/MM-DD, YYYY-MM-DD hoặc là tên của một mốc',
    en: 'a date is MM-DD, +1/MM-DD, YYYY-MM-DD or the name of an anchor',
  },
  period: {
    vi: 'kỳ viết 2023, 2023-Q1, 2023-H1 hoặc 2023-2025',
    en: 'a period is 2023, 2023-Q1, 2023-H1 or 2023-2025',
  },
  yearlyOpening: {
    vi: 'ngày mở tính từ kỳ hoặc từ năm của kỳ',
    en: 'an opening is counted from the period or its year',
  },
  periodOpening: { vi: 'ngày mở tính từ period.start', en: 'an opening is counted from period.start' },
  only: {
    vi: '“only” kể các quý của “every: quarter” hoặc các nửa năm của “every: half-year”',
    en: '`only` names quarters of `every: quarter` or halves of `every: half-year`',
  },
  rrule: {
    vi: 'không phải quy tắc lặp (RFC 5545) cho ra các ngày, ví dụ FREQ=MONTHLY;BYMONTHDAY=15',
    en: 'not a rule of RFC 5545 that names days, e.g. FREQ=MONTHLY;BYMONTHDAY=15',
  },
  reserved: { vi: 'không ai được mang tên dành riêng', en: 'nobody is called by a reserved name' },
  clause: { vi: 'một mục phải có tên hoặc lời văn', en: 'a clause has a title or a text' },
} as const;

const inVietnamese: ReadonlyMap<string, string> = new Map(Object.values(refusals).map(({ vi, en }) => [en, vi]));

/** What a schema said, in Vietnamese; undefined where no schema of ours says it. */
export const refusalInVietnamese = (said: string): string | undefined => inVietnamese.get(said);
