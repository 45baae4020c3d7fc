import { type Document, type Schema, targetOf, typesOf } from './shapes.js';

/** What a field of this name may look like, wherever it stands. */
const known: Readonly<Record<string, unknown>> = {
  id: 12,
  key: '19-kh-bcd/R1/2023-H1/so-noi-vu',
  plan: '19-kh-bcd',
  version: 1,
  obligation: 'R1',
  clause: '4•1',
  period: '2023-H1',
  unit: 'so-noi-vu',
  code: 'so-noi-vu',
  seat: 'officer',
  name: 'thu-ky',
  displayName: 'Nguyễn Thị Thu',
  holder: 'thu-ky',
  holderName: 'Nguyễn Thị Thu',
  deputy: 'pho-phong',
  deputyName: 'Trần Văn Phó',
  actor: 'thu-ky',
  email: 'thu@example.vn',
  vi: 'Báo cáo 6 tháng',
  en: 'Half-year report',
  event: 'report.present',
  stage: 'submitted',
  tag: 'overdue',
  tags: ['submitted', 'on-track'],
  lifecycle: 'unit-report',
  parent: 7,
  seq: 3,
  level: 0,
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  content: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  password: 'k7mf-x2wq-9rtd-h4bn',
  current: 'mật khẩu đang dùng',
  token: 'dht_0uXhR1…',
  reason: 'Nghỉ phép',
  address: '203.0.113.7',
  agent: 'Mozilla/5.0',
  order: 3,
  kind: 'department',
  subject: 'Nhắc hạn nộp báo cáo',
  text: 'Báo cáo 6 tháng đến hạn ngày 15/06/2023.',
  message: 'No lifecycle is called “unit-reprot”.',
  suggestion: 'unit-report',
  why: 'trước ngày 15/06/2023',
  role: 'unit.officer',
  language: 'vi',
  cursor: 'WyJrZXkiLFtudWxsLCJ4Il1d',
  title: 'Not found',
  detail: 'What was asked for is not here.',
  field: 'limit',
  type: '/api/v1/problems/not-found',
  status: 'running',
  from: '2023-01-01',
  to: '2023-12-31',
};

const formats: Readonly<Record<string, string>> = {
  'date-time': '2023-06-01T08:00:00.000+07:00',
  date: '2023-06-01',
  binary: 'the file as it is',
  uuid: '5f0c6a52-4c5e-4a55-9d5b-0f6f6a0a9d11',
};

const fits = (value: unknown, schema: Schema): boolean => {
  const types = typesOf(schema);
  if (schema.enum) return schema.enum.includes(value);
  if (schema.format !== undefined || typeof schema['pattern'] === 'string')
    return (
      typeof value === 'string' && schema.format === undefined && new RegExp(String(schema['pattern']), 'u').test(value)
    );
  if (Array.isArray(value)) return types.includes('array');
  return types.includes(Number.isInteger(value) && types.includes('integer') ? 'integer' : typeof value);
};

/** What the name alone suggests, where it fits. */
export function exampleNamed(name: string, schema: Schema): unknown {
  return name in known && fits(known[name], schema) ? known[name] : plain(schema, name);
}

function plain(schema: Schema, name: string): unknown {
  const types = typesOf(schema);
  const least = typeof schema['minimum'] === 'number' ? schema['minimum'] : 1;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.find((one) => one !== null);
  if (schema.default !== undefined) return schema.default;
  if (types.includes('string')) return formats[schema.format ?? ''] ?? name;
  if (types.includes('integer') || types.includes('number')) return Math.max(1, least);
  if (types.includes('boolean')) return false;
  return types.includes('null') ? null : undefined;
}

/** An example of a schema, made of those of its parts: its own where it has one, by their names otherwise. */
export function exampleOf(schema: Schema, schemas: Document['components']['schemas'], name = '', depth = 0): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  const within = (part: Schema, called = name): unknown => exampleOf(part, schemas, called, depth + 1);
  const target = targetOf(schema, schemas);
  if (target) return within(target);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => within(part))) as object;
  const choice = (schema.oneOf ?? schema.anyOf)?.find(({ type }) => type !== 'null');
  if (choice) return within(choice);
  if (schema.items && typesOf(schema).includes('array')) {
    if (name in known && Array.isArray(known[name])) return known[name];
    return depth > 6 ? [] : [within(schema.items)];
  }
  if (schema.properties) {
    const parts = Object.entries(schema.properties).map(([field, part]) => [field, within(part, field)] as const);
    return Object.fromEntries(parts.filter(([, value]) => value !== undefined));
  }
  if (typesOf(schema).includes('object')) return {};
  return exampleNamed(name, schema);
}
