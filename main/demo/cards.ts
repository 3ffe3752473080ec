/** The cards on the bench: those that open something here, and those that people hold up by mistake. */
import { recordedDate } from '../copy/dates.ts';
import { prescriptionCheck } from '../identity/codes/prescription-code.ts';
import type { BenchCard } from './bench.ts';
import { healthCardPerson } from './health-card.ts';
import { demoPeople } from './people/people.ts';

/** Texts that were signed for this bench. */
export interface SignedTexts {
  /** By the person's id. */
  readonly people: Readonly<Record<string, string>>;
  readonly helper: string;
  readonly service: string;
  /** Signed for somebody who has an access card no more, long ago, and by a stranger. */
  readonly expired: string;
  readonly unknown: string;
  readonly forged: string;
  /** A SMART Health Card in one QR code. */
  readonly healthCard: string;
}

export interface DemoCard extends BenchCard {
  /** What the reader sends: the text and its AIM symbology identifier (ISO/IEC 15424). */
  readonly code: string;
  readonly aim: string;
  /** The last report is lost: a card that was pulled away too soon. */
  readonly misread: boolean;
}

export interface DemoStaff {
  readonly name: string;
  readonly alias: string;
  readonly role: 'helper' | 'service';
  readonly pin: string;
}

export const demoHelper: DemoStaff = { name: 'Sam', alias: 'helper-001', role: 'helper', pin: '7305' };
export const demoService: DemoStaff = { name: 'Priya', alias: 'service-001', role: 'service', pin: '6041' };

const [rose] = demoPeople;
const letterNumber = rose?.nhsNumber ?? '';
const prescription = `1F2D3C${'A99968'}0BEEF`;

export function demoCards(signed: SignedTexts): readonly DemoCard[] {
  const qr = (id: string, look: BenchCard['look'], title: string, about: string, text: string, facts: BenchCard['facts'] = []): DemoCard => ({
    id,
    look,
    title,
    about,
    facts,
    qr: text,
    code: text,
    aim: ']Q1',
    misread: false,
  });
  const barcode = (id: string, title: string, about: string, text: string, aim: string, look: BenchCard['look'] = 'other'): DemoCard => ({
    ...qr(id, look, title, about, text),
    qr: null,
    aim,
  });
  const firstCard = signed.people[rose?.id ?? ''] ?? '';

  return [
    ...demoPeople.map((person) =>
      qr(person.id, 'person', person.name, person.about, signed.people[person.id] ?? '', [
        ['PIN', person.pin],
        ['Born', recordedDate(person.birthDate, 'en')],
        ['NHS number', spaced(person.nhsNumber)],
      ]),
    ),
    qr('helper', 'badge', demoHelper.name, 'Helps people at the kiosk.', signed.helper, [['PIN', demoHelper.pin]]),
    qr('service', 'badge', demoService.name, 'Looks after the kiosk.', signed.service, [['PIN', demoService.pin]]),
    barcode('letter', 'Letter with an NHS number', `Sent to ${rose?.name ?? ''}. Asks for her date of birth as well.`, letterNumber, ']C0', 'paper'),
    barcode('letter-smudged', 'Smudged letter', 'One digit of the NHS number is wrong.', wrongCheckDigit(letterNumber), ']C0', 'paper'),
    barcode('prescription', 'Prescription', 'For a pharmacist.', spacedPrescription(), ']C0', 'paper'),
    qr('web', 'paper', 'Poster', 'Has a web address on it.', 'https://www.example.org/walks'),
    { ...qr('half-read', 'other', 'Card pulled away too soon', 'Only half of it is read.', firstCard), qr: null, misread: true },
    qr('expired', 'other', 'Old access card', 'Ran out last year.', signed.expired),
    qr('unknown', 'other', 'Access card of nobody', 'Made here, but not in the register.', signed.unknown),
    qr('forged', 'other', 'False access card', 'Signed by a stranger.', signed.forged),
    qr('health-card', 'other', 'Vaccination card', `A SMART Health Card of ${healthCardPerson.name}. It says a little and opens no record.`, signed.healthCard),
    barcode('library', 'Library card', 'For borrowing books.', 'A2301234567890B', ']F0'),
    barcode('travel', 'Travel health card', 'A UK GHIC.', '80826000010000000001', ']C0'),
    barcode('bottle', 'Bottle of water', 'Somebody tries everything.', '5012345678900', ']E0'),
    qr('contact', 'other', 'Business card', 'Has a name and a phone number.', 'BEGIN:VCARD\nVERSION:3.0\nFN:Made Up\nTEL:01632960001\nEND:VCARD'),
  ];
}

function spaced(nhsNumber: string): string {
  return `${nhsNumber.slice(0, 3)} ${nhsNumber.slice(3, 6)} ${nhsNumber.slice(6)}`;
}

function wrongCheckDigit(nhsNumber: string): string {
  return `${nhsNumber.slice(0, 9)}${(Number(nhsNumber[9]) + 1) % 10}`;
}

function spacedPrescription(): string {
  const whole = `${prescription}${prescriptionCheck(prescription)}`;
  return `${whole.slice(0, 6)}-${whole.slice(6, 12)}-${whole.slice(12)}`;
}
