/**
 * The made-up people of the demo and of practice. Every NHS number starts 999, which is never issued to anybody.
 * PINs and dates of birth are written on their bench cards: there is nothing here to protect.
 */
import { idrisPuddle } from './idris-puddle.ts';
import { nasreenChiragh } from './nasreen-chiragh.ts';
import { oluHarbour } from './olu-harbour.ts';
import { roseBramble } from './rose-bramble.ts';
import { summaryDocument, type Fields, type PersonDraft } from './summary.ts';
import { tomLantern } from './tom-lantern.ts';
import { winstonAlmanac } from './winston-almanac.ts';
import { zofiaLatarnia } from './zofia-latarnia.ts';

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  /** For somebody who practises: short, and nothing to worry about. */
  readonly about: string;
  readonly nhsNumber: string;
  readonly birthDate: string;
  readonly pin: string;
  /** `locked`: the tries are used up; `blocked`: the card was reported lost. */
  readonly card: 'good' | 'locked' | 'blocked';
  /** `broken`: half a file, as a source that fails in the middle leaves it. */
  readonly record: 'whole' | 'absent' | 'broken';
  /** The document at this instant; null where the source has none. */
  readonly document: (createdAt: string) => Fields | null;
}

const withRecord = (id: string, about: string, pin: string, draft: PersonDraft): DemoPerson => ({
  id,
  name: `${draft.given} ${draft.family}`,
  about,
  nhsNumber: draft.nhsNumber,
  birthDate: draft.birthDate,
  pin,
  card: 'good',
  record: 'whole',
  document: (createdAt) => summaryDocument(draft, createdAt),
});

export const demoPeople: readonly DemoPerson[] = [
  withRecord('rose', 'A bit of everything: medicines, tests, vaccinations and a letter.', '5826', roseBramble),
  withRecord('tom', 'Young and well. Has had his vaccinations.', '7394', tomLantern),
  withRecord('zofia', 'Some of her record is in Polish.', '6183', zofiaLatarnia),
  withRecord('nasreen', 'Some of her record is in Urdu.', '4927', nasreenChiragh),
  withRecord('winston', 'Has had many medicines. The list is long.', '8265', winstonAlmanac),
  withRecord('olu', 'Some parts of his record are missing or kept back.', '3759', oluHarbour),
  {
    id: 'gwen',
    name: 'Gwen Cloud',
    about: 'Her record cannot be found.',
    nhsNumber: '9996281949',
    birthDate: '1970-04-18',
    pin: '9471',
    card: 'good',
    record: 'absent',
    document: () => null,
  },
  {
    ...withRecord('dai', 'His record comes, but it is broken.', '7158', {
      ...tomLantern,
      nhsNumber: '9995181908',
      given: 'Dai',
      family: 'Umbrella',
      birthDate: '1991-02-11',
    }),
    record: 'broken',
  },
  { ...withRecord('idris', 'His card is locked: too many wrong PINs.', '2648', idrisPuddle), card: 'locked' },
  {
    id: 'nell',
    name: 'Nell Foxglove',
    about: 'She lost her card, so it is blocked.',
    nhsNumber: '9992319488',
    birthDate: '1958-05-16',
    pin: '6291',
    card: 'blocked',
    record: 'absent',
    document: () => null,
  },
];

/** Those that a person may visit as practice: a whole record and nothing in the way. */
export const practicePeople: readonly DemoPerson[] = demoPeople.filter((person) => person.record === 'whole' && person.card === 'good');
