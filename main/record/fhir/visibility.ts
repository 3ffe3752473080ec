/** What must not be shown as fact, or not at all. Whoever labels something that we do not know has it withheld. */
import type { NotShownReason } from '../patient-record.ts';
import { codeOf } from './concept.ts';
import { fields, list, present, type Fields } from './json.ts';

/**
 * The labels that leave a thing open to the patient: the ordinary levels of v3-Confidentiality, and "this is test data".
 * Everything else withholds: NOPAT ("no disclosure to patient" without the attending provider's authorization),
 * R and V, every sensitivity code, and any label that is not known here.
 */
const openLabels = new Set(['U', 'L', 'M', 'N', 'HTEST']);

export function isWithheld(resource: Fields): boolean {
  const meta = resource['meta'];
  return meta === undefined ? false : labelsWithhold(fields(meta)?.['security']);
}

export function labelsWithhold(security: unknown): boolean {
  if (!present(security)) return false;
  for (const one of list(security)) {
    const code = fields(one)?.['code'];
    if (typeof code !== 'string' || !openLabels.has(code)) return true;
  }
  return false;
}

const drafts = new Set(['draft', 'registered', 'preliminary', 'partial', 'proposed']);
/** Where one of those words means something else: a proposed goal is a goal, a registered device is a device. */
const draftable = new Set([
  'Observation',
  'DiagnosticReport',
  'MedicationRequest',
  'CarePlan',
  'ServiceRequest',
  'ProcedureRequest',
  'ReferralRequest',
  'Consent',
  'DocumentReference',
  'QuestionnaireResponse',
  'NutritionOrder',
  'DeviceRequest',
  'RequestGroup',
  'Task',
  'RiskAssessment',
  'ImagingStudy',
]);

export function hiddenBecause(type: string, resource: Fields): NotShownReason | null {
  const status = resource['status'];
  if (status === 'entered-in-error' || status === 'nullified') return 'entered-in-error';
  const verification = resource['verificationStatus'];
  if (verification !== undefined && codeOf(verification) === 'entered-in-error') return 'entered-in-error';
  if (type === 'Goal' && resource['lifecycleStatus'] === 'entered-in-error') return 'entered-in-error';
  if (isWithheld(resource)) return 'withheld';
  if (draftable.has(type)) {
    if (typeof status === 'string' && drafts.has(status)) return 'draft';
    if (type === 'DocumentReference') {
      if (resource['docStatus'] === 'preliminary') return 'draft';
      if (resource['docStatus'] === 'entered-in-error') return 'entered-in-error';
    }
  }
  return null;
}
