/** Which entries are clinical, where each kind belongs when its source does not say, and who reads it. */
import type { NotShownReason, SectionId } from '../patient-record.ts';
import { codeOf, hasCode } from '../fhir/concept.ts';
import { list, type Fields } from '../fhir/json.ts';
import { allergy } from './allergies.ts';
import { condition, isPastCondition } from './conditions.ts';
import { consent, flag } from './consents.ts';
import { device, deviceUse } from './devices.ts';
import { documentReference, otherEntry } from './documents.ts';
import { encounter } from './encounters.ts';
import { medicationAdministration, medicationDispense, medicationRequest, medicationStatement } from './medicines.ts';
import { observation } from './observations.ts';
import { carePlan, careTeam, goal, request } from './plans.ts';
import { procedure } from './procedures.ts';
import { diagnosticReport, isLetter } from './reports.ts';
import type { ItemDraft, Sheet } from './sheet.ts';
import { immunization } from './vaccinations.ts';

export interface Kind {
  readonly section: (resource: Fields) => SectionId;
  readonly read: (sheet: Sheet) => ItemDraft | NotShownReason;
}

const always = (section: SectionId) => () => section;

/** LOINC: pregnancy status, expected delivery date, births and pregnancies (IPS Pregnancy History). */
const pregnancyCodes = new Set(['82810-3', '11778-8', '11779-6', '11780-4', '11636-8', '11637-6', '11638-4', '11639-2', '11640-0', '11612-9', '11613-7', '11614-5', '33065-4']);

function observationSection(resource: Fields): SectionId {
  if (hasCode(resource['code'], pregnancyCodes)) return 'pregnancy';
  for (const category of list(resource['category'])) {
    switch (codeOf(category)) {
      case 'vital-signs':
        return 'vital-signs';
      case 'social-history':
        return 'social-history';
      case 'functional-status':
      case 'survey':
        return 'functional-status';
      default:
    }
  }
  return 'results';
}

/** Advance directives (consent scope `adr`, category `acd`, LOINC advance directives); other consents are papers. */
const directives = new Set(['adr', 'acd', 'dnr', 'polst', '42348-3', '75320-2']);

function consentSection(resource: Fields): SectionId {
  const isDirective = hasCode(resource['scope'], directives) || list(resource['category']).some((category) => hasCode(category, directives));
  return isDirective ? 'advance-directives' : 'documents';
}

const other = otherEntry;

const kinds = new Map<string, Kind>([
  ['AllergyIntolerance', { section: always('allergies'), read: allergy }],
  ['MedicationStatement', { section: always('medicines'), read: medicationStatement }],
  ['MedicationRequest', { section: always('medicines'), read: medicationRequest }],
  ['MedicationDispense', { section: always('medicines'), read: medicationDispense }],
  ['MedicationAdministration', { section: always('medicines'), read: medicationAdministration }],
  ['Observation', { section: observationSection, read: observation }],
  ['DiagnosticReport', { section: (resource) => (isLetter(resource) ? 'documents' : 'results'), read: diagnosticReport }],
  ['Condition', { section: (resource) => (isPastCondition(resource) ? 'past-conditions' : 'conditions'), read: condition }],
  ['Immunization', { section: always('vaccinations'), read: immunization }],
  ['Procedure', { section: always('procedures'), read: procedure }],
  ['Device', { section: always('devices'), read: device }],
  ['DeviceUseStatement', { section: always('devices'), read: deviceUse }],
  ['CarePlan', { section: always('care-plan'), read: carePlan }],
  ['Goal', { section: always('care-plan'), read: goal }],
  ['CareTeam', { section: always('care-plan'), read: careTeam }],
  ['ServiceRequest', { section: always('care-plan'), read: request }],
  ['ProcedureRequest', { section: always('care-plan'), read: request }],
  ['ReferralRequest', { section: always('care-plan'), read: request }],
  ['DeviceRequest', { section: always('devices'), read: request }],
  ['NutritionOrder', { section: always('care-plan'), read: other }],
  ['Appointment', { section: always('care-plan'), read: other }],
  ['Task', { section: always('care-plan'), read: other }],
  ['RequestGroup', { section: always('care-plan'), read: other }],
  ['ImmunizationRecommendation', { section: always('care-plan'), read: other }],
  ['VisionPrescription', { section: always('care-plan'), read: other }],
  ['Consent', { section: consentSection, read: consent }],
  ['Flag', { section: always('alerts'), read: flag }],
  ['DetectedIssue', { section: always('alerts'), read: other }],
  ['AdverseEvent', { section: always('alerts'), read: other }],
  ['RiskAssessment', { section: always('alerts'), read: other }],
  ['Encounter', { section: always('consultations'), read: encounter }],
  ['EpisodeOfCare', { section: always('consultations'), read: other }],
  ['ClinicalImpression', { section: always('consultations'), read: other }],
  ['Communication', { section: always('consultations'), read: other }],
  ['DocumentReference', { section: always('documents'), read: documentReference }],
  ['DocumentManifest', { section: always('documents'), read: other }],
  ['Media', { section: always('documents'), read: other }],
  ['QuestionnaireResponse', { section: always('documents'), read: other }],
  ['ImagingStudy', { section: always('results'), read: other }],
  ['MolecularSequence', { section: always('results'), read: other }],
  ['FamilyMemberHistory', { section: always('patient-story'), read: other }],
]);

export function kindOf(type: string): Kind | null {
  return kinds.get(type) ?? null;
}

/** Who and what the shown entries speak of, and how they are held together. */
const supporting = new Set([
  'Patient',
  'Composition',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'OrganizationAffiliation',
  'HealthcareService',
  'Location',
  'RelatedPerson',
  'Person',
  'Provenance',
  'Medication',
  'MedicationKnowledge',
  'Substance',
  'Specimen',
  'BodyStructure',
  'BodySite',
  'Group',
  'Endpoint',
  'List',
  'Linkage',
  'DeviceMetric',
  'DeviceDefinition',
  'Questionnaire',
]);

export function isSupporting(type: string): boolean {
  return supporting.has(type);
}

/** Money, plumbing and definitions: in many bundles most of the bytes, and nothing about a person's health. */
const notForDisplay = new Set([
  'Account', 'ActivityDefinition', 'AppointmentResponse', 'AuditEvent', 'Basic', 'Binary', 'Bundle', 'CapabilityStatement',
  'ChargeItem', 'ChargeItemDefinition', 'Claim', 'ClaimResponse', 'CodeSystem', 'CommunicationRequest', 'ConceptMap', 'Contract',
  'Coverage', 'CoverageEligibilityRequest', 'CoverageEligibilityResponse', 'EnrollmentRequest', 'EnrollmentResponse',
  'ExplanationOfBenefit', 'GuidanceResponse', 'ImplementationGuide', 'InsurancePlan', 'Invoice', 'Library', 'Measure',
  'MeasureReport', 'MessageDefinition', 'MessageHeader', 'NamingSystem', 'OperationDefinition', 'OperationOutcome', 'Parameters',
  'PaymentNotice', 'PaymentReconciliation', 'PlanDefinition', 'ProcessRequest', 'ProcessResponse', 'ResearchStudy',
  'ResearchSubject', 'Schedule', 'SearchParameter', 'Slot', 'StructureDefinition', 'StructureMap', 'Subscription',
  'SupplyDelivery', 'SupplyRequest', 'TestReport', 'TestScript', 'ValueSet', 'VerificationResult',
]);

export function isNotForDisplay(type: string): boolean {
  return notForDisplay.has(type);
}
