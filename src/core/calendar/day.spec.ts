import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  at,
  dayOf,
  dayOfSerial,
  endOfDay,
  fromIso,
  isDay,
  serialOf,
  startOfDay,
  toIso,
  weekday,
  ZONE,
} from './day.js';

const from = serialOf('1980-01-01');
const to = serialOf('2100-12-31');
const anyDay = fc.integer({ min: from, max: to }).map(dayOfSerial);
const anyInstant = fc.integer({ min: startOfDay('1980-01-01'), max: endOfDay('2100-12-31') });
const zoned = (instant: number) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(ZONE);

test('a day is a number and back, every day from 1980 to 2100', () => {
  const start = Temporal.PlainDate.from('1980-01-01');
  for (let i = 0; i <= to - from; i += 97) {
    expect(dayOfSerial(from + i)).toBe(start.add({ days: i }).toString());
  }
  for (let serial = from; serial <= to; serial += 1) {
    if (serialOf(dayOfSerial(serial)) !== serial) throw new Error(`${serial}`);
  }
});

test('instants fall on the days that the zone database says', () => {
  fc.assert(fc.property(anyInstant, (i) => expect(dayOf(i)).toBe(zoned(i).toPlainDate().toString())));
});

test('days begin and end when the zone database says', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const date = Temporal.PlainDate.from(day);
      expect(startOfDay(day)).toBe(date.toZonedDateTime(ZONE).epochMilliseconds);
      expect(endOfDay(day) + 1).toBe(date.add({ days: 1 }).toZonedDateTime(ZONE).epochMilliseconds);
      expect(weekday(day)).toBe(date.dayOfWeek);
    }),
  );
});

test('adding days and months agrees with Temporal', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -900, max: 900 }), (day, n) => {
      const date = Temporal.PlainDate.from(day);
      expect(addDays(day, n)).toBe(date.add({ days: n }).toString());
      expect(addMonths(day, n)).toBe(date.add({ months: n }).toString());
    }),
  );
});

test('an instant survives its text, and the text says what the zone database says', () => {
  fc.assert(
    fc.property(anyInstant, (i) => {
      expect(fromIso(toIso(i))).toBe(i);
      expect(Temporal.Instant.from(toIso(i)).epochMilliseconds).toBe(i);
      expect(toIso(i).slice(0, 19)).toBe(zoned(i).toPlainDateTime().toString({ smallestUnit: 'second' }));
    }),
  );
});

test('texts of instants sort as instants do', () => {
  fc.assert(fc.property(anyInstant, anyInstant, (a, b) => expect(toIso(a) < toIso(b)).toBe(a < b)));
});

test.each([
  ['2023-11-19T23:59:59.999+07:00', '2023-11-19', '23:59'],
  ['2023-11-20T00:00:00.000+07:00', '2023-11-20', '00:00'],
  ['2023-11-20T06:59:00.000+07:00', '2023-11-20', '06:59'],
  ['2023-11-20T07:00:00.000+07:00', '2023-11-20', '07:00'],
])('%s lies on %s', (text, day, time) => {
  expect(dayOf(fromIso(text))).toBe(day);
  expect(fromIso(text) - at(day, time)).toBeLessThan(60_000);
});

test('texts with other offsets are the same instants', () => {
  expect(fromIso('2023-11-19T16:59:59.999Z')).toBe(endOfDay('2023-11-19'));
  expect(fromIso('2023-11-19T11:29:59.9-05:30')).toBe(endOfDay('2023-11-19') - 99);
});

test.each(['2023-11-19T10:00:00', '2023-02-30T10:00:00Z', '2023-11-19', '2023-11-19T24:00:00Z', ''])(
  'the text %j is no instant',
  (text) => {
    expect(() => fromIso(text)).toThrow();
  },
);

test.each(['2023-02-29', '2023-13-01', '2023-00-10', '2023-04-31', '2023-1-1', '', 'opened'])(
  '%j is no day',
  (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => startOfDay(text)).toThrow('date-invalid');
  },
);

test.each(['24:00', '8:00', '08:60', '08'])('%j is no time', (time) => {
  expect(() => at('2023-11-19', time)).toThrow('time-invalid');
});
