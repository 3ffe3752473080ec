/** Files and links as somebody's server would share them. */
import { CompactEncrypt } from 'jose';
import type { HealthLink } from '../../../main/identity/health-link/payload.ts';

export const linkKey = 'rxTgYlOaKJPFtcEd0qcceN8wEU4p94SqAwIWQe6uX7Q';

export const bundle = (id: string) => ({ resourceType: 'Bundle', id, type: 'document', entry: [] });

export function linkTo(url: string, change: Partial<HealthLink> = {}): HealthLink {
  return { url, key: linkKey, expires: null, label: null, needsPasscode: false, longTerm: false, direct: false, ...change };
}

/** Encrypted for a link, right unless told otherwise: a header of `undefined` is left out. */
export async function encrypt(content: unknown, header: Readonly<Record<string, unknown>> = {}, key = linkKey): Promise<string> {
  const bytes = content instanceof Uint8Array ? content : new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
  const whole = { alg: 'dir', enc: 'A256GCM', cty: 'application/fhir+json', ...header };
  return new CompactEncrypt(bytes)
    .setProtectedHeader(Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as typeof whole)
    .encrypt(Buffer.from(key, 'base64url'));
}
