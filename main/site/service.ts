/** What staff can do at a kiosk that stands open: look at everything, print a page, measure the glass. */
import type { PrinterProfile, ReaderEvent } from '../../hardware/ports.ts';
import type { AuditTrail } from '../audit/trail.ts';
import type { Clock } from '../clock.ts';
import type { Register } from '../identity/register/register.ts';
import { drawPage, type PageParts } from '../printing/draw-page.ts';
import type { PrintJournal } from '../printing/journal.ts';
import { composeReadiness, composeTestSlip } from '../printing/test-slip.ts';
import type { Finding, ReaderPort, ServicePort } from '../session/ports.ts';
import type { HealthIssuers } from './health-issuers.ts';
import { clockFinding, finding, folderFindings, fontsFinding, wordsFindings } from './readiness.ts';
import { keepMeasures } from './screen-measures.ts';
import type { Site } from './site.ts';

export interface ServiceParts extends PageParts {
  readonly site: Site;
  readonly profile: PrinterProfile;
  readonly clock: Clock;
  readonly audit: Pick<AuditTrail, 'head'>;
  readonly register: Pick<Register, 'staffByBadge'>;
  readonly journal: Pick<PrintJournal, 'latest'>;
  readonly issuers: Pick<HealthIssuers, 'directory' | 'sources'> | null;
  /** Milliseconds since 1970; null where nothing was read since the start. */
  readonly lastRead: () => number | null;
}

export function createService(parts: ServiceParts): ServicePort {
  const { site, profile, clock } = parts;
  return {
    examine: () => examine(parts),
    drawPage({ page, receipt, findings }) {
      const about = { place: site.name, kiosk: site.kiosk, receipt, printed: new Date(clock.now()).toISOString(), profile, languages: site.languages };
      return drawPage(parts, page === 'readiness' ? composeReadiness(findings, about) : composeTestSlip(about), false);
    },
    keepScreen: (measures) => keepMeasures(site.screen, measures),
  };
}

/** A reader that remembers when it last read something, and nothing of what. */
export function remembered(reader: ReaderPort, clock: Clock): { readonly reader: ReaderPort; readonly lastRead: () => number | null } {
  let last: number | null = null;
  return {
    reader: {
      listen: (onEvent) =>
        reader.listen((event: ReaderEvent) => {
          if (event.type === 'scan') last = clock.now();
          onEvent(event);
        }),
    },
    lastRead: () => last,
  };
}

async function examine(parts: ServiceParts): Promise<readonly Finding[]> {
  const { site, clock, audit, register } = parts;
  const now = clock.now();
  const asked = await register.staffByBadge('');
  return [
    finding('site')('good', `${site.name}, kiosk ${site.kiosk}`),
    audit.head().ok ? finding('audit trail')('good', 'It can be read and written') : finding('audit trail')('bad', 'It cannot be written: nobody is taken in'),
    asked.ok ? finding('register')('good', 'It answers') : finding('register')('bad', 'It does not answer: no card can be checked'),
    lastPrint(parts),
    lastRead(parts),
    recordSource(site),
    finding('card keys')('good', site.cards.keys.map(({ kid }) => kid).join(', ')),
    issuerKeys(parts),
    ...wordsFindings(site, now),
    await fontsFinding(),
    clockFinding(now),
    ...(await folderFindings(site)),
  ];
}

function ago(at: number, { clock }: ServiceParts): string {
  const minutes = Math.max(0, Math.round((clock.now() - at) / 60_000));
  if (minutes < 2) return 'just now';
  return minutes < 120 ? `${minutes} minutes ago` : `${Math.round(minutes / 60)} hours ago`;
}

function lastPrint(parts: ServiceParts): Finding {
  const say = finding('last print');
  const rows = parts.journal.latest(1);
  if (!rows.ok) return say('bad', 'The print journal cannot be read: nothing is printed');
  const [row] = rows.value;
  if (row === undefined) return say('warning', 'Nothing was ever printed here: print a test slip');
  return say(row.state === 'failed' || row.state === 'unknown' ? 'warning' : 'good', `Receipt ${row.receipt}, ${ago(row.changedAt, parts)}: ${row.state}`);
}

function lastRead(parts: ServiceParts): Finding {
  const at = parts.lastRead();
  return at === null ? finding('last read')('warning', 'Nothing was read since the start: try the reader') : finding('last read')('good', ago(at, parts));
}

function recordSource({ record }: Site): Finding {
  const say = finding('records');
  return record.source === 'folder' ? say('good', `From the folder ${record.path}`) : say('good', `From ${new URL(record.baseUrl).host}, not asked`);
}

/** A file that nobody renews grows old as an issuer does that cannot be reached: revocations since then are not known. */
const oldIssuers = 30 * 24 * 3_600_000;

function issuerKeys(parts: ServiceParts): Finding {
  const say = finding('health card issuers');
  if (parts.issuers === null) return say('good', 'None are set: health cards are declined');
  const { keys, leftOut } = parts.issuers.directory;
  const sources = parts.issuers.sources();
  const told = sources.map(({ name, at, failing }) => {
    const age = at === null ? 'nothing yet' : `of ${daysAgo(at, parts)}`;
    return `${name}: ${age}${failing ? ', cannot be renewed' : ''}`;
  });
  const well = leftOut.length === 0 && sources.every(({ at, failing }) => !failing && at !== null && parts.clock.now() - at < oldIssuers);
  return say(well ? 'good' : 'warning', [`${keys.size} keys`, ...(leftOut.length === 0 ? [] : [`${leftOut.length} cannot be used`]), ...told].join('; '));
}

function daysAgo(at: number, parts: ServiceParts): string {
  const days = Math.floor((parts.clock.now() - at) / (24 * 3_600_000));
  return days < 3 ? ago(at, parts) : `${days} days ago`;
}
