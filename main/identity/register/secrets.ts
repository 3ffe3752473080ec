/**
 * Everything that needs the register's key: 32 random bytes that live outside the register, so that a stolen copy of
 * the register gives no NHS number, no date of birth and no PIN, not even by trying them all.
 * HKDF (RFC 5869), HMAC-SHA-256, AES-256-GCM, scrypt (RFC 7914).
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, scrypt, timingSafeEqual } from 'node:crypto';

/** Random bytes, passed in. */
export type Random = (length: number) => Uint8Array;

/** What an HMAC is of: the same words for two purposes give two values. */
export type IndexPurpose = 'nhs-number' | 'birth-date' | 'guard';

export interface Secrets {
  index(purpose: IndexPurpose, ...parts: readonly string[]): string;
  /** `p-` and 24 hexadecimal digits: the person in the audit trail. */
  pseudonym(personId: string): string;
  /** `boundTo` must be given again to open. */
  seal(text: string, boundTo: string): Uint8Array;
  /** Null where it was changed, belongs to another row, or was sealed with another key. */
  open(sealed: Uint8Array, boundTo: string): string | null;
  hashPin(pin: string): Promise<string>;
  /** Takes as long for nobody (`null`) as for somebody. */
  pinMatches(pin: string, hash: string | null): Promise<boolean>;
  /** Constant time. */
  same(left: string, right: string): boolean;
  randomId(): string;
}

export interface SecretsOptions {
  /** 32 bytes from the file that the site names. */
  readonly pepper: Uint8Array;
  /** 32 bytes: the audit trail's own key, where it has one. */
  readonly pseudonymKey?: Uint8Array;
  readonly random: Random;
  /** log2 of scrypt's N, 1 to 20; `usualPinCost` where nothing is said. */
  readonly pinCost?: number;
}

/**
 * RFC 7914: N = 2^15 (32 MiB), r = 8, p = 1: about a tenth of a second on a thin client.
 * No cost makes a million PINs many: the pepper, which no copy of the register holds, does that.
 */
export const usualPinCost = 15;
const hashLength = 32;
const saltLength = 16;
const nonceLength = 12;
const tagLength = 16;

export function createSecrets(options: SecretsOptions): Secrets {
  if (options.pepper.length !== 32) throw new RangeError('the key of the register must be 32 bytes');
  if (options.pseudonymKey !== undefined && options.pseudonymKey.length < 32) {
    throw new RangeError('the key of pseudonyms must be 32 bytes or more');
  }
  const derived = (use: string) => new Uint8Array(hkdfSync('sha256', options.pepper, '', `alongside register ${use} 1`, 32));
  const indexKey = derived('index');
  const sealKey = derived('seal');
  const pinKey = derived('pin');
  const pseudonymKey = options.pseudonymKey ?? derived('pseudonym');
  const { random, pinCost = usualPinCost } = options;
  const cost = { N: 2 ** pinCost, r: 8, p: 1, maxmem: 2 * 128 * 8 * 2 ** pinCost };
  const hashForm = new RegExp(`^scrypt-${pinCost}-8-1\\$([A-Za-z0-9_-]{22})\\$([A-Za-z0-9_-]{43})$`);

  const stretch = (pin: string, salt: Uint8Array): Promise<Buffer> => {
    const peppered = createHmac('sha256', pinKey).update(pin, 'utf8').digest();
    return new Promise((resolve, reject) => {
      scrypt(peppered, salt, hashLength, cost, (error, hash) => (error === null ? resolve(hash) : reject(error)));
    });
  };

  return {
    index: (purpose, ...parts) =>
      createHmac('sha256', indexKey).update(JSON.stringify([purpose, ...parts]), 'utf8').digest('base64url'),

    pseudonym: (personId) =>
      `p-${createHmac('sha256', pseudonymKey).update(personId, 'utf8').digest('hex').slice(0, 24)}`,

    seal: (text, boundTo) => {
      const nonce = random(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(boundTo, 'utf8'));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Uint8Array.from(Buffer.concat([nonce, body, cipher.getAuthTag()]));
    },

    open: (sealed, boundTo) => {
      if (sealed.length < nonceLength + tagLength) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, nonceLength))
          .setAAD(Buffer.from(boundTo, 'utf8'))
          .setAuthTag(sealed.subarray(-tagLength));
        const body = decipher.update(sealed.subarray(nonceLength, -tagLength));
        return Buffer.concat([body, decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },

    hashPin: async (pin) => {
      const salt = random(saltLength);
      return `scrypt-${pinCost}-8-1$${base64url(salt)}$${base64url(await stretch(pin, salt))}`;
    },

    pinMatches: async (pin, hash) => {
      const parts = hashForm.exec(hash ?? '');
      const salt = parts === null ? new Uint8Array(saltLength) : Buffer.from(parts[1] ?? '', 'base64url');
      const expected = parts === null ? new Uint8Array(hashLength) : Buffer.from(parts[2] ?? '', 'base64url');
      const matches = timingSafeEqual(await stretch(pin, salt), expected);
      return matches && parts !== null;
    },

    same: (left, right) => {
      const digest = (text: string) => createHmac('sha256', indexKey).update(text, 'utf8').digest();
      return timingSafeEqual(digest(left), digest(right));
    },

    randomId: () => base64url(random(16)),
  };
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
