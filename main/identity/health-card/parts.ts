/**
 * A SMART Health Card in several QR codes (deprecated, and still printed): parts are held by the visit that scanned them
 * and go with it. A part does not say whose card it is of; what does not fit begins anew, and what fits wrongly
 * fails the signature, so two people's halves never make a card.
 * HL7 SMART Health Cards and Links STU 1, "Encoding Chunks as QR Codes".
 */
/** One of a card's QR codes. */
export interface HealthCardPart {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly jws: string;
}

/** Parts of what may be one card; `whole` when none is missing. */
export interface HeldParts {
  readonly parts: readonly HealthCardPart[];
  readonly whole: string | null;
  /** The newest part did not belong to the ones before, which are forgotten. */
  readonly startedAgain: boolean;
}

export function addPart(held: readonly HealthCardPart[], part: HealthCardPart): HeldParts {
  const same = held.find(({ number }) => number === part.number);
  const fits = held.every(({ of }) => of === part.of) && (same === undefined || same.jws === part.jws);
  if (!fits) return { parts: [part], whole: null, startedAgain: true };
  const parts = same === undefined ? [...held, part] : held;
  return { parts, whole: parts.length === part.of ? joined(parts) : null, startedAgain: false };
}

function joined(parts: readonly HealthCardPart[]): string {
  return parts
    .toSorted((left, right) => left.number - right.number)
    .map(({ jws }) => jws)
    .join('');
}
