import { stageLabel, stageLabels, standLabel } from './stage-labels.rules.js';

const label = (text: string) => ({ vi: text, en: text.toLowerCase() });
const known = stageLabels({
  stages: ['collecting', 'closed', 'bare'],
  labels: { 'deep.inner': label('Bên trong'), outer: label('Đang thu'), 'bare.inner': label('Trong') },
  work: {
    states: {
      deep: { states: { inner: { tags: ['collecting'] } } },
      outer: { tags: ['collecting', 'handed-in'], states: { inner: { tags: ['collecting'] } } },
      bare: { tags: ['bare'], states: { inner: { tags: ['bare'] } } },
    },
  },
});

test('a stage is called by the outermost state that carries its tag and has a name', () => {
  expect(known).toEqual({ collecting: label('Đang thu'), bare: label('Trong') });
  expect(stageLabel(known, 'collecting')).toEqual(label('Đang thu'));
});

test('a stage whose states stand in one is called by that one, and never by where one only passes through', () => {
  const found = stageLabels({
    stages: ['preparing'],
    labels: {
      issued: label('Mới giao'),
      making: label('Đang chuẩn bị'),
      'making.waiting': label('Chờ'),
      'making.writing': label('Soạn'),
    },
    work: {
      states: {
        issued: { always: { target: 'making' }, tags: ['preparing'] },
        making: { states: { waiting: { tags: ['preparing'] }, writing: { tags: ['preparing'] } } },
      },
    },
  });
  expect(found).toEqual({ preparing: label('Đang chuẩn bị') });
});

test('a stage that no state carries is a tag of timeliness', () => {
  expect(stageLabel(known, 'closed')).toEqual({ vi: 'Đã đóng', en: 'Closed' });
});

test('whatever has no stage is under way, until it is over', () => {
  expect(stageLabel(known, 'open')).toEqual({ vi: 'Đang thực hiện', en: 'Under way' });
  expect(stageLabel(known, 'open', 'done').vi).toBe('Đã kết thúc');
});

test('what nobody has named stays as it is', () => {
  expect(stageLabel(known, 'unheard-of').vi).toBe('unheard-of');
});

describe('where one stands is said in one way', () => {
  const labels = {
    preparing: label('Đang chuẩn bị'),
    'preparing.awaiting': label('Chờ tiếp nhận'),
    over: label('Xong'),
  };
  const head = { labels, stages: { preparing: label('Đang chuẩn bị') } };
  const at = (value: object, status: 'running' | 'done' = 'running') =>
    standLabel(head, { stage: 'preparing', status, value: value as never }).vi;

  test('by the state inside the outermost one, where that has a name', () => {
    expect(at({ work: { preparing: { awaiting: 'chased' } }, timeliness: 'x' })).toBe('Chờ tiếp nhận');
    expect(at({ work: { preparing: 'nameless' } })).toBe('Đang chuẩn bị');
    expect(at({ work: 'over' })).toBe('Xong');
  });

  test('by the stage, where it is over or nothing is known of its states', () => {
    expect(at({ work: { preparing: 'awaiting' } }, 'done')).toBe('Đang chuẩn bị');
    expect(standLabel(head, { stage: 'preparing', status: 'running', value: null }).vi).toBe('Đang chuẩn bị');
  });
});
