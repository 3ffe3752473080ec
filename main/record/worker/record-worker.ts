/** The thread that reads one record and ends: nothing of a person outlives it. Started by `record-reader.ts`. */
import { parentPort } from 'node:worker_threads';
import { readRecord, type ReadLimits } from '../read-record.ts';

interface Task {
  readonly bytes: Uint8Array;
  readonly limits: ReadLimits;
}

parentPort?.once('message', ({ bytes, limits }: Task) => {
  parentPort?.postMessage(readRecord(bytes, limits));
});
