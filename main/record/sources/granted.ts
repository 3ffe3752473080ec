/** Records by a login: the server that gave a grant is asked with it, once; then the grant is forgotten. */
import type { Result } from '../../../hardware/result.ts';
import type { RecordKey } from '../../identity/credential.ts';
import type { RecordFailure, RecordPort } from '../../session/ports.ts';
import { fields, list, type Fields } from '../fhir/json.ts';
import { nhsNumberOf } from '../fhir/people.ts';
import type { PatientRecord } from '../patient-record.ts';
import { fetchBody, usualLimits, type FetchOptions } from './fetch-fhir.ts';
import { fhirServerSource, type FhirServerOptions } from './fhir-server.ts';

/** Keys with a grant go to the server of the login, all others to the site's own source. */
export function grantedSource(server: Omit<FhirServerOptions, 'authorization'>, others: RecordPort): RecordPort {
  async function load(key: RecordKey, signal: AbortSignal): Promise<Result<PatientRecord, RecordFailure>> {
    const { grant } = key;
    if (grant === undefined) return others.load(key, signal);
    const loaded = await fhirServerSource({ ...server, authorization: grant.authorization }).load(key, signal);
    // After a failure the person may try again; after that there is nothing left to ask for.
    if (loaded.ok) grant.forget();
    return loaded;
  }
  return { load };
}

/** What a Patient resource says of itself, unchecked but for the number. */
export interface PatientSaid {
  readonly nhsNumber: string | null;
  readonly birthDate: unknown;
  readonly family: unknown;
  readonly given: unknown;
}

/** Bytes of one Patient resource. */
const size = 262_144;

/** Null where the server does not give the patient, whatever the reason. */
export async function readPatient(
  server: Omit<FetchOptions, 'authorization'> & { readonly base: URL },
  patient: string,
  authorization: () => string | null,
  signal: AbortSignal,
): Promise<PatientSaid | null> {
  const url = new URL(server.base);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/Patient/${patient}`;
  const body = await fetchBody({ ...server, authorization }, { ...usualLimits, size }, url, signal);
  const resource = body.ok ? fields(jsonOf(body.value)) : null;
  if (resource === null || resource['resourceType'] !== 'Patient' || resource['id'] !== patient) return null;
  const name = bestName(resource);
  return {
    nhsNumber: nhsNumberOf(resource),
    birthDate: resource['birthDate'],
    family: name?.['family'],
    given: list(name?.['given'])[0],
  };
}

/** The official name, else the usual one, else the first. */
function bestName(patient: Fields): Fields | null {
  const names = list(patient['name']).map(fields);
  const used = (use: string) => names.find((name) => name?.['use'] === use);
  return used('official') ?? used('usual') ?? names[0] ?? null;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
