/**
 * The whole kiosk on its demo site: made-up people, an emulated reader and an emulated printer that speak the bytes
 * of real ones, and a bench to play with them.
 */
import type { Timer } from '../../hardware/ports.ts';
import { loadProfile } from '../../hardware/printer/printer-profile.ts';
import { createHidPosReader } from '../../hardware/reader/hid-pos-driver.ts';
import { createScannerEmulator, type ScannerEmulator } from '../../hardware/reader/scanner-emulator.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { GuardedFetch } from '../identity/network/guarded-fetch.ts';
import { createKiosk, type Kiosk } from '../kiosk.ts';
import type { OpenSignIn } from '../site/open-sign-in.ts';
import { openRecordSource, type RecordSourceFault } from '../site/record-source.ts';
import { openSite, type OpenSiteFault } from '../site/open-site.ts';
import type { Delays } from '../session/delays.ts';
import type { SignInSetting } from '../site/sign-in-setting.ts';
import { siteDelays, type Site } from '../site/site.ts';
import { createDemoBench } from './demo-bench.ts';
import { createDemoPrinter, type LastPrint } from './demo-printer.ts';
import { createDemoRecords } from './demo-records.ts';
import type { Bench } from './bench.ts';
import { demoCards } from './cards.ts';
import { createPractice } from './practice.ts';
import { seedDemo, type SeedFault, type SeedOptions } from './seed.ts';

export interface DemoOptions extends SeedOptions {
  readonly timer: Timer;
  /** Where a bundler put `record-worker`; unbundled it is found by itself. */
  readonly workerUrl?: URL;
  /** Shorter waits than any site may set: for tests. */
  readonly delays?: Partial<Delays>;
  /** To a server of the test's own: the demo's links lead nowhere. */
  readonly fetch?: GuardedFetch;
  /** At a provider of the test's own: the demo has none. */
  readonly signIn?: OpenSignIn;
  /** What that login is, where it opens the record as well. */
  readonly signInSetting?: SignInSetting;
}

export interface Demo {
  readonly site: Site;
  readonly kiosk: Kiosk;
  readonly bench: Bench;
  /** For codes that do not lie on the bench. */
  readonly scanner: ScannerEmulator;
  /** What went to the printer last, and what came out; null before the first print. */
  lastPrint(): Promise<LastPrint | null>;
  /** Ends the session, lets go of the devices and closes the files. */
  stop(): Promise<void>;
}

export type DemoFault = SeedFault | OpenSiteFault | RecordSourceFault;

/** The first start makes the folder; later ones find it. */
export async function openDemo(options: DemoOptions): Promise<Result<Demo, DemoFault>> {
  const seeded = await seedDemo(options);
  if (!seeded.ok) return seeded;
  const { site, signed } = seeded.value;
  const profile = loadProfile(site.printer.profile);
  if (!profile.ok) return failed({ kind: 'printer-profile', why: profile.error.kind });

  const scanner = createScannerEmulator();
  const printer = createDemoPrinter(profile.value, options.timer);
  const source = await openRecordSource(site.record, options.timer, options.workerUrl, options.signInSetting);
  if (!source.ok) return source;
  const records = createDemoRecords(source.value.port);
  const opened = await openSite({
    site,
    reader: createHidPosReader({ transport: scanner, timer: options.timer }),
    printer: printer.transport,
    record: records.port,
    practice: createPractice({ clock: options.clock, readDocument: source.value.readDocument }),
    readDocument: source.value.readDocument,
    clock: options.clock,
    timer: options.timer,
    random: options.random,
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    ...(options.signIn === undefined ? {} : { signIn: options.signIn }),
  });
  if (!opened.ok) return opened;
  const { ports, place, selfCheck, close } = opened.value;
  const kiosk = createKiosk({ ports, place, delays: { ...siteDelays(site), ...options.delays }, selfCheck });
  const bench = createDemoBench({ cards: demoCards(signed), scanner, printer, records });
  return ok({
    site,
    kiosk,
    bench,
    scanner,
    lastPrint: printer.lastPrint,
    async stop() {
      await kiosk.stop();
      await close();
      await source.value.close();
    },
  });
}

