/** A visit of the whole demo kiosk: the real shell over loopback, a real Chromium, the bench's emulated devices. */
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { words } from '../../main/copy/words.ts';
import { openDemo, type Demo, type DemoOptions } from '../../main/demo/demo-site.ts';
import { demoPeople, type DemoPerson } from '../../main/demo/people/people.ts';
import { createVisitor, landscape, portrait, type Visitor } from '../../main/demo/visitor.ts';
import type { Delays } from '../../main/session/delays.ts';
import { servePage } from '../../main/shells/loopback/host.ts';
import type { Loopback } from '../../main/shells/loopback/server.ts';
import type { View } from '../../preload/contract.ts';
import { defects } from './gallery/measure.ts';

export const pictures = fileURLToPath(new URL('../../out/e2e', import.meta.url));
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const pixelPitch = 0.2745;
/** WCAG's and the house's least height of a capital letter, in millimetres. */
const smallestCapital = 4.8;

/** A second press on a button of the same name within half a second is taken for a trembling hand. */
export const slowHand = 600;

export const say = words('en');
export const rose = personOf('rose');

export function personOf(id: string): DemoPerson {
  const found = demoPeople.find((person) => person.id === id);
  if (found === undefined) throw new Error(`there is no ${id} in the demo`);
  return found;
}

export interface VisitOptions {
  readonly browser: Browser;
  /** Begins the names of the pictures. */
  readonly name: string;
  readonly orientation?: 'portrait' | 'landscape';
  readonly delays?: Partial<Delays>;
  readonly languages?: Demo['site']['languages'];
  /** Issuers and hosts of the test's own, and the way to its server. */
  readonly shared?: DemoOptions['shared'];
  readonly fetch?: DemoOptions['fetch'];
  /** A login of the test's own. */
  readonly login?: Pick<DemoOptions, 'signIn' | 'signInSetting'>;
}

export interface DemoVisit {
  readonly demo: Demo;
  /** Of the site, with its records, register and trail. */
  readonly folder: string;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly loopback: Loopback;
  readonly visitor: Visitor;
  /** Every view that was sent down, oldest first. */
  readonly views: readonly View[];
  /** Requests that asked for another origin; they were refused. */
  readonly strayed: readonly string[];
  /** What the page complained of. */
  readonly complaints: readonly string[];
  view(): View;
  /** Waits for the heading, takes a picture, and asks axe and the ruler. */
  met(heading: string, picture: string): Promise<void>;
  /** Moves the kiosk's clock on, for the pauses between tries. */
  wait(milliseconds: number): void;
  close(): Promise<void>;
}

let seeded: Promise<string> | null = null;

/** Made once a run: enrolling people is slow on purpose. */
function seededFolder(): Promise<string> {
  seeded ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kiosk-e2e-seed-'));
    const demo = await openDemo(demoOptions(folder, () => 0, {}));
    if (!demo.ok) throw new Error(`the demo does not open: ${JSON.stringify(demo.error)}`);
    await demo.value.stop();
    return folder;
  })();
  return seeded;
}

export async function forgetSeed(): Promise<void> {
  if (seeded !== null) await rm(await seeded, { recursive: true, force: true });
  seeded = null;
}

function demoOptions(folder: string, later: () => number, { delays = {}, languages = ['en'], shared, fetch, login = {} }: Partial<VisitOptions>): DemoOptions {
  return {
    folder,
    clock: { now: () => Date.now() + later(), monotonic: () => performance.now() + later() },
    timer: systemTimer,
    random: (length: number): Uint8Array => randomBytes(length),
    screen: { orientation: 'portrait', width: 1080, height: 1920, pixelPitch },
    languages,
    delays,
    ...(shared === undefined ? {} : { shared }),
    ...(fetch === undefined ? {} : { fetch }),
    ...login,
  };
}

export async function openVisit(options: VisitOptions): Promise<DemoVisit> {
  const { browser, name, orientation = 'portrait' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-e2e-'));
  await cp(await seededFolder(), folder, { recursive: true });
  let later = 0;
  const opened = await openDemo(demoOptions(folder, () => later, options));
  if (!opened.ok) throw new Error(`the demo does not open: ${JSON.stringify(opened.error)}`);
  const demo = opened.value;
  const served = await servePage(demo.kiosk);
  if (!served.ok) throw new Error('build the window first: npm run build');
  const loopback = served.value;
  const views: View[] = [];
  demo.kiosk.onView((view) => views.push(view));

  const context = await browser.newContext({ viewport: orientation === 'portrait' ? portrait : landscape, hasTouch: true, reducedMotion: 'reduce' });
  const strayed: string[] = [];
  const origin = `http://127.0.0.1:${loopback.port}`;
  await context.route(
    (url) => url.origin !== origin && url.protocol !== 'data:',
    (route) => {
      strayed.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(loopback.newEntryUrl());
  await mkdir(pictures, { recursive: true });
  const visitor = createVisitor({ page, folder: pictures, more: say('words.more') });

  const view = (): View => {
    const last = views.at(-1);
    if (last === undefined) throw new Error('the kiosk shows nothing');
    return last;
  };
  return {
    demo,
    folder,
    page,
    context,
    loopback,
    visitor,
    views,
    strayed,
    complaints,
    view,
    async met(heading, picture) {
      await visitor.see(heading);
      // Once without the picture's own wait for letters and pages, the ruler would measure a page half laid out.
      await page.evaluate('document.fonts.ready.then(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))).then(() => undefined)');
      await page.screenshot({ path: join(pictures, `${name}-${picture}.png`), animations: 'disabled' });
      const found = (await page.evaluate(`(${defects.toString()})(${pixelPitch}, ${smallestCapital})`)) as readonly string[];
      expect.soft(found, `${picture}: as drawn`).toEqual([]);
      const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze();
      const told = violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
      expect.soft(told, `${picture}: axe`).toEqual([]);
    },
    wait(milliseconds) {
      later += milliseconds;
    },
    async close() {
      await context.close();
      await loopback.close();
      await demo.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** From attract to where a card is held to the reader. */
export async function toReader({ visitor }: DemoVisit): Promise<void> {
  await visitor.see(say('attract.heading'));
  await visitor.press(say('attract.start'));
  await visitor.see(say('before.heading'));
  await visitor.press(say('before.continue'));
  await visitor.see(say('identify.heading'));
}

/** From attract to the record by card and PIN. */
export async function toRecord(visit: DemoVisit, person: DemoPerson = rose): Promise<void> {
  const { visitor, demo } = visit;
  await toReader(visit);
  demo.bench.hold(person.id);
  await enterPin(visitor, person.pin);
  await visitor.see(say('confirm.heading'));
  await visitor.press(say('confirm.yes'));
  await visitor.see(say('record.heading'));
}

export async function enterPin(visitor: Visitor, pin: string): Promise<void> {
  await visitor.see(say('pin.heading'));
  await visitor.type(pin);
  await visitor.press(say('keypad.next'));
}

/** From the record to the printer. */
export async function pressPrint({ visitor, page }: DemoVisit): Promise<void> {
  await visitor.press(say('record.print'));
  await visitor.see(say('slip.heading'));
  await visitor.ready(say('slip.print'));
  await page.waitForTimeout(slowHand);
  await page.getByRole('button', { name: say('slip.print'), exact: true }).tap();
}

/** The emulated motor takes its time, and more of it on a busy machine. */
export async function printed({ visitor, view }: DemoVisit): Promise<void> {
  await expect.poll(() => view().screen, { timeout: 45_000 }).toBe('take-paper');
  await visitor.see(say('take-paper.heading'));
}

export async function finish({ visitor }: DemoVisit): Promise<void> {
  await visitor.press(say('dock.finish'));
  await visitor.see(say('finish-question.heading'));
  await visitor.press(say('finish-question.yes'));
  await visitor.see(say('goodbye.heading'));
  await visitor.press(say('goodbye.done'));
  await visitor.see(say('attract.heading'));
}
