/**
 * The site register: who has a card here, who works here, and how often somebody guessed.
 * Several databases may stand behind it; every method is one transaction and durable when it returns `ok`.
 * It holds no NHS number or date of birth that can be read without the key outside it (`secrets.ts`).
 */
import type { Result } from '../../../hardware/result.ts';
import type { Helper } from '../credential.ts';
import type { TryDecision, TryRequest } from './tries.ts';

/**
 * `register-newer`: made by a later version of this software.
 * `register-refused`: the database did not let us in, or is not the one that the site file means (certificate).
 */
export type RegisterFault = {
  readonly kind: 'register-unavailable' | 'register-refused' | 'register-newer' | 'register-damaged';
};
export type RegisterAnswer<Value> = Promise<Result<Value, RegisterFault>>;

export interface RegisteredPerson {
  /** Random. */
  readonly id: string;
  /** HMAC of the NHS number. */
  readonly nhsNumberIndex: string;
  /** AES-256-GCM, bound to `id`. */
  readonly nhsNumberSealed: Uint8Array;
  /** HMAC of `id` and `YYYY-MM-DD`. */
  readonly birthDateIndex: string;
  /** "A K" */
  readonly initials: string;
  readonly yearOfBirth: string;
  readonly pinHash: string;
}

/** `used`: a card for one visit, after it. */
export type CardState = 'issued' | 'blocked' | 'replaced' | 'used';

/** How many visits a card opens. */
export type CardVisits = 'many' | 'one';

export interface RegisteredCard {
  readonly id: string;
  readonly personId: string;
  readonly visits: CardVisits;
  readonly state: CardState;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface OwnedCard {
  readonly person: RegisteredPerson;
  readonly card: RegisteredCard;
}

export interface RegisteredStaff extends Helper {
  readonly badgeId: string;
  readonly state: 'active' | 'stopped';
  readonly expiresAt: number;
  readonly pinHash: string;
}

export interface Register {
  /** Counts one try before anybody works out whether it is right: pulling the plug gives no free guess. */
  beginTry(request: TryRequest): RegisterAnswer<TryDecision>;
  /**
   * It was right: the identifier's wrong tries are forgotten, and the budgets get it back. A card for one visit is used
   * up in the same transaction. False, and still a wrong try, where `cardId` opens nothing any more: used at another
   * kiosk, blocked or replaced a moment ago.
   */
  endTry(request: TryRequest, cardId?: string): RegisterAnswer<boolean>;
  /** A person at the desk unlocks. */
  forgetTries(guards: readonly string[]): RegisterAnswer<void>;

  /** One look-up whether somebody is found or not: what takes longer could be told apart. */
  personByCard(cardId: string): RegisterAnswer<OwnedCard | null>;
  personByNhsNumber(index: string): RegisterAnswer<RegisteredPerson | null>;
  staffByBadge(badgeId: string): RegisterAnswer<RegisteredStaff | null>;
  staffByAlias(alias: string): RegisterAnswer<RegisteredStaff | null>;
  /** Newest first. */
  cardsOf(personId: string): RegisterAnswer<readonly RegisteredCard[]>;

  /** False where somebody with this NHS number is there already. */
  addPerson(person: RegisteredPerson): RegisterAnswer<boolean>;
  setPersonPin(personId: string, pinHash: string): RegisterAnswer<boolean>;
  /**
   * What the person had before is `replaced` in the same transaction: one card in use a person, and beside it one for
   * one visit, which replaces only its like.
   */
  addCard(card: Omit<RegisteredCard, 'state'>): RegisterAnswer<void>;
  /** Only an issued card can be blocked, and a blocked one issued again; false where there is no such card. */
  setCardState(cardId: string, from: CardState, to: CardState): RegisterAnswer<boolean>;
  /** False where the alias or the badge is taken. */
  addStaff(staff: RegisteredStaff): RegisterAnswer<boolean>;
  /** False where nobody has this alias. */
  changeStaff(
    alias: string,
    change: Partial<Pick<RegisteredStaff, 'state' | 'pinHash' | 'badgeId' | 'expiresAt'>>,
  ): RegisterAnswer<boolean>;

  close(): Promise<void>;
}
