/** A visit to the canary kiosk in a browser with a profile on disk, and the sweep for what is left of it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, expect, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { words } from '../../main/copy/words.ts';
import { createVisitor, portrait, type Visitor } from '../../main/demo/visitor.ts';
import type { Delays } from '../../main/session/delays.ts';
import { findBrowser } from '../../main/shells/loopback/browser.ts';
import { browserSwitches, sharedSwitches, switchArguments } from '../../main/shells/lockdown.ts';
import { canariesIn, canaryPerson } from './canaries.ts';

export const say = words('en');
const program = fileURLToPath(new URL('canary-kiosk.ts', import.meta.url));

export interface RunningKiosk {
  readonly url: string;
  /** Everything that it wrote to stdout and stderr. */
  log(): string;
  screen(): string;
  bench(line: string): void;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startKiosk(folder: string, delays: Partial<Delays> = {}): Promise<RunningKiosk> {
  const child: ChildProcess = spawn(process.execPath, [program, folder, JSON.stringify(delays)], { stdio: 'pipe' });
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('no pipes');
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let log = '';
  let screen = '';
  stderr.on('data', (bytes: Buffer) => (log += bytes.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    void gone.then(() => reject(new Error(`the kiosk ended: ${log}`)));
    createInterface({ input: stdout }).on('line', (line) => {
      log += `${line}\n`;
      const said = JSON.parse(line) as { readonly url?: string; readonly screen?: string };
      screen = said.screen ?? screen;
      if (said.url !== undefined) resolve(said.url);
    });
  });
  return {
    url,
    log: () => log,
    screen: () => screen,
    bench: (line) => void stdin.write(`${line}\n`),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) stdin.write('stop\n');
      await gone;
    },
  };
}

export interface CanaryVisit {
  readonly kiosk: RunningKiosk;
  readonly folder: string;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly visitor: Visitor;
  /** Canaries that the page holds now, in its document. */
  inPage(): Promise<readonly string[]>;
  /** Of every view that came down the stream since the last call: its screen and its canaries. */
  streamed(): readonly { readonly screen: string; readonly canaries: readonly string[] }[];
  /** A new kiosk on the same folder, and its page in the same browser. */
  restart(): Promise<void>;
  /** Everything that is left anywhere; empty when nothing is. */
  leftovers(): Promise<readonly string[]>;
  close(): Promise<readonly string[]>;
}

export async function openCanaryVisit(delays: Partial<Delays> = {}): Promise<CanaryVisit> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-canary-site-'));
  const profile = await mkdtemp(join(tmpdir(), 'kiosk-canary-profile-'));
  let kiosk = await startKiosk(folder, delays);
  const executablePath = (await findBrowser(process.env['PATH'] ?? '')) ?? 'chromium';
  // Not incognito: what would be kept is looked for on disk.
  const switches = [...browserSwitches, ...sharedSwitches].filter(([name]) => name !== 'kiosk' && name !== 'incognito');
  const asRoot = process.getuid?.() === 0;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...switchArguments(switches), ...(asRoot ? ['--no-sandbox'] : [])],
    viewport: portrait,
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let views: { screen: string; canaries: readonly string[] }[] = [];
  session.on('Network.eventSourceMessageReceived', ({ data }) => {
    if (!data.startsWith('{')) return;
    views.push({ screen: (JSON.parse(data) as { screen: string }).screen, canaries: canariesIn(data) });
  });
  await page.goto(kiosk.url);

  const current: { kiosk: RunningKiosk } = { kiosk };
  const everyLog: RunningKiosk[] = [kiosk];
  return {
    get kiosk() {
      return current.kiosk;
    },
    folder,
    page,
    context,
    visitor: createVisitor({ page, folder: profile, more: say('words.more') }),
    inPage: async () => (page.isClosed() ? [] : canariesIn(await page.content())),
    streamed() {
      const now = views;
      views = [];
      return now;
    },
    async restart() {
      kiosk = await startKiosk(folder, delays);
      current.kiosk = kiosk;
      everyLog.push(kiosk);
      await page.goto(kiosk.url);
    },
    async leftovers() {
      return [
        ...(page.isClosed() ? [] : [...canariesIn(await page.content()).map((one) => `page: ${one}`), ...(await inStorage(page)), ...(await inHeap(session))]),
        ...(await inFiles(folder, ['records'])),
        ...(await inFiles(profile, [])),
        ...everyLog.flatMap((one) => canariesIn(one.log()).map((found) => `log: ${found}`)),
      ];
    },
    async close() {
      await context.close();
      await current.kiosk.stop();
      const left = [...(await inFiles(folder, ['records'])), ...(await inFiles(profile, []))];
      await rm(folder, { recursive: true, force: true });
      await rm(profile, { recursive: true, force: true });
      return left;
    },
  };
}

/** localStorage, sessionStorage, IndexedDB and caches are not merely clean: they are empty. */
async function inStorage(page: Page): Promise<string[]> {
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
    history: history.state === null ? '' : JSON.stringify(history.state),
  }));
  const cookies = await page.context().cookies();
  return [
    ...Object.entries(kept).filter(([, value]) => value !== 0 && value !== '').map(([what]) => `storage: ${what}`),
    ...cookies.flatMap(({ name, value }) => canariesIn(`${name}=${value}`).map((one) => `cookie: ${one}`)),
  ];
}

/** What the page's own memory still holds after a collection. */
async function inHeap(session: CDPSession): Promise<string[]> {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  let snapshot = '';
  const more = ({ chunk }: { chunk: string }) => {
    snapshot += chunk;
  };
  session.on('HeapProfiler.addHeapSnapshotChunk', more);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', more);
  expect(snapshot.length).toBeGreaterThan(100_000);
  return canariesIn(snapshot).map((one) => `heap: ${one}`);
}

async function inFiles(folder: string, except: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const own = path.slice(folder.length + 1);
    if (!entry.isFile() || except.some((name) => own.startsWith(`${name}/`))) continue;
    // A browser moves its files while they are read.
    const bytes = await readFile(path).catch(() => null);
    if (bytes !== null) found.push(...canariesIn(bytes).map((one) => `file ${own}: ${one}`));
  }
  return found;
}

export async function toRecord({ visitor, kiosk }: CanaryVisit): Promise<void> {
  await visitor.see(say('attract.heading'));
  await visitor.press(say('attract.start'));
  await visitor.see(say('before.heading'));
  await visitor.press(say('before.continue'));
  await visitor.see(say('identify.heading'));
  kiosk.bench(`hold ${canaryPerson.id}`);
  await visitor.see(say('pin.heading'));
  await visitor.type(canaryPerson.pin);
  await visitor.press(say('keypad.next'));
  await visitor.see(say('confirm.heading'));
}

export async function openSection(visit: CanaryVisit): Promise<void> {
  const { visitor } = visit;
  await visitor.press(say('confirm.yes'));
  await visitor.see(say('record.heading'));
  await visitor.press(say('record:section.medicines'));
  await visitor.see(say('record:section.medicines'));
  expect((await visit.inPage()).length).toBeGreaterThan(0);
}
