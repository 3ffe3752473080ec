/** Reading in a thread: an answer or a failure in bounded time, and nothing left behind. */
import { afterAll, describe, expect, test } from 'vitest';
import { createRecordReader } from '../../../main/record/worker/record-reader.ts';
import { historyOf } from '../../bench/record-bundles.ts';
import { readRecord } from '../../../main/record/read-record.ts';
import { codes, concept, ipsOf, nhsNumber, patient, titlesOf, urn } from './bundles.ts';
import { realTimer } from './real-timer.ts';

const workerUrl = new URL('../../../main/record/worker/record-worker.ts', import.meta.url);
const reader = createRecordReader({ workerUrl, timer: realTimer });
afterAll(() => reader.close());

const bundle = ipsOf(codes.conditions, [{ resourceType: 'Condition', id: 'c', subject: { reference: urn(patient) }, code: concept('Asthma') }]);
const bytes = () => new TextEncoder().encode(JSON.stringify(bundle));
const never = new AbortController().signal;

describe('the reading thread', () => {
  test('reads a record, and the next', async () => {
    for (let visit = 0; visit < 3; visit += 1) {
      const result = await reader.read(bytes(), never);
      if (!result.ok) throw new Error(result.error.kind);
      expect(result.value.patient.nhsNumber).toBe(nhsNumber);
      expect(titlesOf(result.value, 'conditions')).toEqual(['Asthma']);
    }
  });

  test('gives all of a long record, in its order, a few items at a time', async () => {
    const long = historyOf(3);
    const whole = readRecord(long);
    expect(whole.ok && Math.max(...whole.value.sections.map(({ items }) => items.length))).toBeGreaterThan(500);
    expect(await reader.read(long, never)).toEqual(whole);
  });

  test('moves the bytes away', async () => {
    const taken = bytes();
    await reader.read(taken, never);
    expect(taken.length).toBe(0);
  });

  test('says what is wrong with them', async () => {
    expect(await reader.read(new TextEncoder().encode('<html>'), never)).toEqual({ ok: false, error: { kind: 'not-json' } });
    expect(await reader.read(new Uint8Array([0xff]), never)).toEqual({ ok: false, error: { kind: 'not-text' } });
  });

  test('stops when it is told to, before and during', async () => {
    expect(await reader.read(bytes(), AbortSignal.abort())).toEqual({ ok: false, error: { kind: 'stopped' } });
    const stop = new AbortController();
    const reading = reader.read(bytes(), stop.signal);
    stop.abort();
    expect(await reading).toEqual({ ok: false, error: { kind: 'stopped' } });
  });

  test('gives up after its time', async () => {
    const hasty = createRecordReader({ workerUrl, timer: { monotonic: () => 0, after: (_ms, callback) => { queueMicrotask(callback); return () => undefined; } } });
    expect(await hasty.read(bytes(), never)).toEqual({ ok: false, error: { kind: 'too-slow' } });
    await hasty.close();
  });

  test('that runs out of memory is a record that is too large, and the next is read', async () => {
    const small = createRecordReader({ workerUrl, timer: realTimer, memory: 24 });
    const huge = `{"resourceType":"Bundle","entry":[${Array.from({ length: 400_000 }, () => '{"a":{"b":[{}]}}').join(',')}]}`;
    expect(await small.read(new TextEncoder().encode(huge), never)).toEqual({ ok: false, error: { kind: 'too-large' } });
    expect((await small.read(bytes(), never)).ok).toBe(true);
    await small.close();
  });

  test('that cannot start is a failure, not a throw', async () => {
    const lost = createRecordReader({ workerUrl: new URL('./no-such-worker.ts', import.meta.url), timer: realTimer });
    expect(await lost.read(bytes(), never)).toEqual({ ok: false, error: { kind: 'reader-failed' } });
    await lost.close();
  });
});
