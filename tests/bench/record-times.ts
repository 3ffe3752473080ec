/** A thread that reads records again and again, in turns with `JSON.parse` of the same text. Started by `record.bench.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { parseBytes } from '../../main/record/fhir/bundle-text.ts';
import { readBundle, readRecord } from '../../main/record/read-record.ts';
import { median } from './bench-row.ts';
import { historyOf } from './record-bundles.ts';

/** Medians for all files together, milliseconds. */
export interface RecordTimes {
  readonly parse: number;
  readonly whole: number;
  readonly extract: number;
}

interface Work {
  readonly files: readonly Uint8Array[];
  readonly rounds: number;
}

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

function times({ files, rounds }: Work): RecordTimes {
  const texts = files.map((bytes) => new TextDecoder().decode(bytes));
  const parse: number[] = [];
  const whole: number[] = [];
  const extract: number[] = [];
  // The first seconds are the compiler's.
  const warming = [historyOf(0.2), ...files.filter(({ length }) => length < 1_000_000)];
  for (const from = performance.now(); performance.now() - from < 3_000; ) for (const bytes of warming) readRecord(bytes);
  for (let round = 0; round < rounds; round += 1) {
    const parsed = files.map((bytes) => parseBytes(bytes));
    const json = parsed.map((one) => (typeof one === 'string' ? null : one.json));
    const [jsonTime, wholeTime, extractTime] = [
      timed(() => texts.map((text) => JSON.parse(text) as unknown)),
      timed(() => files.map((bytes) => readRecord(bytes))),
      timed(() => json.map((one) => readBundle(one))),
    ];
    parse.push(jsonTime);
    whole.push(wholeTime);
    extract.push(extractTime);
  }
  return { parse: median(parse), whole: median(whole), extract: median(extract) };
}

parentPort?.postMessage(times(workerData as Work));
