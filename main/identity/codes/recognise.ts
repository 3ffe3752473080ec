/**
 * What a scanned or typed thing is. One recogniser: size, characters and grammar come before any look at a key,
 * and nothing is ever looked up in the register or fetched from an address here.
 */
import type { CryptoKey } from 'jose';
import type { Scan } from '../../../hardware/ports.ts';
import type { CodeKind, DeclineReason } from '../credential.ts';
import { looksLikeHealthCard, readQrPart } from '../health-card/forms.ts';
import type { IssuerDirectory } from '../health-card/issuer-directory.ts';
import { addPart, type HealthCardPart } from '../health-card/parts.ts';
import { stateCard } from '../health-card/statement.ts';
import { declineReasonOf, verifyHealthCard } from '../health-card/verify.ts';
import { looksLikeHealthLink, readHealthLink, type HealthLinkFault } from '../health-link/payload.ts';
import { allowedAddress } from '../network/guarded-fetch.ts';
import { readAim, type Aim } from './aim.ts';
import { isLibraryCode } from './library-card.ts';
import { parseNhsNumber } from './nhs-number.ts';
import { isContact, isWebAddress } from './other-code.ts';
import { readPrescriptionCode } from './prescription-code.ts';
import type { Recognition } from './recognition.ts';
import { readRetailCode } from './retail-code.ts';
import { scannedText } from './scanned-text.ts';
import { looksSigned, readSignedCode } from './signed-code.ts';
import { isTravelCardNumber } from './travel-card.ts';

export interface RecogniserRules {
  /** The keys that sign this site's cards and badges, by `kid`. */
  readonly cardKeys: ReadonlyMap<string, CryptoKey>;
  /** The `aud` of cards that are taken here; null takes any. */
  readonly audience: string | null;
  /** Whose SMART Health Cards are checked here; without it none is. */
  readonly healthIssuers?: IssuerDirectory;
  /** Codes of one health card that the same visit scanned before; it forgets them on every other answer than `health-card-parts`. */
  readonly held?: readonly HealthCardPart[];
  /** Where SMART Health Links may lead (`guarded-fetch.ts`); without it none is opened here. */
  readonly healthLinkHosts?: readonly string[];
  /** Milliseconds since 1970; null where the clock is not set. */
  readonly at: number | null;
}

/** Never throws on anything that a reader can send. */
export async function recognise(scan: Scan, rules: RecogniserRules): Promise<Recognition> {
  const text = scannedText(scan);
  if (!text.ok) return declined('unknown', text.error.kind);
  return recogniseText(text.value, readAim(scan.aim), rules);
}

export async function recogniseText(text: string, aim: Aim, rules: RecogniserRules): Promise<Recognition> {
  if (looksSigned(text)) return recogniseSigned(text, rules);
  if (looksLikeHealthCard(text)) return recogniseHealthCard(text, rules);
  if (looksLikeHealthLink(text)) return recogniseHealthLink(text, rules);
  if (isContact(text)) return declined('contact', 'not-used-here');
  if (/[\t\n\r]/.test(text)) return declined('unknown', 'not-text');
  if (isWebAddress(text)) return declined('web', 'not-used-here');
  return recogniseNumber(text, aim);
}

async function recogniseSigned(text: string, rules: RecogniserRules): Promise<Recognition> {
  const code = await readSignedCode(text, { keys: rules.cardKeys, audience: rules.audience, at: rules.at });
  if (!code.ok) return declined(code.error.says, code.error.kind);
  const { kind, id } = code.value;
  if (kind === 'access-card') return { type: 'credential', credential: { kind, cardId: id } };
  return { type: 'badge', badge: { kind, badgeId: id } };
}

async function recogniseHealthCard(text: string, { healthIssuers, held = [], at }: RecogniserRules): Promise<Recognition> {
  const part = readQrPart(text);
  if (!part.ok) return declined('health-card', declineReasonOf(part.error.kind), part.error.kind);
  if (healthIssuers === undefined) return declined('health-card', 'not-used-here');
  const { parts, whole, startedAgain } = addPart(held, part.value);
  if (whole === null) return { type: 'health-card-parts', parts, of: part.value.of, startedAgain };
  const card = await verifyHealthCard(whole, { directory: healthIssuers, at });
  if (card.ok) return { type: 'health-card', statement: stateCard(card.value) };
  return declined('health-card', declineReasonOf(card.error.kind), card.error.kind);
}

function recogniseHealthLink(text: string, { healthLinkHosts, at }: RecogniserRules): Recognition {
  const link = readHealthLink(text, at);
  if (!link.ok) {
    const { kind, label } = link.error;
    return { ...declined('health-link', linkReason(kind), kind), ...(label !== undefined && { label }) };
  }
  if (healthLinkHosts === undefined) return declined('health-link', 'not-used-here');
  // Nobody is asked for a passcode to a place where this kiosk may not go.
  const allowed = allowedAddress(link.value.url, healthLinkHosts);
  return allowed.ok ? { type: 'health-link', link: link.value } : declined('health-link', 'not-used-here', allowed.error.kind);
}

function linkReason(fault: HealthLinkFault['kind']): DeclineReason {
  if (fault === 'link-expired') return 'expired';
  return fault === 'link-version-newer' ? 'too-new' : 'malformed';
}

/** Ten digits are an NHS number, right or mistyped; other numbers say what they are by length and symbology. */
function recogniseNumber(text: string, aim: Aim): Recognition {
  const nhsNumber = aim.gs1 ? null : parseNhsNumber(text);
  if (nhsNumber?.ok === true) {
    return { type: 'credential', credential: { kind: 'nhs-number', nhsNumber: nhsNumber.value } };
  }
  if (nhsNumber?.error.kind === 'check-digit') return declined('nhs-number', 'check-character-wrong');
  if (nhsNumber?.error.kind === 'repeated') return declined('nhs-number', 'malformed');
  const prescription = readPrescriptionCode(text);
  if (prescription !== null) return checked('prescription', prescription.checkIsRight);
  if (isTravelCardNumber(text)) return declined('travel-card', 'not-used-here');
  if (isLibraryCode(text, aim)) return declined('library', 'not-used-here');
  const retail = readRetailCode(text, aim);
  if (retail !== null) return checked('retail', retail.checkIsRight);
  return declined('unknown', 'not-known');
}

function checked(kind: CodeKind, checkIsRight: boolean): Recognition {
  return declined(kind, checkIsRight ? 'not-used-here' : 'check-character-wrong');
}

type Declined = Extract<Recognition, { readonly type: 'declined' }>;

function declined(kind: CodeKind, reason: DeclineReason, fault?: string): Declined {
  return fault === undefined ? { type: 'declined', kind, reason } : { type: 'declined', kind, reason, fault };
}
