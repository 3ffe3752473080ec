/** Where a site's records come from: a folder or a FHIR server, read in threads of their own. */
import { readFile } from 'node:fs/promises';
import type { Timer } from '../../hardware/ports.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import { fhirServerSource, type FhirServerOptions } from '../record/sources/fhir-server.ts';
import { grantedSource } from '../record/sources/granted.ts';
import { folderSource } from '../record/sources/folder.ts';
import { failureOf } from '../record/sources/matching.ts';
import { createRecordReader, type RecordReader } from '../record/worker/record-reader.ts';
import type { RecordFailure, RecordPort } from '../session/ports.ts';
import type { Site } from './site.ts';

export interface RecordSource {
  readonly port: RecordPort;
  /** A document that is already here, read as the source's own are. */
  readDocument(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Result<PatientRecord, RecordFailure>>;
  close(): Promise<void>;
}

export type RecordSourceFault = { readonly kind: 'token-not-readable'; readonly path: string };

const megabyte = 1024 * 1024;
/** Beside this file where nothing is bundled; a bundler gives its own. */
const unbundledWorker = new URL('../record/worker/record-worker.ts', import.meta.url);

export async function openRecordSource(
  source: Site['record'],
  timer: Timer,
  workerUrl: URL = unbundledWorker,
  signIn?: Site['signIn'],
): Promise<Result<RecordSource, RecordSourceFault>> {
  const reader = createRecordReader({ workerUrl, timer });
  const port = await portOf(source, reader, timer);
  if (!port.ok) {
    await reader.close();
    return port;
  }
  return ok({
    port: signIn?.kind === 'smart' ? grantedSource(serverOf(signIn, reader, timer), port.value) : port.value,
    async readDocument(bytes, signal) {
      const read = await reader.read(bytes, signal);
      return read.ok ? read : failed(failureOf(read.error));
    },
    close: () => reader.close(),
  });
}

/** The server of a login, as patient a server as any other. */
function serverOf({ fhirBase, operation }: Extract<Site['signIn'], { kind: 'smart' }>, reader: RecordReader, timer: Timer): FhirServerOptions {
  const base = new URL(fhirBase);
  return { base, operation, reader, timer, allowHttp: base.protocol === 'http:' };
}

async function portOf(source: Site['record'], reader: RecordReader, timer: Timer): Promise<Result<RecordPort, RecordSourceFault>> {
  if (source.source === 'folder') return ok(folderSource({ folder: source.path, reader }));
  const token = await tokenOf(source.tokenPath);
  if (!token.ok) return token;
  const base = new URL(source.baseUrl);
  return ok(
    fhirServerSource({
      base,
      reader,
      timer,
      authorization: () => token.value,
      // The site file lets plain HTTP through for this machine only.
      allowHttp: base.protocol === 'http:',
      limits: { whole: source.timeout * 1000, tries: source.retries + 1, size: source.maxMegabytes * megabyte },
    }),
  );
}

async function tokenOf(path: string | undefined): Promise<Result<string | null, RecordSourceFault>> {
  if (path === undefined) return ok(null);
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null || text.trim() === '' ? failed({ kind: 'token-not-readable', path }) : ok(`Bearer ${text.trim()}`);
}
