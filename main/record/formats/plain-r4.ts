/** A FHIR R4 bundle without a Composition (`$everything`, Synthea, a searchset): every entry goes where its kind belongs. */
import type { Entry, RecordBundle } from '../fhir/bundle.ts';
import { date, fields, language, words } from '../fhir/json.ts';
import { resourceName } from '../fhir/people.ts';
import { isWithheld } from '../fhir/visibility.ts';
import { plainly, type Layout } from './assemble.ts';

export function plainLayout(bundle: RecordBundle, patient: Entry): Layout {
  const keeper = patient.resource['managingOrganization'];
  const target = bundle.resolve(keeper, patient.resource, patient);
  return {
    format: 'fhir-r4',
    bundle,
    patient,
    custodian: (target?.kind === 'entry' ? resourceName(target.entry.type, target.entry.resource) : null) ?? words(fields(keeper)?.['display']),
    createdAt: date(bundle.resource['timestamp']) ?? date(fields(bundle.resource['meta'])?.['lastUpdated']),
    language: language(bundle.resource['language']),
    warnings: [],
    withheld: isWithheld(bundle.resource),
    ...plainly,
  };
}
