/** Provenance (FHIR R4 6.3): who stands behind an entry that does not say so itself. */
import type { Entry, RecordBundle } from '../fhir/bundle.ts';
import { fields, list } from '../fhir/json.ts';
import type { DetailLabel } from '../patient-record.ts';
import type { Sheet } from '../items/sheet.ts';

/** The agents of every entry that some Provenance is about; null where the bundle has none. */
export function provenanceOf(bundle: RecordBundle): ReadonlyMap<Entry, readonly unknown[]> | null {
  let agents: Map<Entry, unknown[]> | null = null;
  for (const entry of bundle.ofType('Provenance')) {
    if (entry.hidden !== null) continue;
    agents ??= new Map();
    const who = list(entry.resource['agent'])
      .map((agent) => fields(agent)?.['who'] ?? fields(agent)?.['whoReference'])
      .filter((reference) => reference !== undefined);
    for (const reference of list(entry.resource['target'])) {
      const target = bundle.resolve(reference, entry.resource, entry);
      if (target?.kind === 'entry') agents.set(target.entry, [...(agents.get(target.entry) ?? []), ...who]);
    }
  }
  return agents;
}

const whoLabels: ReadonlySet<DetailLabel> = new Set(['performer', 'recorder', 'source']);

export function sayProvenance(sheet: Sheet, agents: readonly unknown[] | undefined): void {
  if (agents !== undefined && !sheet.details.some(({ label }) => whoLabels.has(label))) sheet.people('source', agents);
}
