/**
 * What a scanned or typed thing turned out to be. A credential says which person is meant;
 * it never proves that the person at the screen is that person.
 */

export const codeKinds = [
  'access-card',
  'nhs-number',
  'health-card',
  'health-link',
  'helper-badge',
  'service-badge',
  'prescription',
  'travel-card',
  'retail',
  'library',
  'web',
  'contact',
  /** A contactless card that carries no code: its number names nobody. */
  'contactless',
  'unknown',
] as const;
export type CodeKind = (typeof codeKinds)[number];

/** Things that name a person of this site's register. */
export type Credential =
  | { readonly kind: 'access-card'; readonly cardId: string }
  | { readonly kind: 'nhs-number'; readonly nhsNumber: string };

/** Badges of people who work here. They open nothing of a patient's. */
export type Badge = {
  readonly kind: 'helper-badge' | 'service-badge';
  readonly badgeId: string;
};

/** Why a code of a known kind is not accepted; staff see it, the person sees kind words. */
export const declineReasons = [
  'not-used-here',
  'expired',
  'not-yet-valid',
  'signature-wrong',
  'unknown-signer',
  'malformed',
  'check-character-wrong',
  'too-long',
  'not-text',
  'not-known',
  'clock-not-set',
  'revoked',
  /** Of a later version than this kiosk knows. */
  'too-new',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** The person whose record this is, as far as the session needs to know. */
export interface Person {
  /** HMAC of the register's row, for the audit trail: never an NHS number. */
  readonly pseudonym: string;
  /** "A K" */
  readonly initials: string;
  readonly yearOfBirth: string;
  /** What the record source needs to find the record. Stays in main. */
  readonly recordKey: RecordKey;
}

export interface RecordKey {
  readonly nhsNumber: string;
  /** Date of birth as far as it is known, `YYYY-MM-DD` or `YYYY`: a record of somebody born otherwise is not theirs. */
  readonly born?: string;
  /** Of a login at a record server; without it the site's own source is asked. */
  readonly grant?: RecordGrant;
}

/** What a login gave: it opens one person's record at the server that gave it. In memory only; JSON of it is `{}`. */
export interface RecordGrant {
  /** The value of an Authorization header; null once it is forgotten. */
  authorization(): string | null;
  /** Here at once, at the server soon after. */
  forget(): void;
}

export interface Helper {
  /** "Sam": the first name on the badge, shown to the person. */
  readonly name: string;
  /** Register id for the audit trail, e.g. `helper-017`. */
  readonly alias: string;
  readonly role: 'helper' | 'service';
}

/** Why a card that was issued here opens nothing now; `used`: a card for one visit, shown again. */
export type CardEnd = 'used' | 'replaced' | 'blocked' | 'expired';

/**
 * `not-matched` is the one answer for unknown person, unknown card and wrong PIN, in similar time,
 * so that nobody can learn whether a record exists.
 */
export type ProofFailure =
  | {
      readonly kind: 'not-matched';
      readonly triesLeft: number;
      /** For the audit trail alone: the person is told, shown and kept waiting the same whatever it says. */
      readonly card?: CardEnd;
    }
  | { readonly kind: 'locked' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'unavailable' };
