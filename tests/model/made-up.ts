/** A made-up person whose every word is a canary: seen where it must not be, it names the leak. */
import type { Recognition } from '../../main/identity/codes/recognition.ts';
import type { DrawnSlip } from '../../main/printing/paper-slip.ts';
import { sectionIds, type Item, type PatientRecord } from '../../main/record/patient-record.ts';
import type { Place } from '../../main/session/view/stage.ts';

export const canary = {
  link: 'qwvcanary',
  name: 'Zyx Qwvcanaryname',
  nhsNumber: '9991234560',
  clinical: 'Qwvcanaryclinical',
  /** Who keeps the record, and what a shared one is called: names that tell of an illness. */
  custodian: 'Qwvcanarycustodian',
  label: 'Qwvcanarylabel',
  value: '987654.321',
  initials: 'Q Z',
  year: '1899',
  cardId: 'CANARYCARD01',
  pin: '80',
  paper: 'Qwvcanarypaper',
  image: 'data:image/png;base64,UXd2Y2FuYXJ5',
};

const item = (id: string, past: boolean, sensitive = false): Item => ({
  id,
  // 8 is what the model types.
  title: { text: `${canary.clinical} ${id} 88`, lang: null, isValue: false },
  codings: [],
  date: '2020-05',
  details: [
    { label: 'value', name: null, value: { text: `${canary.value} mmol/L`, lang: null, isValue: true } },
  ],
  measurement: { value: canary.value, comparator: null, unit: 'mmol/L', low: '1', high: '2', rangeText: null },
  past,
  sensitive,
});

const shownStates = ['none-recorded', 'no-access', 'not-available', 'withheld', 'error'] as const;

export const finding = { name: 'clock', state: 'good', says: 'right' } as const;

export const record: PatientRecord = {
  format: 'ips',
  patient: { name: canary.name, birthDate: '1899-02-03', nhsNumber: canary.nhsNumber },
  custodian: `${canary.custodian} Clinic`,
  createdAt: '2026-11-01',
  warnings: ['data-in-transit'],
  sections: sectionIds.map((id, place) => ({
    id,
    title: null,
    state: place < 2 ? 'present' : (shownStates[place % shownStates.length] ?? 'error'),
    items: place < 2 ? [item(`${id}-1`, false), item(`${id}-2`, true, place === 0)] : [],
    narrative: [],
    withheld: place === 0 ? 1 : 0,
    notUnderstood: 0,
  })),
  accounting: { entries: 5, shown: 4, supporting: 0, notShown: [{ reason: 'withheld', count: 1 }] },
};

export const slip: DrawnSlip = {
  picture: { width: 8, height: 1, data: new Uint8Array([1]) },
  lengthMillimetres: 120,
  image: canary.image,
  words: [canary.paper],
  breaks: [],
};

/** A page of the kiosk's own, which staff print: of nobody. */
export const testPage: DrawnSlip = { ...slip, image: 'data:image/png;base64,VGVzdA==', words: ['Test slip'] };

export const madeLink = { text: 'shlink:/qwvcanarylink', expires: Date.UTC(2026, 10, 23) };

export const longSlip: DrawnSlip = { ...slip, lengthMillimetres: 3_400 };

export const person = {
  pseudonym: 'p-0123456789abcdef01234567',
  initials: canary.initials,
  yearOfBirth: canary.year,
  recordKey: { nhsNumber: canary.nhsNumber },
};

export const card: Recognition = { type: 'credential', credential: { kind: 'access-card', cardId: canary.cardId } };
export const otherCard: Recognition = { type: 'credential', credential: { kind: 'access-card', cardId: 'OTHERCARD001' } };
export const numberCode: Recognition = {
  type: 'credential',
  credential: { kind: 'nhs-number', nhsNumber: canary.nhsNumber },
};
export const helperBadge: Recognition = { type: 'badge', badge: { kind: 'helper-badge', badgeId: 'HELPERBADGE1' } };
export const serviceBadge: Recognition = { type: 'badge', badge: { kind: 'service-badge', badgeId: 'SERVICEBADG1' } };
export const prescription: Recognition = { type: 'declined', kind: 'prescription', reason: 'not-used-here' };

export const healthCard: Recognition = {
  type: 'health-card',
  statement: {
    issuer: 'Riverside Surgery',
    issued: '2026-01-01',
    expires: null,
    person: { name: 'Zyx Cardname', birthDate: null },
    facts: [
      { kind: 'vaccination', what: { name: `${canary.clinical} vaccine`, code: null, list: null }, when: '2025', given: true, dose: null, batch: null, where: null },
    ],
    notShown: 0,
    revocation: 'checked',
  },
};
export const cardPart: Recognition = { type: 'health-card-parts', parts: [{ number: 1, of: 2, jws: 'e30' }], of: 2, startedAgain: false };
export const healthLink = (needsPasscode: boolean): Recognition => ({
  type: 'health-link',
  link: { url: 'https://qwvcanarylink.example/', key: 'qwvcanarykey', expires: null, label: canary.label, needsPasscode, longTerm: false, direct: false },
});
export const sharedRecord = { opened: { record, person }, statements: [], leftOut: 0 };

export const helper = { name: 'Sam', alias: 'helper-017', role: 'helper' } as const;
export const staff = { name: 'Jo', alias: 'service-001', role: 'service' } as const;

export const practicePin = '80';
export const place: Place = {
  name: 'Central Library',
  desk: () => 'Ask at the desk.',
  surgery: () => 'your surgery',
  screen: { pixelPitch: 0.274, glassAboveFloor: null },
  today: () => '2026-11-22',
  languages: ['en'],
  signIn: { account: null },
  linkHours: 24,
  plainWords: () => null,
  explain: () => null,
  shortForms: () => [],
  glossary: { entries: 2, notReviewed: 1, shown: true },
  practice: {
    people: [{ id: 'mina', name: 'Made-up Mina', about: 'Takes one medicine.', person }],
    pin: practicePin,
  },
};

/** Short entries keep the number of reachable snapshots small; nothing else differs. */
export const limits = {
  number: { min: 1, max: 1 },
  'birth-date': { min: 8, max: 8 },
  pin: { min: 2, max: 2 },
  passcode: { min: 1, max: 1 },
  share: { min: 1, max: 1 },
  search: { min: 1, max: 1 },
  unlock: { min: 1, max: 1 },
  helper: { min: 1, max: 1 },
  service: { min: 1, max: 1 },
};
