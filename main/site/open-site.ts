/**
 * A site and its devices become the ports of the session: the register, the audit trail, the record source, the printer.
 * What cannot be opened is said, so that the kiosk stands out of service instead of taking people in.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ByteTransport, Printer, Reader, Timer } from '../../hardware/ports.ts';
import { printablePicture } from '../../hardware/printer/escpos-codec.ts';
import { createPrinterDriver } from '../../hardware/printer/printer-driver.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { openAuditTrail, type TrailFailure } from '../audit/trail.ts';
import type { Clock } from '../clock.ts';
import { createGuardedFetch, type GuardedFetch } from '../identity/network/guarded-fetch.ts';
import { createLinkMaker } from '../identity/health-link/make-link.ts';
import { createHealthLinks } from '../identity/health-link/open-link.ts';
import { createIdentity } from '../identity/prove.ts';
import type { RegisterFault } from '../identity/register/register.ts';
import { createSecrets, type Random } from '../identity/register/secrets.ts';
import { openPrintJournal } from '../printing/journal.ts';
import { createPrintService } from '../printing/print-service.ts';
import { kioskDay } from '../copy/dates.ts';
import { abbreviationsIn, explain, glossaryCounts, plainWords } from '../record/explain/explain.ts';
import type { PracticePort, RecordPort, SessionPorts } from '../session/ports.ts';
import type { Place } from '../session/view/stage.ts';
import { openHealthIssuers, type IssuersFault } from './health-issuers.ts';
import { openRegister } from './open-register.ts';
import { openProfile, sayProfileFault } from './printer-profile.ts';
import type { OpenSignIn } from './open-sign-in.ts';
import type { RecordSource } from './record-source.ts';
import { readMeasures } from './screen-measures.ts';
import { createService, remembered } from './service.ts';
import { createSharing } from './sharing.ts';
import { createLinkedRecords } from './linked-records.ts';
import { placeWordsIn, type Site } from './site.ts';

export interface SiteParts {
  readonly site: Site;
  readonly reader: Reader;
  readonly printer: ByteTransport;
  readonly record: RecordPort;
  readonly practice: PracticePort;
  /** Reads a document that is already here. */
  readonly readDocument: RecordSource['readDocument'];
  /** Only where the site has a login and the shell a window for it. */
  readonly signIn?: OpenSignIn;
  /** Goes to the hosts that the site allows; a test brings its own. */
  readonly fetch?: GuardedFetch;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly random: Random;
}

export type OpenSiteFault =
  | { readonly kind: 'key-not-readable' | 'key-wrong-length'; readonly path: string }
  | { readonly kind: 'register'; readonly why: RegisterFault['kind'] }
  | { readonly kind: 'audit'; readonly why: TrailFailure['kind'] | 'journal-unavailable' }
  | { readonly kind: 'token-not-readable'; readonly path: string }
  | IssuersFault
  | { readonly kind: 'printer-profile'; readonly why: string };

export interface OpenSite {
  readonly ports: SessionPorts;
  readonly place: Place;
  /** Asked before anybody is taken in. */
  readonly selfCheck: () => Promise<'ready' | 'audit' | 'register'>;
  close(): Promise<void>;
}

export async function openSite(parts: SiteParts): Promise<Result<OpenSite, OpenSiteFault>> {
  const { site, clock, timer, random } = parts;
  const profile = await openProfile(site.printer.profile);
  if (!profile.ok) return failed({ kind: 'printer-profile', why: sayProfileFault(site.printer.profile, profile.error) });
  const pepper = await readKey(site.register.pepperPath);
  if (!pepper.ok) return pepper;
  const auditKey = await readKey(site.audit.keyPath);
  if (!auditKey.ok) return auditKey;

  const makeLinks = site.shared.makeLinks;
  const token = await readToken(makeLinks?.tokenPath);
  if (!token.ok) return token;

  const newId = idsFrom(random);
  // A folder that cannot be made is said by the trail that cannot be opened in it.
  await mkdir(dirname(site.audit.path), { recursive: true, mode: 0o700 }).catch(() => null);
  const { anchorPath } = site.audit;
  const audit = openAuditTrail({
    path: site.audit.path,
    key: auditKey.value,
    clock,
    boot: newId(12),
    ...(anchorPath === undefined ? {} : { anchorPath }),
  });
  if (!audit.ok) return failed({ kind: 'audit', why: audit.error.kind });
  const journal = openPrintJournal(audit.value.database, clock);
  if (!journal.ok) {
    audit.value.close();
    return failed({ kind: 'audit', why: journal.error.kind });
  }
  const register = await openRegister(site.register);
  if (!register.ok) {
    audit.value.close();
    return register.error.kind === 'key-not-readable' ? failed(register.error) : failed({ kind: 'register', why: register.error.kind });
  }
  const issuers = await openHealthIssuers({ shared: site.shared, clock, timer, ...(parts.fetch === undefined ? {} : { fetch: parts.fetch }) });
  if (!issuers.ok) {
    await register.value.close();
    audit.value.close();
    return issuers;
  }

  const printer = createPrinterDriver({
    transport: parts.printer,
    profile: profile.value,
    timer,
    clean: journal.value.becameUnknown === 0,
  });
  const secrets = createSecrets({ pepper: pepper.value, pseudonymKey: auditKey.value, random });
  const healthIssuers = issuers.value === null ? {} : { healthIssuers: issuers.value.directory };
  const { linkHosts } = site.shared;
  const shown = { showUnreviewed: site.words.unreviewed };
  const explained = plainWords(shown);
  const { reader, lastRead } = remembered(parts.reader, clock);
  const ports: SessionPorts = {
    reader,
    identity: createIdentity({
      register: register.value,
      secrets,
      ...healthIssuers,
      ...(linkHosts.length === 0 ? {} : { healthLinkHosts: linkHosts }),
      keys: site.cards.keys,
      audience: site.cards.audience,
      kiosk: site.kiosk,
      clock,
    }),
    record: parts.record,
    shared: createLinkedRecords({
      links: createHealthLinks({
        fetch: parts.fetch ?? createGuardedFetch({ allowedHosts: linkHosts, timer }),
        recipient: `Health kiosk, ${site.name}`,
        ...healthIssuers,
        clock,
        timer,
      }),
      readDocument: parts.readDocument,
      pseudonym: (of) => secrets.pseudonym(of),
    }),
    sharing:
      makeLinks === undefined
        ? null
        : createSharing(
            createLinkMaker({
              address: makeLinks.url,
              token: token.value,
              hours: makeLinks.hours,
              fetch: parts.fetch ?? createGuardedFetch({ allowedHosts: [new URL(makeLinks.url).host], timer }),
              random,
              clock,
            }),
            clock,
          ),
    signIn: parts.signIn?.((nhsNumber) => secrets.pseudonym(secrets.index('nhs-number', nhsNumber))) ?? null,
    printing: createPrintService({
      printer: askedAtOnce(printer),
      profile: profile.value,
      journal: journal.value.journal,
      clock,
      printable: printablePicture,
      plainWords: explained,
      site: (language) => ({ place: site.name, surgery: placeWordsIn(site.people.surgery, language) }),
    }),
    audit: audit.value,
    practice: parts.practice,
    service: createService({
      site,
      profile: profile.value,
      printable: printablePicture,
      clock,
      audit: audit.value,
      register: register.value,
      journal: journal.value.journal,
      issuers: issuers.value,
      lastRead,
    }),
    newId,
  };
  return ok({
    ports,
    place: {
      name: site.name,
      desk: (language) => placeWordsIn(site.people.desk, language),
      surgery: (language) => placeWordsIn(site.people.surgery, language),
      plainWords: explained,
      explain: (item, section) => explain(item, section, shown),
      shortForms: (text) => abbreviationsIn(text, shown),
      glossary: { ...glossaryCounts(), shown: site.words.unreviewed },
      today: () => kioskDay(clock.now()),
      screen: await readMeasures(site.screen),
      languages: site.languages,
      signIn: ports.signIn,
      linkHours: makeLinks?.hours ?? null,
      practice: parts.practice,
    },
    async selfCheck() {
      if (!audit.value.head().ok) return 'audit';
      const asked = await register.value.staffByBadge('');
      return asked.ok ? 'ready' : 'register';
    },
    async close() {
      issuers.value?.stop();
      printer.stop();
      await register.value.close();
      audit.value.close();
    },
  });
}

/** Whoever begins to watch knows within a moment how the printer is, not only when the next change comes. */
function askedAtOnce<Asked extends Printer>(printer: Asked): Asked {
  return {
    ...printer,
    watch(onCondition) {
      const stop = printer.watch(onCondition);
      void printer.status();
      return stop;
    },
  };
}

/** Null where the site names none. */
async function readToken(path: string | undefined): Promise<Result<string | null, OpenSiteFault>> {
  if (path === undefined) return ok(null);
  const text = await readFile(path, 'utf8').catch(() => '');
  const token = text.trim();
  return /^[\x21-\x7e]{1,4096}$/.test(token) ? ok(token) : failed({ kind: 'token-not-readable', path });
}

/** Keys are exactly 32 random bytes, as `openssl rand 32` writes them. */
async function readKey(path: string): Promise<Result<Uint8Array, OpenSiteFault>> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return failed({ kind: 'key-not-readable', path });
  return bytes.length === 32 ? ok(bytes) : failed({ kind: 'key-wrong-length', path });
}

const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Ids of [0-9A-Z], each character as likely as the other: bytes past the last whole 36 are thrown away. */
function idsFrom(random: Random): (length: number) => string {
  const fair = 256 - (256 % characters.length);
  return (length) => {
    let id = '';
    while (id.length < length) {
      for (const byte of random(length * 2)) if (byte < fair && id.length < length) id += characters[byte % characters.length];
    }
    return id;
  };
}
