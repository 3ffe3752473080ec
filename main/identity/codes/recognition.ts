/** What a code turned out to be: something that is used here, or the kind and reason with which it is declined. */
import type { Badge, CodeKind, Credential, DeclineReason } from '../credential.ts';
import type { HealthCardPart } from '../health-card/parts.ts';
import type { HealthStatement } from '../health-card/statement.ts';
import type { HealthLink } from '../health-link/payload.ts';

export type Recognition =
  | { readonly type: 'credential'; readonly credential: Credential }
  | { readonly type: 'badge'; readonly badge: Badge }
  /** Verified: a small statement of its issuer, which proves nothing about the person at the screen. */
  | { readonly type: 'health-card'; readonly statement: HealthStatement }
  /** Some of a card's codes; the visit holds them and gives them back with the next. */
  | {
      readonly type: 'health-card-parts';
      readonly parts: readonly HealthCardPart[];
      readonly of: number;
      /** The newest did not belong to the ones before, which are forgotten. */
      readonly startedAgain: boolean;
    }
  /** Read, not yet opened. */
  | { readonly type: 'health-link'; readonly link: HealthLink }
  | {
      readonly type: 'declined';
      readonly kind: CodeKind;
      readonly reason: DeclineReason;
      /** The exact fault by layer, where a format has many (`jws-signature-der`): for engineers, never for the audit trail. */
      readonly fault?: string;
      /** What whoever shared a link calls it: shown where its version is too new to open. */
      readonly label?: string;
    };
