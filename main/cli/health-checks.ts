/** What `kiosk doctor` looks at: the machine as it is, never what is on it about people. */
import { constants, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { contradictions } from '../../hardware/printer/choose-profile.ts';
import { probePrinter } from '../../hardware/printer/printer-probe.ts';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import type { Clock } from '../clock.ts';
import { findBrowser } from '../shells/loopback/browser.ts';
import { electronRuntime } from '../shells/electron/runtime.ts';
import { loadSite } from '../site/load-site.ts';
import type { Finding } from '../session/ports.ts';
import { openProfile } from '../site/printer-profile.ts';
import { placeOfSite, sayFindings, sayProbeFailure } from './printer-place.ts';
import { examineReaders } from './reader-checks.ts';
import { clockFinding, finding, folderFindings, fontsFinding, may, wordsFindings } from '../site/readiness.ts';
import { sayFault, type Site } from '../site/site.ts';

export interface Machine {
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly sitePath: string | null;
}

export async function examine(machine: Machine): Promise<readonly Finding[]> {
  const site = machine.sitePath === null ? null : await loadSite(machine.sitePath);
  const loaded = site?.ok === true ? site.value : null;
  return [
    nodeVersion(),
    await screenProgram(machine),
    await builtWindow(machine),
    display(machine),
    user(),
    ...(await hid(loaded)),
    ...(loaded === null ? [] : await examineReaders(loaded)),
    await printers(loaded),
    ...(await textOnly(loaded)),
    await fontsFinding(),
    clockFinding(machine.clock.now()),
    ...(site === null ? [] : [siteFile(site)]),
    ...(loaded === null ? [] : wordsFindings(loaded, machine.clock.now())),
    ...(await folderFindings(loaded)),
  ];
}

function nodeVersion(): Finding {
  const say = finding('node');
  const { node } = process.versions;
  return Number(node.split('.')[0]) >= 24 ? say('good', `Node ${node}`) : say('bad', `Node ${node}; the kiosk needs 24`);
}

async function screenProgram({ root, environment }: Machine): Promise<Finding> {
  const say = finding('window');
  const electron = electronRuntime(root, environment['ELECTRON_OVERRIDE_DIST_PATH']);
  const browser = await findBrowser(environment['PATH'] ?? '');
  if (electron !== null) return say('good', `Electron at ${electron}`);
  if (browser !== null) return say('good', `Chromium at ${browser}; Electron is not installed`);
  return say('bad', 'No Electron and no Chromium: sudo apt-get install chromium');
}

async function builtWindow({ root }: Machine): Promise<Finding> {
  const say = finding('page');
  const page = join(root, 'out', 'renderer', 'index.html');
  return (await may(page, constants.R_OK)) ? say('good', 'The page is built') : say('warning', 'The page is not built yet: npm start builds it');
}

function display({ environment }: Machine): Finding {
  const say = finding('display');
  const name = environment['WAYLAND_DISPLAY'] ?? environment['DISPLAY'];
  if (process.platform !== 'linux') return say('good', 'The display of this system');
  return name === undefined || name === '' ? say('warning', 'No display: npm start plays the tour') : say('good', `Display ${name}`);
}

function user(): Finding {
  const say = finding('user');
  return process.getuid?.() === 0
    ? say('warning', 'Running as root: the window has no sandbox. A kiosk runs as a user of its own')
    : say('good', 'Not root');
}

/** Which scanners there are; with a site, its own readers are asked instead. */
async function hid(site: Site | null): Promise<readonly Finding[]> {
  const driver = finding('hid-driver');
  const readers = finding('reader');
  try {
    const { devicesAsync } = await import('node-hid');
    const devices = await devicesAsync();
    // HID POS, usage page 0x8C, bar code scanner 0x02: HID Point of Sale Usage Tables 1.02, section 4.
    const scanners = devices.filter(({ usagePage, usage }) => usagePage === 0x8c && usage === 0x02);
    const works = driver('good', `node-hid works; ${devices.length} HID devices`);
    if (site !== null) return [works];
    return [
      works,
      scanners.length > 0
        ? readers('good', scanners.map(({ manufacturer, product }) => `${manufacturer ?? ''} ${product ?? ''}`.trim()).join(', '))
        : readers('warning', 'No reader in HID POS mode is plugged in'),
    ];
  } catch {
    return [driver('bad', 'node-hid does not load: sudo apt-get install libusb-1.0-0')];
  }
}

async function printers(site: Site | null): Promise<Finding> {
  const say = finding('printer');
  const connection = site?.printer.connection;
  if (site !== null && connection?.transport !== 'emulator') return probed(site, say);
  const names = await readdir('/dev/usb').catch(() => []);
  const found = names.filter((name) => /^lp\d+$/.test(name)).map((name) => `/dev/usb/${name}`);
  const path = found[0];
  if (path === undefined) return say('warning', 'No printer at /dev/usb/lp*');
  if (await may(path, constants.R_OK | constants.W_OK)) return say('good', `${path} can be read and written`);
  return say('warning', `${path} cannot be read and written: is this user in the group lp?`);
}

/** Asks the printer itself; no paper moves. */
async function probed(site: Site, say: ReturnType<typeof finding>): Promise<Finding> {
  const place = await placeOfSite(site);
  if (place === null) return say('good', 'The emulated printer');
  if (!place.ok) return say('bad', place.error.why);
  const { transport, claimed } = place.value;
  const found = await probePrinter(transport, systemTimer);
  if (!found.ok) return say(found.error.kind === 'busy' ? 'warning' : 'bad', sayProbeFailure(found.error.kind));
  const wrong = claimed === null ? [] : contradictions(claimed.profile, found.value);
  const words = [...sayFindings(found.value), ...wrong.map((line) => `the site says ${claimed?.name ?? ''}, but ${line}`)].join('. ');
  const ready = found.value.asked === 'all' && found.value.condition !== null;
  return say(wrong.length > 0 ? 'bad' : ready ? 'good' : 'warning', words);
}

/** Languages whose letters join or read from the right: no printer's own letters do. */
const drawnOnly = ['ar', 'bn', 'gu', 'pa', 'ur'];

async function textOnly(site: Site | null): Promise<readonly Finding[]> {
  const profile = site === null ? null : await openProfile(site.printer.profile);
  if (site === null || profile === null || !profile.ok || profile.value.slip !== 'text') return [];
  const refused = site.languages.filter((language) => drawnOnly.includes(language));
  const say = finding('slips');
  if (refused.length === 0) return [say('good', 'Slips are sent as text')];
  return [say('warning', `This printer is sent text: slips in ${refused.join(', ')} are refused. A printer on USB or the network prints them`)];
}

function siteFile(site: Awaited<ReturnType<typeof loadSite>>): Finding {
  const say = finding('site');
  if (site.ok) return say('good', `${site.value.name}, kiosk ${site.value.kiosk}`);
  if (site.error.kind === 'site-not-valid') return say('bad', site.error.faults.map(sayFault).join('; '));
  return say('bad', `${site.error.path}: ${site.error.kind}`);
}
