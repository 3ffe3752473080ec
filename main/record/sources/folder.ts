/**
 * A local folder of FHIR bundles, one or more a person: for sites without a server, and for made-up people.
 * No path is ever made from what somebody typed or scanned: the folder's own files are looked through.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { RecordKey } from '../../identity/credential.ts';
import { parseNhsNumber } from '../../identity/codes/nhs-number.ts';
import type { RecordFailure, RecordPort } from '../../session/ports.ts';
import { mergeRecords } from '../merge-records.ts';
import type { PatientRecord } from '../patient-record.ts';
import type { RecordReader } from '../worker/record-reader.ts';
import { failureOf, recordOf } from './matching.ts';

export interface FolderOptions {
  readonly folder: string;
  readonly reader: RecordReader;
  /** Bytes of one file. */
  readonly maximumSize?: number;
}

export function folderSource(options: FolderOptions): RecordPort {
  return { load: (key, signal) => load(options, key, signal) };
}

async function load(options: FolderOptions, key: RecordKey, signal: AbortSignal): Promise<Result<PatientRecord, RecordFailure>> {
  if (!parseNhsNumber(key.nhsNumber).ok) return failed({ kind: 'not-found' });
  const files = await bundlesIn(options.folder);
  if (files === null) return failed({ kind: 'unreachable' });
  const records: PatientRecord[] = [];
  let failure: RecordFailure = { kind: 'not-found' };
  for (const file of files) {
    if (signal.aborted) return failed({ kind: 'too-slow' });
    const bytes = await bytesOf(file, options.maximumSize ?? 128 * 1024 * 1024);
    // It may be theirs.
    if (bytes === null) return failed({ kind: 'unreachable' });
    // Only a file that holds the number at all is read as a record; whose record it is, the record says.
    if (!bytes.includes(key.nhsNumber)) continue;
    const read = await options.reader.read(new Uint8Array(bytes), signal);
    if (!read.ok) {
      if (read.error.kind === 'stopped') return failed({ kind: 'too-slow' });
      failure = failureOf(read.error);
      continue;
    }
    const own = recordOf(key, read.value);
    if (own.ok) records.push(own.value);
  }
  const [first, ...others] = records;
  // A file of theirs that cannot be read might be the important one: no record is shown as if it were whole.
  if (first === undefined || failure.kind !== 'not-found') return failed(failure);
  return ok(others.reduce(mergeRecords, first));
}

/** In a fixed order; null where the folder cannot be read. */
async function bundlesIn(folder: string): Promise<readonly string[] | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .map((entry) => entry.name)
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return null;
  }
}

async function bytesOf(file: string, maximumSize: number): Promise<Buffer | null> {
  try {
    const { size } = await stat(file);
    return size > maximumSize ? null : await readFile(file);
  } catch {
    return null;
  }
}
