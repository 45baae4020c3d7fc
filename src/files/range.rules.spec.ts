import { partAsked } from './range.rules.js';

test.each([
  [undefined, undefined],
  ['bytes=0-9', { from: 0, to: 9 }],
  ['bytes=90-', { from: 90, to: 99 }],
  ['bytes=-10', { from: 90, to: 99 }],
  ['bytes=-1000', { from: 0, to: 99 }],
  ['bytes=50-5000', { from: 50, to: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=9-0', undefined],
  ['bytes=0-1,4-5', undefined],
  ['lines=0-9', undefined],
  ['bytes=-', undefined],
])('%s of 100 bytes', (header, part) => {
  expect(partAsked(header, 100)).toEqual(part);
});
