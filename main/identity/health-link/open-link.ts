/**
 * From a SMART Health Link to the files behind it. HL7 SMART Health Cards and Links STU 1, "SMART Health Links".
 * Nothing is kept: not the link, not the passcode, not an address of a file.
 */
import type { Timer } from '../../../hardware/ports.ts';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import type { Clock } from '../../clock.ts';
import { trustedTime } from '../clock-check.ts';
import { utf8 } from '../encoding.ts';
import { readHealthCardFile } from '../health-card/forms.ts';
import type { IssuerDirectory } from '../health-card/issuer-directory.ts';
import { stateCard, type HealthStatement } from '../health-card/statement.ts';
import { verifyHealthCard } from '../health-card/verify.ts';
import type { GuardedAnswer, GuardedFault, GuardedFetch } from '../network/guarded-fetch.ts';
import { longestFile, openLinkFile } from './link-file.ts';
import { contentTypes, readManifest, readRemainingAttempts, readRetryAfter, type ManifestFile } from './manifest.ts';
import type { HealthLink } from './payload.ts';

export interface HealthLinkPort {
  /** `passcode` is null where the link needs none. Never throws; ends within a minute and a half, or with `signal`. */
  open(
    asked: { readonly link: HealthLink; readonly passcode: string | null },
    signal: AbortSignal,
  ): Promise<Result<OpenedLink, LinkFailure>>;
}

export interface OpenedLink {
  /** FHIR resources as UTF-8 JSON, for the record reader. */
  readonly bundles: readonly Uint8Array[];
  /** SMART Health Cards among the files, each verified. */
  readonly statements: readonly HealthStatement[];
  /** Files that were there and are not shown: to be said, because something of the record may be in them. */
  readonly leftOut: number;
  /** The server may have more another day. */
  readonly mayChange: boolean;
}

export type LinkFailure =
  /** `remainingAttempts` as the server told it, for the whole life of the link; 0 is the end, null is unknown. */
  | { readonly kind: 'passcode-wrong'; readonly remainingAttempts: number | null }
  | { readonly kind: 'passcode-needed' }
  /** Whoever shared it has stopped sharing. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number | null }
  /** It leads where this kiosk may not go. */
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'unreachable' | 'too-slow' | 'too-large' | 'not-understood' | 'stopped' }
  /** Files, but none that a kiosk shows. */
  | { readonly kind: 'nothing-to-show' };

export interface HealthLinkOptions {
  readonly fetch: GuardedFetch;
  /** What whoever shared the link will see: "Health kiosk, Central Library, Leeds". */
  readonly recipient: string;
  /** Whose cards are believed; without it none is. */
  readonly healthIssuers?: IssuerDirectory;
  readonly clock: Clock;
  readonly timer: Timer;
}

/** Milliseconds for a whole link with all its files. */
const whole = 80_000;
/** A `location` may be used for an hour after its manifest, perhaps once. */
const locationLife = 60 * 60 * 1000;
const embeddedLengthMax = 1_000_000;
const longestManifest = 16 * 1024 * 1024;
/** Of all files of one link together, still encrypted. */
const mostBytes = 32 * 1024 * 1024;

/**
 * Passcodes that one kiosk sends in ten minutes, of all links together: a server counts for its own link,
 * and nobody shall go through many links here. No link is remembered for it.
 */
const mostPasscodes = 20;
const passcodePace = 10 * 60 * 1000;

export function createHealthLinks(options: HealthLinkOptions): HealthLinkPort {
  let sent: readonly number[] = [];
  /** Null where one more may be sent; else milliseconds to wait. */
  const countPasscode = (): number | null => {
    const now = options.timer.monotonic();
    sent = sent.filter((time) => now - time < passcodePace);
    if (sent.length >= mostPasscodes) return (sent[0] ?? now) + passcodePace - now;
    sent = [...sent, now];
    return null;
  };
  return {
    async open({ link, passcode }, signal) {
      const at = trustedTime(options.clock);
      if (link.expires !== null && at !== null && link.expires * 1000 <= at) return failed({ kind: 'expired' });
      if (link.needsPasscode && passcode === null) return failed({ kind: 'passcode-needed' });
      const wait = link.needsPasscode ? countPasscode() : null;
      if (wait !== null) return failed({ kind: 'busy', retryAfterSeconds: Math.ceil(wait / 1000) });
      const stop = new AbortController();
      const onAbort = (): void => stop.abort();
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      let tooSlow = false;
      const cancel = options.timer.after(whole, () => {
        tooSlow = true;
        onAbort();
      });
      try {
        const opened = link.direct
          ? await openDirect(options, link, stop.signal)
          : await openManifest(options, link, link.needsPasscode ? passcode : null, stop.signal);
        return tooSlow && !opened.ok ? failed({ kind: 'too-slow' }) : opened;
      } finally {
        cancel();
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}

type Opened = Result<OpenedLink, LinkFailure>;

async function openDirect(options: HealthLinkOptions, link: HealthLink, signal: AbortSignal): Promise<Opened> {
  const url = new URL(link.url);
  url.searchParams.append('recipient', options.recipient);
  const answer = await options.fetch({ url: url.href, body: null, accept: 'application/jose', most: longestFile }, signal);
  if (!answer.ok) return failed(fetchFailure(answer.error));
  if (answer.value.status !== 200) return failed(statusFailure(answer.value, options.clock));
  const files = collection();
  await addFile(files, answer.value.body, { key: link.key, declared: null }, options);
  return opened(files);
}

/** Files whose hour is over, or that were taken once already, are asked for anew with a fresh manifest: once. */
async function openManifest(options: HealthLinkOptions, link: HealthLink, passcode: string | null, signal: AbortSignal): Promise<Opened> {
  const first = await openManifestOnce(options, link, passcode, signal);
  const again = first === 'stale' ? await openManifestOnce(options, link, passcode, signal) : first;
  return again === 'stale' ? failed({ kind: 'unreachable' }) : again;
}

async function openManifestOnce(options: HealthLinkOptions, link: HealthLink, passcode: string | null, signal: AbortSignal): Promise<Opened | 'stale'> {
  const body = JSON.stringify({ recipient: options.recipient, ...(passcode !== null && { passcode }), embeddedLengthMax });
  const asked = options.timer.monotonic();
  const answer = await options.fetch({ url: link.url, body, accept: 'application/json', most: longestManifest }, signal);
  if (!answer.ok) return failed(fetchFailure(answer.error));
  const { value } = answer;
  if (value.status === 401) {
    return failed(passcode === null ? { kind: 'passcode-needed' } : { kind: 'passcode-wrong', remainingAttempts: readRemainingAttempts(value.body) });
  }
  if (value.status !== 200) return failed(statusFailure(value, options.clock));
  const manifest = readManifest(value.body);
  if (!manifest.ok) return failed({ kind: manifest.error.kind === 'too-many-files' ? 'too-large' : 'not-understood' });
  const files = collection(manifest.value.unreadable);
  let size = 0;
  for (const file of manifest.value.files) {
    if (!isWanted(file)) {
      files.leftOut += 1;
      continue;
    }
    if ('location' in file.at && options.timer.monotonic() - asked >= locationLife) return 'stale';
    const jwe = await bytesOf(file, options, signal);
    if (jwe === 'stale') return 'stale';
    if (!jwe.ok) return jwe;
    size += jwe.value.length;
    if (size > mostBytes) return failed({ kind: 'too-large' });
    await addFile(files, jwe.value, { key: link.key, declared: file.contentType }, options);
    if (file.status === 'can-change') files.mayChange = true;
  }
  if (manifest.value.files.length > 0 && manifest.value.files.every(({ status }) => status === 'no-longer-valid')) return failed({ kind: 'gone' });
  return opened(files);
}

function isWanted({ contentType, status }: ManifestFile): boolean {
  return status !== 'no-longer-valid' && (contentType === contentTypes.fhir || contentType === contentTypes.card);
}

async function bytesOf({ at }: ManifestFile, options: HealthLinkOptions, signal: AbortSignal): Promise<Result<Uint8Array | string, LinkFailure> | 'stale'> {
  if ('embedded' in at) return ok(at.embedded);
  const answer = await options.fetch({ url: at.location, body: null, accept: 'application/jose', most: longestFile }, signal);
  if (!answer.ok) return failed(fetchFailure(answer.error));
  if (answer.value.status === 200) return ok(answer.value.body);
  // Stores of files answer an address that has run out with any of these.
  if ([400, 401, 403, 404, 410].includes(answer.value.status)) return 'stale';
  return failed(statusFailure(answer.value, options.clock));
}

interface Collection {
  readonly bundles: Uint8Array[];
  readonly statements: HealthStatement[];
  leftOut: number;
  mayChange: boolean;
  notUnderstood: boolean;
}

function collection(leftOut = 0): Collection {
  return { bundles: [], statements: [], leftOut, mayChange: false, notUnderstood: leftOut > 0 };
}

async function addFile(files: Collection, jwe: Uint8Array | string, { key, declared }: { readonly key: string; readonly declared: string | null }, options: HealthLinkOptions): Promise<void> {
  const file = await openLinkFile(jwe, key, declared);
  if (!file.ok) {
    files.leftOut += 1;
    files.notUnderstood = true;
  } else if (file.value.contentType === contentTypes.fhir) {
    files.bundles.push(file.value.content);
  } else if (file.value.contentType === contentTypes.card) {
    await addCards(files, file.value.content, options);
  } else {
    files.leftOut += 1;
  }
}

/** A card that cannot be checked is left out like any other file: nothing unverified is shown as verified. */
async function addCards(files: Collection, content: Uint8Array, { healthIssuers, clock }: HealthLinkOptions): Promise<void> {
  const cards = readHealthCardFile(utf8(content) ?? '');
  if (!cards.ok || healthIssuers === undefined) {
    files.leftOut += 1;
    files.notUnderstood ||= !cards.ok;
    return;
  }
  for (const jws of cards.value) {
    const card = await verifyHealthCard(jws, { directory: healthIssuers, at: trustedTime(clock) });
    if (card.ok) files.statements.push(stateCard(card.value));
    else files.leftOut += 1;
  }
}

function opened({ bundles, statements, leftOut, mayChange, notUnderstood }: Collection): Opened {
  if (bundles.length + statements.length > 0) return ok({ bundles, statements, leftOut, mayChange });
  return failed({ kind: notUnderstood ? 'not-understood' : 'nothing-to-show' });
}

function statusFailure({ status, retryAfter }: GuardedAnswer, clock: Clock): LinkFailure {
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 429) return { kind: 'busy', retryAfterSeconds: readRetryAfter(retryAfter, trustedTime(clock)) };
  return { kind: status >= 500 ? 'unreachable' : 'not-understood' };
}

function fetchFailure({ kind }: GuardedFault): LinkFailure {
  if (kind === 'unreachable' || kind === 'too-slow' || kind === 'too-large' || kind === 'stopped') return { kind };
  return { kind: kind === 'packed' ? 'not-understood' : 'not-allowed' };
}
