/**
 * One issuer's own keys and revocation lists, from the addresses that the specification gives them. Only issuers that the site
 * names are asked, by the kiosk's own clock, and never because somebody holds a card.
 * HL7 SMART Health Cards and Links STU 1, "Determining keys associated with an issuer" and "Revocation".
 */
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { GuardedFault, GuardedFetch } from '../network/guarded-fetch.ts';
import { isObject, jsonObject, utf8 } from '../encoding.ts';
import { issuersIn, readListVersion, type GivenIssuer } from './issuer-directory.ts';

/** Bytes; a key is some 300, with its certificates some 4,000, an entry of a list at most 40. */
const mostKeys = 512 * 1024;
const mostList = 8 * 1024 * 1024;
/** Keys of one issuer whose lists are asked for. */
const mostLists = 50;

export type AskFault = { readonly kind: GuardedFault['kind'] | 'not-found' | 'not-a-key-set' };

interface Asking {
  readonly iss: string;
  readonly name: string | null;
  /** What it last gave: a list that is as new as its key says is not asked for again. */
  readonly held: GivenIssuer | null;
  readonly fetch: GuardedFetch;
}

/** A list that cannot be had leaves the one before it, which is then known to be old; keys that cannot be had are a fault. */
export async function askIssuer({ iss, name, held, fetch }: Asking, signal: AbortSignal): Promise<Result<GivenIssuer, AskFault>> {
  const answer = await json(fetch, `${iss}/.well-known/jwks.json`, mostKeys, signal);
  if (!answer.ok) return answer;
  // Its keys are its own, whatever else it says.
  const given = issuersIn({ keys: answer.value['keys'], iss })?.[0];
  if (given === undefined) return failed({ kind: 'not-a-key-set' });
  const crls: unknown[] = [];
  for (const { kid, crlVersion } of given.keys.slice(0, mostLists)) {
    if (typeof kid !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(kid) || typeof crlVersion !== 'number') continue;
    const last = held?.crls.find((list) => isObject(list) && list['kid'] === kid) ?? null;
    const lastVersion = readListVersion(last, kid) ?? -1;
    const next = lastVersion >= crlVersion ? null : await json(fetch, `${iss}/.well-known/crl/${kid}.json`, mostList, signal);
    const isNewer = next?.ok === true && (readListVersion(next.value, kid) ?? -1) > lastVersion;
    if (isNewer) crls.push(next.value);
    else if (last !== null) crls.push(last);
  }
  return ok({ iss, name, keys: given.keys, crls });
}

async function json(fetch: GuardedFetch, url: string, most: number, signal: AbortSignal): Promise<Result<Readonly<Record<string, unknown>>, AskFault>> {
  const answer = await fetch({ url, body: null, accept: 'application/json', most }, signal);
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return failed({ kind: 'not-found' });
  const value = jsonObject(utf8(answer.value.body) ?? '');
  return value === null ? failed({ kind: 'not-a-key-set' }) : ok(value);
}
