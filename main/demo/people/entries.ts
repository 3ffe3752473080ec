/** The entries of a made-up record, one function a kind, in the words that a GP system would print. */
import type { Draft, Fields, Json } from './summary.ts';

const snomed = 'http://snomed.info/sct';
const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';
const terminology = 'http://terminology.hl7.org/CodeSystem';

/** A GP's own words, with a SNOMED CT code where there is a plain one. */
export function words(text: string, snomedCode?: string): Fields {
  return snomedCode === undefined ? { text } : { coding: [{ system: snomed, code: snomedCode, display: text }], text };
}

const coded = (system: string, code: string): Fields => ({ coding: [{ system: `${terminology}/${system}`, code }] });

/** Leaves out what is not there: FHIR has no empty values. */
function present(fields: { readonly [name: string]: Json | undefined }): Fields {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

const notes = (note: string | undefined): Json | undefined => (note === undefined ? undefined : [{ text: note }]);

/** "No disclosure to patient without the attending provider's authorization": v3 ActCode NOPAT. */
const notToThePatient: Fields = { security: [{ system: `${terminology}/v3-ActCode`, code: 'NOPAT' }] };

export function condition(what: {
  readonly text: string;
  readonly snomed?: string;
  readonly since?: string;
  readonly ended?: string;
  readonly note?: string;
  readonly enteredInError?: boolean;
  readonly withheld?: boolean;
}): Draft {
  const status = what.ended === undefined ? 'active' : 'resolved';
  return {
    resourceType: 'Condition',
    who: 'subject',
    fields: present({
      meta: what.withheld === true ? notToThePatient : undefined,
      clinicalStatus: what.enteredInError === true ? undefined : coded('condition-clinical', status),
      verificationStatus: coded('condition-ver-status', what.enteredInError === true ? 'entered-in-error' : 'confirmed'),
      code: words(what.text, what.snomed),
      onsetDateTime: what.since,
      abatementDateTime: what.ended,
      note: notes(what.note),
    }),
  };
}

export function allergy(what: {
  readonly text: string;
  readonly snomed?: string;
  readonly category: 'medication' | 'food' | 'environment' | 'biologic';
  readonly criticality?: 'low' | 'high';
  readonly reaction?: string;
  readonly severity?: 'mild' | 'moderate' | 'severe';
  readonly since?: string;
}): Draft {
  return {
    resourceType: 'AllergyIntolerance',
    who: 'patient',
    fields: present({
      clinicalStatus: coded('allergyintolerance-clinical', 'active'),
      verificationStatus: coded('allergyintolerance-verification', 'confirmed'),
      category: [what.category],
      criticality: what.criticality,
      code: words(what.text, what.snomed),
      onsetDateTime: what.since,
      reaction:
        what.reaction === undefined
          ? undefined
          : [present({ manifestation: [words(what.reaction)], severity: what.severity })],
    }),
  };
}

/** SNOMED CT 716186003: somebody asked, and there are none. */
export function noKnownAllergy(): Draft {
  return {
    resourceType: 'AllergyIntolerance',
    who: 'patient',
    fields: {
      clinicalStatus: coded('allergyintolerance-clinical', 'active'),
      verificationStatus: coded('allergyintolerance-verification', 'confirmed'),
      code: words('No known allergy', '716186003'),
    },
  };
}

export function medicine(what: {
  readonly text: string;
  /** dm+d, which is part of SNOMED CT. */
  readonly dmd?: string;
  readonly dose: string;
  readonly since?: string;
  readonly ended?: string;
  readonly status?: 'active' | 'stopped' | 'completed' | 'on-hold';
  readonly reason?: string;
  readonly note?: string;
  /** Of the instructions. */
  readonly language?: string;
}): Draft {
  return {
    resourceType: 'MedicationStatement',
    who: 'subject',
    fields: present({
      language: what.language,
      status: what.status ?? (what.ended === undefined ? 'active' : 'stopped'),
      medicationCodeableConcept: words(what.text, what.dmd),
      effectivePeriod: what.since === undefined && what.ended === undefined ? undefined : present({ start: what.since, end: what.ended }),
      reasonCode: what.reason === undefined ? undefined : [words(what.reason)],
      dosage: [{ text: what.dose }],
      note: notes(what.note),
    }),
  };
}

export interface Amount {
  readonly value: number;
  readonly unit: string;
}

const quantity = (amount: Amount, comparator?: string): Fields =>
  present({ value: amount.value, comparator, unit: amount.unit, system: ucum });

const measurement = (category: string, name: Fields, on: string | undefined, rest: { readonly [name: string]: Json | undefined }): Draft => ({
  resourceType: 'Observation',
  who: 'subject',
  fields: present({ status: 'final', category: [coded('observation-category', category)], code: name, effectiveDateTime: on, ...rest }),
});

const named = (text: string, loincCode?: string): Fields =>
  loincCode === undefined ? { text } : { coding: [{ system: loinc, code: loincCode, display: text }], text };

/** A laboratory result. The range is the laboratory's own; the kiosk never brings one. */
export function result(what: {
  readonly text: string;
  readonly loinc?: string;
  readonly value: number;
  readonly comparator?: '<' | '<=' | '>=' | '>';
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  readonly on?: string;
  readonly says?: string;
}): Draft {
  const range = present({
    low: what.low === undefined ? undefined : quantity({ value: what.low, unit: what.unit }),
    high: what.high === undefined ? undefined : quantity({ value: what.high, unit: what.unit }),
  });
  return measurement('laboratory', named(what.text, what.loinc), what.on, {
    valueQuantity: quantity(what, what.comparator),
    referenceRange: what.low === undefined && what.high === undefined ? undefined : [range],
    note: notes(what.says),
  });
}

/** A result in words: "No growth". */
export function resultInWords(what: { readonly text: string; readonly value: string; readonly on?: string; readonly says?: string }): Draft {
  return measurement('laboratory', named(what.text), what.on, { valueString: what.value, note: notes(what.says) });
}

/** One sample, several results: a DiagnosticReport that refers to them. */
export function report(text: string, on: string, results: readonly Draft[]): Draft {
  return {
    resourceType: 'DiagnosticReport',
    who: 'subject',
    fields: { status: 'final', category: [coded('v2-0074', 'LAB')], code: { text }, effectiveDateTime: on },
    holds: { field: 'result', many: true, drafts: results },
  };
}

export function bloodPressure(systolic: number, diastolic: number, on: string): Draft {
  const part = (text: string, code: string, value: number): Fields => ({
    code: named(text, code),
    valueQuantity: { value, unit: 'mmHg', system: ucum, code: 'mm[Hg]' },
  });
  return measurement('vital-signs', named('Blood pressure', '85354-9'), on, {
    component: [
      part('Systolic blood pressure', '8480-6', systolic),
      part('Diastolic blood pressure', '8462-4', diastolic),
    ],
  });
}

export function vitalSign(text: string, loincCode: string, amount: Amount, on: string): Draft {
  return measurement('vital-signs', named(text, loincCode), on, { valueQuantity: quantity(amount) });
}

export function lifestyle(text: string, value: string, on: string): Draft {
  return measurement('social-history', { text }, on, { valueCodeableConcept: { text: value } });
}

export function vaccination(what: { readonly text: string; readonly on?: string; readonly dose?: string; readonly batch?: string; readonly site?: string }): Draft {
  return {
    resourceType: 'Immunization',
    who: 'patient',
    fields: present({
      status: 'completed',
      vaccineCode: words(what.text),
      ...(what.on === undefined
        ? { occurrenceString: 'Date not recorded' }
        : { occurrenceDateTime: what.on }),
      lotNumber: what.batch,
      site: what.site === undefined ? undefined : words(what.site),
      protocolApplied: what.dose === undefined ? undefined : [{ doseNumberString: what.dose }],
    }),
  };
}

export function procedure(what: { readonly text: string; readonly snomed?: string; readonly on?: string; readonly note?: string }): Draft {
  return {
    resourceType: 'Procedure',
    who: 'subject',
    fields: present({ status: 'completed', code: words(what.text, what.snomed), performedDateTime: what.on, note: notes(what.note) }),
  };
}

export function visit(what: { readonly text: string; readonly on: string; readonly reason?: string }): Draft {
  return {
    resourceType: 'Encounter',
    who: 'subject',
    fields: present({
      status: 'finished',
      class: { system: `${terminology}/v3-ActCode`, code: 'AMB', display: 'ambulatory' },
      type: [{ text: what.text }],
      period: { start: what.on },
      reasonCode: what.reason === undefined ? undefined : [{ text: what.reason }],
    }),
  };
}

export function letter(what: { readonly text: string; readonly on: string; readonly about: string }): Draft {
  return {
    resourceType: 'DocumentReference',
    who: 'subject',
    fields: {
      status: 'current',
      type: { text: what.text },
      date: what.on,
      description: what.about,
      content: [{ attachment: { contentType: 'application/pdf', title: what.text } }],
    },
  };
}

export function plan(what: { readonly text: string; readonly on: string; readonly activities: readonly string[]; readonly language?: string }): Draft {
  return {
    resourceType: 'CarePlan',
    who: 'subject',
    fields: present({
      language: what.language,
      status: 'active',
      intent: 'plan',
      title: what.text,
      period: { start: what.on },
      activity: what.activities.map((text) => ({ detail: { status: 'in-progress', description: text } })),
    }),
  };
}
