/**
 * Long histories of a made-up person, in the mixture that real ones have: mostly money, then results, visits,
 * medicines, and a little of everything else. No two entries are alike; the same size is always the same bytes.
 */
import { nhsNumber } from '../unit/record/bundles.ts';

type Resource = Record<string, unknown>;

/** Numbers that look random and are the same every time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const tests = [
  ['2823-3', 'Potassium', 'mmol/L', 3.5, 5.3], ['2951-2', 'Sodium', 'mmol/L', 133, 146], ['718-7', 'Haemoglobin', 'g/L', 115, 165],
  ['4548-4', 'Haemoglobin A1c/Haemoglobin.total in Blood', 'mmol/mol', 20, 41], ['2093-3', 'Serum cholesterol', 'mmol/L', 0, 5],
  ['8480-6', 'Systolic blood pressure', 'mm[Hg]', 90, 140], ['29463-7', 'Body weight', 'kg', 40, 120], ['33914-3', 'Estimated glomerular filtration rate', 'mL/min/{1.73_m2}', 60, 120],
] as const;
const problems = [['195967001', 'Asthma'], ['44054006', 'Diabetes mellitus type 2'], ['59621000', 'Essential hypertension'], ['162864005', 'Body mass index 30+ - obesity'], ['444814009', 'Viral sinusitis (disorder)']] as const;
const drugs = [['860975', 'Metformin 500 MG Oral Tablet'], ['314076', 'lisinopril 10 MG Oral Tablet'], ['745679', '200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler']] as const;
const system = { loinc: 'http://loinc.org', snomed: 'http://snomed.info/sct', rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm' };

class History {
  readonly entries: { readonly fullUrl: string; readonly resource: Resource }[] = [];
  readonly #next: () => number;
  #visit = '';

  constructor(seed: number) {
    this.#next = numbers(seed);
    this.#add('Patient', { identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber }], name: [{ use: 'official', family: 'Bramble', given: ['Rose'] }], gender: 'female', birthDate: '1951-01-20' });
    this.#add('Organization', { name: 'Riverside Surgery' });
    this.#add('Practitioner', { name: [{ family: 'Ng', given: ['Ana'], prefix: ['Dr'] }] });
  }

  #id(): string {
    const hex = (length: number) => Array.from({ length }, () => Math.floor(this.#next() * 16).toString(16)).join('');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  }

  #pick<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.#next() * values.length)] as Value;
  }

  #date(): string {
    const two = (most: number) => String(1 + Math.floor(this.#next() * most)).padStart(2, '0');
    return `${1990 + Math.floor(this.#next() * 36)}-${two(12)}-${two(28)}T${two(22)}:${two(58)}:${two(58)}+01:00`;
  }

  #add(resourceType: string, more: Resource): string {
    const id = this.#id();
    this.entries.push({ fullUrl: `urn:uuid:${id}`, resource: { resourceType, id, ...more } });
    return `urn:uuid:${id}`;
  }

  /** Of the first three entries. */
  #ref(place: number): Resource {
    return { reference: this.entries[place]?.fullUrl ?? '' };
  }

  #concept([code, display]: readonly [string, string, ...unknown[]], of: keyof typeof system): Resource {
    return { coding: [{ system: system[of], code, display }], text: display };
  }

  /** One visit and what came of it. */
  visit(): void {
    const when = this.#date();
    const period = { start: when, end: when };
    const subject = this.#ref(0);
    const problem = this.#concept(this.#pick(problems), 'snomed');
    this.#visit = this.#add('Encounter', { status: 'finished', class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' }, type: [this.#concept(['185345009', 'Encounter for symptom'], 'snomed')], subject, participant: [{ individual: { ...this.#ref(2), display: 'Dr Ana Ng' } }], period, serviceProvider: this.#ref(1), reasonCode: [problem] });
    const encounter = { reference: this.#visit };
    const results = Array.from({ length: 1 + Math.floor(this.#next() * 8) }, () => this.#result(subject, encounter, when));
    if (this.#next() < 0.3) this.#add('DiagnosticReport', { status: 'final', category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }], code: this.#concept(['24323-8', 'Blood tests'], 'loinc'), subject, encounter, effectiveDateTime: when, issued: when, result: results.map((reference) => ({ reference })) });
    if (this.#next() < 0.3) this.#add('Condition', { clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: this.#pick(['active', 'resolved']) }] }, verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }] }, code: problem, subject, encounter, onsetDateTime: when, recordedDate: when });
    if (this.#next() < 0.3) this.#add('Procedure', { status: 'completed', code: this.#concept(['430193006', 'Medication Reconciliation (procedure)'], 'snomed'), subject, encounter, performedPeriod: period, location: { display: 'Riverside Surgery' } });
    if (this.#next() < 0.1) this.#add('Immunization', { status: 'completed', vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140', display: 'Influenza, seasonal, injectable' }], text: 'Influenza, seasonal, injectable' }, patient: subject, encounter, occurrenceDateTime: when, primarySource: true });
    if (this.#next() < 0.01) this.#add('AllergyIntolerance', { clinicalStatus: { coding: [{ code: 'active' }] }, category: ['medication'], criticality: 'high', code: this.#concept(['7980', 'Penicillin'], 'rxnorm'), patient: subject, recordedDate: when, reaction: [{ manifestation: [this.#concept(['271807003', 'Eruption of skin'], 'snomed')], severity: 'moderate' }] });
    const asked = this.#next() < 0.5 ? this.#medicine(subject, encounter, when) : null;
    this.#money(subject, encounter, period, problem, asked);
  }

  #result(subject: Resource, encounter: Resource, when: string): string {
    const [code, display, unit, low, high] = this.#pick(tests);
    const value = Number((low + this.#next() * (high - low) * 1.2).toFixed(this.#pick([0, 1, 4, 14])));
    const range = this.#next() < 0.5 ? { referenceRange: [{ low: { value: low, unit, system: 'http://unitsofmeasure.org', code: unit }, high: { value: high, unit, system: 'http://unitsofmeasure.org', code: unit } }] } : {};
    const vital = code === '8480-6' || code === '29463-7';
    return this.#add('Observation', { status: 'final', category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: vital ? 'vital-signs' : 'laboratory', display: vital ? 'vital-signs' : 'laboratory' }] }], code: this.#concept([code, display], 'loinc'), subject, encounter, effectiveDateTime: when, issued: when, valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit }, ...range });
  }

  #medicine(subject: Resource, encounter: Resource, when: string): string {
    return this.#add('MedicationRequest', { status: this.#pick(['active', 'stopped', 'completed']), intent: 'order', medicationCodeableConcept: this.#concept(this.#pick(drugs), 'rxnorm'), subject, encounter, authoredOn: when, requester: { ...this.#ref(2), display: 'Dr Ana Ng' }, dosageInstruction: [{ sequence: 1, timing: { repeat: { frequency: 1 + Math.floor(this.#next() * 3), period: 1, periodUnit: 'd' } }, asNeededBoolean: false, doseAndRate: [{ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/dose-rate-type', code: 'ordered', display: 'Ordered' }] }, doseQuantity: { value: 1 } }] }] });
  }

  /** A claim and what the insurer made of it: as in Synthea, most of the bytes, and nothing that a kiosk shows. */
  #money(subject: Resource, encounter: Resource, billablePeriod: Resource, problem: Resource, asked: string | null): void {
    const cost = () => ({ value: Number((this.#next() * 900).toFixed(2)), currency: 'USD' });
    const item = Array.from({ length: 1 + Math.floor(this.#next() * 3) }, (_, place) => ({ sequence: place + 1, productOrService: problem, encounter: [encounter], net: cost() }));
    const claim = this.#add('Claim', { status: 'active', type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'institutional' }] }, use: 'claim', patient: subject, billablePeriod, created: billablePeriod['end'], provider: { ...this.#ref(1), display: 'Riverside Surgery' }, priority: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/processpriority', code: 'normal' }] }, ...(asked === null ? {} : { prescription: { reference: asked } }), insurance: [{ sequence: 1, focal: true, coverage: { display: 'Medicaid' } }], item, total: cost() });
    const adjudication = ['Line Beneficiary Coinsurance Amount', 'Line Provider Payment Amount', 'Line Submitted Charge Amount', 'Line Allowed Charge Amount', 'Line Beneficiary Part B Deductible Amount', 'Line Processing Indicator Code'];
    this.#add('ExplanationOfBenefit', {
      contained: [{ resourceType: 'Coverage', id: 'coverage', status: 'active', type: { text: 'Medicaid' }, beneficiary: subject, payor: [{ display: 'Medicaid' }] }],
      status: 'active', use: 'claim', patient: subject, billablePeriod, insurer: { display: 'Medicaid' }, claim: { reference: claim }, outcome: 'complete', diagnosis: [{ sequence: 1, diagnosisCodeableConcept: problem }],
      item: item.map((one) => ({ ...one, locationCodeableConcept: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/ex-serviceplace', code: '19', display: 'Off Campus-Outpatient Hospital' }] }, adjudication: adjudication.map((display, place) => ({ category: { coding: [{ system: 'https://bluebutton.cms.gov/resources/codesystem/adjudication', code: `https://bluebutton.cms.gov/resources/variables/line_${place}`, display }] }, amount: cost() })) })),
      total: [{ category: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/adjudication', code: 'submitted', display: 'Submitted Amount' }], text: 'Submitted Amount' }, amount: cost() }], payment: { amount: cost() },
    });
  }
}

/** About `megabytes` of a history, printed as servers and files have them. */
export function historyOf(megabytes: number, indent: 0 | 2 = 2): Uint8Array {
  const history = new History(megabytes * 7919);
  const written: string[] = [];
  let size = 0;
  let done = 0;
  while (size < megabytes * 1_000_000) {
    history.visit();
    for (; done < history.entries.length; done += 1) {
      const text = JSON.stringify(history.entries[done], null, indent);
      written.push(text);
      size += text.length + 2;
    }
  }
  return new TextEncoder().encode(`{"resourceType":"Bundle","type":"collection","entry":[${written.join(',\n')}]}`);
}
