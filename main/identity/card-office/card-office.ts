/**
 * What a practice does with cards: take somebody in, issue, replace, block, unblock, change a PIN, unlock;
 * and the same for the people who work at the site. Used by the `kiosk` command, never by a visit.
 */
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { Clock } from '../../clock.ts';
import { parseNhsNumber } from '../codes/nhs-number.ts';
import { badgeGuard, credentialGuard } from '../register/guards.ts';
import type { CardState, CardVisits, Register, RegisteredCard, RegisteredPerson, RegisteredStaff, RegisterFault } from '../register/register.ts';
import type { Secrets } from '../register/secrets.ts';
import type { CardSigner } from './issue-card.ts';
import { checkNewPin, type PinFault } from './pin.ts';

export type OfficeFault =
  | RegisterFault
  | { readonly kind: 'pin-refused'; readonly why: PinFault['kind'] }
  | {
      readonly kind:
        | 'nhs-number-wrong'
        | 'birth-date-wrong'
        | 'initials-wrong'
        | 'name-wrong'
        | 'alias-wrong'
        | 'days-wrong'
        | 'already-there'
        | 'not-there'
        /** There is no such card, or it is not in the state that the change starts from. */
        | 'no-such-card';
    };

export interface NewPerson {
  readonly nhsNumber: string;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  /** "A K" */
  readonly initials: string;
  readonly pin: string;
}

export interface NewStaff {
  /** `helper-017`, `service-003` */
  readonly alias: string;
  /** The first name on the badge. */
  readonly name: string;
  readonly role: 'helper' | 'service';
  readonly pin: string;
}

/** A card or badge to print: its text is the QR code. */
export interface IssuedCode {
  readonly id: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface IssuedCard extends IssuedCode {
  readonly visits: CardVisits;
}

type Answer<Value> = Promise<Result<Value, OfficeFault>>;

export interface CardOffice {
  enrol(person: NewPerson): Answer<void>;
  /** Replaces the cards that the person had. 1 to 1,830 days. */
  issueCard(nhsNumber: string, days: number): Answer<IssuedCard>;
  /**
   * For one visit of somebody whose card is at home, or who has none: used up by the first right PIN, at any kiosk of
   * the register. The person's own card goes on working. 1 to 7 days.
   */
  issueVisitCard(nhsNumber: string, days: number): Answer<IssuedCard>;
  cardsOf(nhsNumber: string): Answer<readonly Pick<RegisteredCard, 'id' | 'visits' | 'state' | 'expiresAt'>[]>;
  blockCard(cardId: string): Answer<void>;
  unblockCard(cardId: string): Answer<void>;
  /** Also unlocks: who stands at the desk has shown who they are. */
  changePin(nhsNumber: string, birthDate: string, pin: string): Answer<void>;
  /** Forgets wrong tries at the NHS number and at every card of the person. */
  unlock(nhsNumber: string): Answer<void>;
  enrolStaff(staff: NewStaff, days: number): Answer<IssuedCode>;
  /** The badge that they had stops working. */
  replaceBadge(alias: string, days: number): Answer<IssuedCode>;
  stopStaff(alias: string): Answer<void>;
  changeStaffPin(alias: string, pin: string): Answer<void>;
  unlockStaff(alias: string): Answer<void>;
}

export interface CardOfficeOptions {
  readonly register: Register;
  readonly secrets: Secrets;
  /** Null where nothing is to be signed (blocking, PINs). */
  readonly signer: CardSigner | null;
  readonly clock: Clock;
}

const day = 24 * 60 * 60 * 1000;

export function createCardOffice({ register, secrets, signer, clock }: CardOfficeOptions): CardOffice {
  async function find(nhsNumber: string): Answer<{ readonly person: RegisteredPerson; readonly nhsNumber: string }> {
    const parsed = parseNhsNumber(nhsNumber);
    if (!parsed.ok) return failed({ kind: 'nhs-number-wrong' });
    const found = await register.personByNhsNumber(secrets.index('nhs-number', parsed.value));
    if (!found.ok) return found;
    return found.value === null ? failed({ kind: 'not-there' }) : ok({ person: found.value, nhsNumber: parsed.value });
  }

  async function sign(kind: 'access-card' | 'helper-badge' | 'service-badge', days: number): Answer<IssuedCode> {
    if (!Number.isInteger(days) || days < 1 || days > 1830) return failed({ kind: 'days-wrong' });
    if (signer === null) throw new TypeError('signing needs a signing key');
    const id = secrets.randomId();
    const issued = Math.floor(clock.now() / 1000);
    const expires = issued + (days * day) / 1000;
    return ok({ id, text: await signer.sign({ kind, id, issued, expires }), expiresAt: expires * 1000 });
  }

  async function issue(nhsNumber: string, visits: CardVisits, days: number): Answer<IssuedCard> {
    const found = await find(nhsNumber);
    if (!found.ok) return found;
    const code = await sign('access-card', days);
    if (!code.ok) return code;
    const { id, expiresAt } = code.value;
    const added = await register.addCard({ id, personId: found.value.person.id, visits, issuedAt: clock.now(), expiresAt });
    return added.ok ? ok({ ...code.value, visits }) : added;
  }

  async function unlockPerson(nhsNumber: string, person: RegisteredPerson): Answer<void> {
    const cards = await register.cardsOf(person.id);
    if (!cards.ok) return cards;
    return register.forgetTries([
      credentialGuard(secrets, { kind: 'nhs-number', nhsNumber }),
      ...cards.value.map((card) => credentialGuard(secrets, { kind: 'access-card', cardId: card.id })),
    ]);
  }

  async function moveCard(cardId: string, from: CardState, to: CardState): Answer<void> {
    return done(await register.setCardState(cardId, from, to), 'no-such-card');
  }

  async function findStaff(alias: string): Answer<RegisteredStaff> {
    const found = await register.staffByAlias(alias);
    if (!found.ok) return found;
    return found.value === null ? failed({ kind: 'not-there' }) : ok(found.value);
  }

  async function unlockStaff(alias: string): Answer<void> {
    const found = await findStaff(alias);
    return found.ok ? register.forgetTries([badgeGuard(secrets, found.value.badgeId)]) : found;
  }

  return {
    async enrol({ nhsNumber, birthDate, initials, pin }) {
      const parsed = parseNhsNumber(nhsNumber);
      if (!parsed.ok) return failed({ kind: 'nhs-number-wrong' });
      if (!isBirthDate(birthDate, clock.now())) return failed({ kind: 'birth-date-wrong' });
      if (!/^\p{Lu}(?: \p{Lu}){0,3}$/u.test(initials)) return failed({ kind: 'initials-wrong' });
      const checked = checkNewPin(pin, { birthDate, nhsNumber: parsed.value });
      if (!checked.ok) return failed({ kind: 'pin-refused', why: checked.error.kind });
      const id = secrets.randomId();
      const added = await register.addPerson({
        id,
        nhsNumberIndex: secrets.index('nhs-number', parsed.value),
        nhsNumberSealed: secrets.seal(parsed.value, id),
        birthDateIndex: secrets.index('birth-date', id, birthDate),
        initials,
        yearOfBirth: birthDate.slice(0, 4),
        pinHash: await secrets.hashPin(pin),
      });
      return done(added, 'already-there');
    },

    issueCard: (nhsNumber, days) => issue(nhsNumber, 'many', days),
    issueVisitCard: async (nhsNumber, days) => (days > 7 ? failed({ kind: 'days-wrong' }) : issue(nhsNumber, 'one', days)),

    async cardsOf(nhsNumber) {
      const found = await find(nhsNumber);
      return found.ok ? register.cardsOf(found.value.person.id) : found;
    },

    blockCard: (cardId) => moveCard(cardId, 'issued', 'blocked'),
    unblockCard: (cardId) => moveCard(cardId, 'blocked', 'issued'),

    async changePin(nhsNumber, birthDate, pin) {
      const found = await find(nhsNumber);
      if (!found.ok) return found;
      const { person } = found.value;
      // The date is asked for so that the new PIN can be kept from being it: the register cannot read its own.
      if (!secrets.same(secrets.index('birth-date', person.id, birthDate), person.birthDateIndex)) {
        return failed({ kind: 'birth-date-wrong' });
      }
      const checked = checkNewPin(pin, { birthDate, nhsNumber: found.value.nhsNumber });
      if (!checked.ok) return failed({ kind: 'pin-refused', why: checked.error.kind });
      const changed = done(await register.setPersonPin(person.id, await secrets.hashPin(pin)), 'not-there');
      return changed.ok ? unlockPerson(found.value.nhsNumber, person) : changed;
    },

    async unlock(nhsNumber) {
      const found = await find(nhsNumber);
      return found.ok ? unlockPerson(found.value.nhsNumber, found.value.person) : found;
    },

    async enrolStaff({ alias, name, role, pin }, days) {
      if (!/^(?:helper|service)-[0-9]{1,6}$/.test(alias) || !alias.startsWith(role)) return failed({ kind: 'alias-wrong' });
      if (!/^\p{L}[\p{L}\p{M}' -]{0,29}$/u.test(name)) return failed({ kind: 'name-wrong' });
      const checked = checkNewPin(pin, null);
      if (!checked.ok) return failed({ kind: 'pin-refused', why: checked.error.kind });
      const code = await sign(badgeKind(role), days);
      if (!code.ok) return code;
      const { id: badgeId, expiresAt } = code.value;
      const staff: RegisteredStaff = { alias, badgeId, name, role, state: 'active', expiresAt, pinHash: await secrets.hashPin(pin) };
      const added = done(await register.addStaff(staff), 'already-there');
      return added.ok ? code : added;
    },

    async replaceBadge(alias, days) {
      const found = await findStaff(alias);
      if (!found.ok) return found;
      const code = await sign(badgeKind(found.value.role), days);
      if (!code.ok) return code;
      const { id: badgeId, expiresAt } = code.value;
      const changed = done(await register.changeStaff(alias, { badgeId, expiresAt, state: 'active' }), 'not-there');
      return changed.ok ? code : changed;
    },

    stopStaff: async (alias) => done(await register.changeStaff(alias, { state: 'stopped' }), 'not-there'),

    async changeStaffPin(alias, pin) {
      const checked = checkNewPin(pin, null);
      if (!checked.ok) return failed({ kind: 'pin-refused', why: checked.error.kind });
      const changed = await register.changeStaff(alias, { pinHash: await secrets.hashPin(pin) });
      return changed.ok && changed.value ? unlockStaff(alias) : done(changed, 'not-there');
    },

    unlockStaff,
  };
}

function badgeKind(role: 'helper' | 'service'): 'helper-badge' | 'service-badge' {
  return role === 'helper' ? 'helper-badge' : 'service-badge';
}

function done(
  answer: Result<boolean, RegisterFault>,
  otherwise: 'already-there' | 'not-there' | 'no-such-card',
): Result<void, OfficeFault> {
  if (!answer.ok) return answer;
  return answer.value ? ok(undefined) : failed({ kind: otherwise });
}

/** A day that exists, in the last 130 years. */
function isBirthDate(text: string, now: number): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const at = Date.parse(text);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) return false;
  return at <= now && now - at < 130 * 366 * day;
}
