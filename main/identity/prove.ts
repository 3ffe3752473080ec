/**
 * Proving that a code is yours. The try is counted, durably, before it is judged; then the same work is done
 * whether anybody is there or not, and one answer covers every way of not matching.
 */
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { Clock } from '../clock.ts';
import type { IdentityPort } from '../session/ports.ts';
import { pinLengths } from './card-office/pin.ts';
import { trustedTime } from './clock-check.ts';
import { recognise } from './codes/recognise.ts';
import type { Badge, CardEnd, Credential, Helper, Person, ProofFailure } from './credential.ts';
import type { IssuerDirectory } from './health-card/issuer-directory.ts';
import { importKeys, type PublicKey } from './key-set.ts';
import { badgeGuard, credentialGuard } from './register/guards.ts';
import type { Register, RegisterAnswer, RegisteredPerson } from './register/register.ts';
import type { Secrets } from './register/secrets.ts';
import { usualLimits, type TryLimits, type TryRequest } from './register/tries.ts';

export interface IdentityOptions {
  readonly register: Register;
  readonly secrets: Secrets;
  /** The practice's public keys; the half that signs is never at the kiosk. */
  readonly keys: readonly PublicKey[];
  /** The `aud` of cards and badges that are taken here. */
  readonly audience: string;
  /** The issuers whose SMART Health Cards are checked; without it none is. */
  readonly healthIssuers?: IssuerDirectory;
  /** Where SMART Health Links may lead: `links.example.org`, or with a port; without it none is opened. */
  readonly healthLinkHosts?: readonly string[];
  /** Whose wrong tries are counted together: the site file's name of this kiosk. */
  readonly kiosk: string;
  readonly clock: Clock;
  readonly limits?: TryLimits;
}

interface CountedTry {
  readonly request: TryRequest;
  readonly triesLeft: number;
}

/** The person whom a credential means; null for nobody, and for a card that opens nothing any more. */
interface Meant {
  readonly person: RegisteredPerson | null;
  readonly card?: CardEnd;
}

type ProveRequest = Parameters<IdentityPort['prove']>[0];

const unavailable = { kind: 'unavailable' } as const;

export function createIdentity(options: IdentityOptions): IdentityPort {
  const { register, secrets, audience, kiosk, clock } = options;
  const limits = options.limits ?? usualLimits;
  const cardKeys = importKeys(options.keys);
  const { healthIssuers, healthLinkHosts } = options;
  const healthRules = { ...(healthIssuers && { healthIssuers }), ...(healthLinkHosts && { healthLinkHosts }) };

  async function countTry(guard: string): Promise<Result<CountedTry, ProofFailure>> {
    const request = { guard, kiosk, at: clock.now(), limits };
    const decision = await register.beginTry(request);
    if (!decision.ok) return failed(unavailable);
    return decision.value.kind === 'judge' ? ok({ request, triesLeft: decision.value.triesLeft }) : failed(decision.value);
  }

  async function meantBy(credential: Credential): RegisterAnswer<Meant> {
    if (credential.kind === 'nhs-number') {
      const found = await register.personByNhsNumber(secrets.index('nhs-number', credential.nhsNumber));
      return found.ok ? ok({ person: found.value }) : found;
    }
    const found = await register.personByCard(credential.cardId);
    if (!found.ok) return found;
    if (found.value === null) return ok({ person: null });
    const { person, card } = found.value;
    if (card.state !== 'issued') return ok({ person: null, card: card.state });
    return ok(card.expiresAt > clock.now() ? { person } : { person: null, card: 'expired' });
  }

  async function prove({ credential, birthDate, pin }: ProveRequest): Promise<Result<Person, ProofFailure>> {
    const counted = await countTry(credentialGuard(secrets, credential));
    if (!counted.ok) return counted;
    const { request, triesLeft } = counted.value;
    const meant = await meantBy(credential);
    if (!meant.ok) return failed(unavailable);
    const { person, card } = meant.value;
    const pinMatches = await secrets.pinMatches(possiblePin(pin), person?.pinHash ?? null);
    const born = secrets.index('birth-date', person?.id ?? '', birthDate ?? '');
    const bornMatches = secrets.same(born, person?.birthDateIndex ?? '');
    const birthDateIsRight = birthDate === null ? credential.kind === 'access-card' : bornMatches;
    if (person === null || !pinMatches || !birthDateIsRight) return failed(notMatched(triesLeft, card));
    const nhsNumber = secrets.open(person.nhsNumberSealed, person.id);
    if (nhsNumber === null) return failed(unavailable);
    const ended = await register.endTry(request, credential.kind === 'access-card' ? credential.cardId : undefined);
    if (!ended.ok) return failed(unavailable);
    if (!ended.value) return failed(notMatched(triesLeft, 'used'));
    return ok({
      pseudonym: secrets.pseudonym(person.id),
      initials: person.initials,
      yearOfBirth: person.yearOfBirth,
      recordKey: { nhsNumber, born: birthDate ?? person.yearOfBirth },
    });
  }

  async function proveStaff(request: {
    readonly badge: Badge;
    readonly pin: string;
  }): Promise<Result<Helper, ProofFailure>> {
    const { badge, pin } = request;
    const counted = await countTry(badgeGuard(secrets, badge.badgeId));
    if (!counted.ok) return counted;
    const found = await register.staffByBadge(badge.badgeId);
    if (!found.ok) return failed(unavailable);
    const staff = found.value;
    const pinMatches = await secrets.pinMatches(possiblePin(pin), staff?.pinHash ?? null);
    const role = badge.kind === 'helper-badge' ? 'helper' : 'service';
    const works = staff !== null && staff.state === 'active' && staff.role === role && staff.expiresAt > clock.now();
    if (!works || !pinMatches) return failed(notMatched(counted.value.triesLeft));
    const ended = await register.endTry(counted.value.request);
    if (!ended.ok) return failed(unavailable);
    return ok({ name: staff.name, alias: staff.alias, role });
  }

  return {
    recognise: async (scan, held = []) =>
      recognise(scan, { cardKeys: await cardKeys, audience, ...healthRules, held, at: trustedTime(clock) }),
    prove,
    proveStaff,
  };
}

/** The last wrong try is the one that locks: it says so at once. */
function notMatched(triesLeft: number, card?: CardEnd): ProofFailure {
  return triesLeft === 0 ? { kind: 'locked' } : { kind: 'not-matched', triesLeft, ...(card && { card }) };
}

/** What cannot be a PIN is tried as an empty one: nobody has that, and it takes as long. */
function possiblePin(pin: string): string {
  return pin.length <= pinLengths.longest && /^[0-9]+$/.test(pin) ? pin : '';
}
