/** How people sign in with an account of their own at this site: NHS login, or a record server's login by SMART on FHIR. */
import * as v from 'valibot';
import { signatureAlgorithms } from '../identity/sign-in/client-key.ts';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** https, or this very machine for tests; never with a password or a fragment in it. */
function isAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname));
}

const address = v.pipe(v.string('must be an https address'), v.check(isAddress, 'must be an https address'));
const origin = v.pipe(
  v.string('must be an origin such as "https://access.example"'),
  v.check((text) => isAddress(text) && new URL(text).origin === text, 'must be an origin such as "https://access.example"'),
);
const words = v.pipe(v.string('must be 1 to 200 characters'), v.minLength(1, 'must be 1 to 200 characters'), v.maxLength(200, 'must be 1 to 200 characters'));
const path = v.pipe(v.string('must be the path of a file'), v.minLength(1, 'must be the path of a file'));
const algorithm = (usual: (typeof signatureAlgorithms)[number]) =>
  v.optional(v.picklist(signatureAlgorithms, `must be one of ${signatureAlgorithms.join(', ')}`), usual);

const client = {
  /** As the provider writes it in `iss`, to the character. */
  issuer: address,
  clientId: words,
  /** The kiosk's private key for this provider, PKCS #8 PEM, readable by the kiosk's user alone. */
  keyPath: path,
  /** The key's `kid`, where the provider wants one. */
  keyId: v.optional(words),
  /** As registered: the provider sends people back there, and nothing need answer. */
  redirectUri: address,
  /** What the login window may reach beside the issuer: other hosts of its pages, pictures and scripts. */
  origins: v.optional(v.array(origin, 'must be a list of origins'), []),
  /** In place of what the provider says of itself at every login. */
  endpoints: v.optional(
    v.strictObject(
      { authorization: address, token: address, keys: address, userinfo: v.optional(address), revocation: v.optional(address) },
      'must be { authorization, token, keys, userinfo, revocation }',
    ),
  ),
};

export const signInSetting = v.variant(
  'kind',
  [
    v.strictObject({
      kind: v.literal('nhs-login'),
      ...client,
      algorithm: algorithm('RS512'),
      idTokenAlgorithm: algorithm('RS512'),
      /** The `vtm` of this provider's tokens. */
      trustmark: address,
    }),
    v.strictObject({
      kind: v.literal('smart'),
      /** What people know it by, such as the name of the practice's app. */
      name: v.pipe(v.string('must be 1 to 40 characters'), v.trim(), v.minLength(1, 'must be 1 to 40 characters'), v.maxLength(40, 'must be 1 to 40 characters')),
      ...client,
      algorithm: algorithm('RS384'),
      idTokenAlgorithm: algorithm('RS256'),
      /** Whose records the login opens; it says where to sign in. */
      fhirBase: v.pipe(
        address,
        v.check((text) => new URL(text).search === '' && !text.endsWith('/'), 'must be an address without a query, or a slash at its end'),
      ),
      /** What the server makes of a whole record. */
      operation: v.optional(v.picklist(['summary', 'everything'], 'must be "summary" or "everything"'), 'summary'),
    }),
  ],
  'must be { "kind": "nhs-login", ... } or { "kind": "smart", ... }',
);

export type SignInSetting = v.InferOutput<typeof signInSetting>;
