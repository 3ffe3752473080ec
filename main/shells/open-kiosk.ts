/** The kiosk of this machine with its devices: the site that a site file describes, or the embedded demo site. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { openDemo, type Demo } from '../demo/demo-site.ts';
import { createPractice } from '../demo/practice.ts';
import { languageCodes } from '../../preload/contract.ts';
import { createKiosk } from '../kiosk.ts';
import type { LoginWindow } from '../identity/sign-in/login-window.ts';
import { loadSite } from '../site/load-site.ts';
import { openSignIn, type OpenSignIn, type SignInFault } from '../site/open-sign-in.ts';
import { openReader } from '../site/open-reader.ts';
import { openSite } from '../site/open-site.ts';
import { sayOpenSiteFault } from '../site/open-site-fault.ts';
import { sayProfileFault } from '../site/printer-profile.ts';
import { printerTransport } from '../site/printer-transport.ts';
import { openRecordSource } from '../site/record-source.ts';
import { sayFault, siteDelays, type Site } from '../site/site.ts';
import type { HostedKiosk } from './hosted-kiosk.ts';
import { systemClock } from './system-clock.ts';

export interface OpenedKiosk {
  readonly kiosk: HostedKiosk;
  readonly screen: Site['screen'];
  /** Null on a real site. */
  readonly demo: Demo | null;
}

/** In words, for whoever started the kiosk. */
export type NotOpened = { readonly kind: 'not-opened'; readonly why: string };

const random = (length: number): Uint8Array => randomBytes(length);
const world = { clock: systemClock, timer: systemTimer, random };

/** Where the demo keeps its register and its trail between starts. */
const demoFolder = fileURLToPath(new URL('../../out/demo', import.meta.url));
/** 23.8 inches upright, as most of these kiosks are. */
const demoScreen: Site['screen'] = { orientation: 'portrait', width: 1080, height: 1920, pixelPitch: 0.2745 };

export interface ShellParts {
  /** Where a bundler put the thread that reads records; unbundled it is found by itself. */
  readonly workerUrl?: URL;
  /** The same for the thread that finds codes in pictures of a camera. */
  readonly codeFinderUrl?: URL;
  /** The shell's own kind of window for a login; without it nobody is offered one. */
  readonly loginWindow?: (screen: Site['screen']) => LoginWindow;
}

export async function openDemoHere(shell: ShellParts = {}): Promise<Result<Demo, NotOpened>> {
  const { loginWindow: _unused, codeFinderUrl: _noCamera, ...bundled } = shell;
  const demo = await openDemo({ ...world, ...bundled, folder: demoFolder, screen: demoScreen, languages: [...languageCodes] });
  return demo.ok ? demo : failed({ kind: 'not-opened', why: `the demo site in ${demoFolder} cannot be used (${JSON.stringify(demo.error)}). Nothing in it is real: delete that folder, and the next start makes it anew` });
}

/** `sitePath` null: the demo. */
export async function openKioskHere(sitePath: string | null, shell: ShellParts = {}): Promise<Result<OpenedKiosk, NotOpened>> {
  if (sitePath === null) {
    const demo = await openDemoHere(shell);
    if (!demo.ok) return demo;
    const { kiosk, site, stop } = demo.value;
    return ok({ kiosk: { ...kiosk, stop }, screen: site.screen, demo: demo.value });
  }
  const loaded = await loadSite(sitePath);
  if (!loaded.ok) {
    const { error } = loaded;
    return failed({ kind: 'not-opened', why: error.kind === 'site-not-valid' ? error.faults.map(sayFault).join('; ') : `${error.path}: ${error.kind}` });
  }
  return openRealSite(loaded.value, shell);
}

async function openRealSite(site: Site, shell: ShellParts): Promise<Result<OpenedKiosk, NotOpened>> {
  const printer = await printerTransport(site, systemTimer);
  if (!printer.ok) return failed({ kind: 'not-opened', why: sayProfileFault(site.printer.profile, printer.error) });
  const signIn = await signInHere(site, shell);
  if (!signIn.ok) return failed({ kind: 'not-opened', why: `${signIn.error.path}: ${signIn.error.kind}` });
  const records = await openRecordSource(site.record, systemTimer, shell.workerUrl, site.signIn);
  if (!records.ok) return failed({ kind: 'not-opened', why: `${records.error.path}: ${records.error.kind}` });
  const source = records.value;
  const opened = await openSite({
    ...world,
    site,
    printer: printer.value,
    reader: openReader(site.reader, {
      timer: systemTimer,
      platform: process.platform,
      ...(shell.codeFinderUrl === undefined ? {} : { codeFinderUrl: shell.codeFinderUrl }),
    }),
    record: source.port,
    practice: createPractice({ clock: systemClock, readDocument: source.readDocument }),
    readDocument: source.readDocument,
    ...(signIn.value === null ? {} : { signIn: signIn.value }),
  });
  if (!opened.ok) return failed({ kind: 'not-opened', why: sayOpenSiteFault(opened.error, site) });
  const { ports, place, selfCheck, close } = opened.value;
  const kiosk = createKiosk({ ports, place, delays: siteDelays(site), selfCheck });
  async function stop(): Promise<void> {
    await kiosk.stop();
    await close();
    await source.close();
  }
  return ok({ kiosk: { ...kiosk, stop }, screen: site.screen, demo: null });
}

async function signInHere(site: Site, { loginWindow }: ShellParts): Promise<Result<OpenSignIn | null, SignInFault>> {
  if (site.signIn === undefined || loginWindow === undefined) return ok(null);
  return openSignIn(site.signIn, { window: loginWindow(site.screen), timer: systemTimer, random });
}
