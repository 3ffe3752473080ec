/**
 * A SMART Health Link of the person's own: the file is encrypted here, the place that keeps it never sees the key,
 * and only the code on the paper holds it. HL7 SMART Health Cards and Links STU 1, "SMART Health Link Payload" and
 * "Encrypting Files": JWE compact, `alg: dir`, `enc: A256GCM`; flag P, because who has the paper alone shall not read it.
 *
 * The place is asked with one POST to its address:
 * `{ id, passcode, exp, files: [{ contentType, embedded }] }`, `id` 43 characters of base64url, `exp` seconds since 1970.
 * It answers 200, 201 or 204, and serves the manifest at `<address>/<id>` until `exp`, counting wrong passcodes.
 */
import { CompactEncrypt } from 'jose';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { Clock } from '../../clock.ts';
import { trustedTime } from '../clock-check.ts';
import type { GuardedFetch } from '../network/guarded-fetch.ts';
import type { Random } from '../register/secrets.ts';
import { contentTypes } from './manifest.ts';

export interface MadeLink {
  /** What the QR code says: `shlink:/…`. Whoever has it and the passcode can read the file. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** `refused`: the place did not take it, or this kiosk's clock is wrong. */
export type MakeLinkFailure = { readonly kind: 'unreachable' | 'too-slow' | 'too-large' | 'refused' | 'stopped' };

export interface LinkMakerOptions {
  /** https, at most 84 characters: with the id a link's address has at most 128. */
  readonly address: string;
  /** Bearer token of the place; null where it asks for none. */
  readonly token: string | null;
  readonly hours: number;
  readonly fetch: GuardedFetch;
  readonly random: Random;
  readonly clock: Clock;
}

export interface LinkMaker {
  /** `content`: a FHIR document as JSON. `label`: shown to whoever opens it, at most 80 characters, naming nobody. */
  make(
    file: { readonly content: Uint8Array; readonly passcode: string; readonly label: string },
    signal: AbortSignal,
  ): Promise<Result<MadeLink, MakeLinkFailure>>;
}

/** Of the document: far more than a summary. */
const longestContent = 4 * 1024 * 1024;

export function createLinkMaker({ address, token, hours, fetch, random, clock }: LinkMakerOptions): LinkMaker {
  return {
    async make({ content, passcode, label }, signal) {
      if (content.length > longestContent) return failed({ kind: 'too-large' });
      const at = trustedTime(clock);
      if (at === null) return failed({ kind: 'refused' });
      const key = random(32);
      const id = base64url(random(32));
      const exp = Math.floor(at / 1000) + hours * 3600;
      const embedded = await new CompactEncrypt(content)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', cty: contentTypes.fhir })
        .encrypt(key);
      const body = JSON.stringify({ id, passcode, exp, files: [{ contentType: contentTypes.fhir, embedded }] });
      const answer = await fetch({ url: address, body, accept: 'application/json', most: 64 * 1024, ...(token === null ? {} : { bearer: token }) }, signal);
      if (!answer.ok) {
        const { kind } = answer.error;
        return failed({ kind: kind === 'unreachable' || kind === 'too-slow' || kind === 'stopped' ? kind : 'refused' });
      }
      if (answer.value.status >= 500) return failed({ kind: 'unreachable' });
      if (![200, 201, 204].includes(answer.value.status)) return failed({ kind: 'refused' });
      // Flags in the order of the alphabet, properties as the specification lists them.
      const payload = { url: `${address}/${id}`, key: base64url(key), exp, flag: 'P', label };
      return ok({ text: `shlink:/${base64url(new TextEncoder().encode(JSON.stringify(payload)))}`, expires: exp * 1000 });
    },
  };
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
