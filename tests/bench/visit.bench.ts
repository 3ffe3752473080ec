/** The kiosk's own part of the waits of a visit: start, scan, record, print. Real shell, real browser, emulated devices. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { words } from '../../main/copy/words.ts';
import { openDemo, type Demo } from '../../main/demo/demo-site.ts';
import { demoPeople } from '../../main/demo/people/people.ts';
import { portrait } from '../../main/demo/visitor.ts';
import { findBrowser } from '../../main/shells/loopback/browser.ts';
import { servePage } from '../../main/shells/loopback/host.ts';
import { systemClock } from '../../main/shells/system-clock.ts';
import { median, row, type BenchRow } from './bench-row.ts';

const times = 5;
const say = words('en');
const rose = demoPeople.find(({ id }) => id === 'rose');
const program = fileURLToPath(new URL('kiosk-process.ts', import.meta.url));

const demoHere = (folder: string) =>
  openDemo({
    folder,
    clock: systemClock,
    timer: systemTimer,
    random: (length) => randomBytes(length),
    screen: { orientation: 'portrait', width: 1080, height: 1920, pixelPitch: 0.2745 },
    languages: ['en'],
  });

/** When the browser says that words were first on the glass: first contentful paint, since the page was asked for. */
const painted = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const paint = list.getEntriesByName('first-contentful-paint')[0];
          if (paint !== undefined) resolve(paint.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );

async function paintOf(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: portrait });
  const page = await context.newPage();
  await page.goto(url);
  const at = await painted(page);
  await context.close();
  return at;
}

/** A kiosk process from nothing to its address, then the browser from the address to attract. */
async function startToAttract(browser: Browser, folder: string): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, [program, folder], { stdio: ['pipe', 'pipe', 'ignore'] });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error('the kiosk did not start')));
      createInterface({ input: child.stdout }).once('line', resolve);
    });
    const ready = performance.now() - from;
    return ready + (await paintOf(browser, url));
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
}

async function starts(browser: Browser, folder: string): Promise<readonly BenchRow[]> {
  const trivial = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title><h1>Hello</h1>'));
  await new Promise<void>((resolve) => {
    trivial.listen(0, '127.0.0.1', resolve);
  });
  const plainUrl = `http://127.0.0.1:${(trivial.address() as AddressInfo).port}/`;
  const [cold, plain, warm]: [number[], number[], number[]] = [[], [], []];
  const demo = await demoHere(folder);
  if (!demo.ok) throw new Error(`the demo does not open: ${demo.error.kind}`);
  const served = await servePage(demo.value.kiosk);
  if (!served.ok) throw new Error('the window is not built');
  for (let at = 0; at < times; at += 1) {
    plain.push(await paintOf(browser, plainUrl));
    warm.push(await paintOf(browser, served.value.newEntryUrl()));
  }
  await served.value.close();
  await demo.value.stop();
  for (let at = 0; at < 3; at += 1) cold.push(await startToAttract(browser, folder));
  trivial.closeAllConnections();
  trivial.close();
  const against = { name: 'trivial page', value: median(plain) };
  return [
    row('page asked for to attract painted', median(warm), 'ms', { against }),
    row('kiosk process started to attract painted', median(cold), 'ms', { against, bar: 'within seconds: 5,000 ms', holds: (value) => value <= 5000 }),
  ];
}

/** Runs `doing` and waits for this heading on the glass; two frames later it is drawn. */
async function untilDrawn(page: Page, heading: string, doing: () => Promise<void> | void): Promise<number> {
  const drawn = page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (document.querySelector('h1')?.textContent === wanted) requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
          else requestAnimationFrame(look);
        };
        look();
      }),
    heading,
  );
  const from = performance.now();
  await doing();
  await drawn;
  return performance.now() - from;
}

interface Waits {
  readonly scan: number[];
  readonly record: number[];
  readonly source: number[];
  readonly print: number[];
}

async function visit(page: Page, demo: Demo, waits: Waits): Promise<void> {
  const action = (id: string) => page.locator(`[data-action="${id}"]:not([aria-disabled])`).first();
  const seen = (heading: string) => page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  await seen(say('attract.heading'));
  await action('start').click();
  await seen(say('before.heading'));
  await action('continue').click();
  await seen(say('identify.heading'));
  waits.scan.push(await untilDrawn(page, say('pin.heading'), () => void demo.bench.hold('rose')));
  for (const digit of rose?.pin ?? '') await action(`key.${digit}`).click();
  await action('next').click();
  await seen(say('confirm.heading'));

  // The source's own time: from the question to the answer, as the session asks and is answered.
  let asked = 0;
  let answered = 0;
  const stop = demo.kiosk.onView(({ screen }) => {
    if (screen === 'wait') asked = performance.now();
    if (screen === 'record' && answered === 0) answered = performance.now();
  });
  const whole = await untilDrawn(page, say('record.heading'), () => action('yes').click());
  stop();
  waits.source.push(answered - asked);
  waits.record.push(whole - (answered - asked));

  await page.locator('[data-action="print"]').first().click();
  await seen(say('slip.heading'));
  await action('print').waitFor();
  // Half a second between two presses of one name is a person's, not a tremble.
  await page.waitForTimeout(700);
  const first = new Promise<number>((resolve) => {
    const stopPaper = demo.kiosk.onView((view) => {
      if (view.screen !== 'printing' || view.progress === 0) return;
      resolve(performance.now());
      stopPaper();
    });
  });
  const before = performance.now();
  await action('print').click();
  waits.print.push((await first) - before);
  await seen(say('take-paper.heading'));
  await action('taken').click();
  await seen(say('record.heading'));
  await action('finish').click();
  await action('finish-yes').click();
  await action('done').click();
}

async function visits(browser: Browser, folder: string): Promise<readonly BenchRow[]> {
  const demo = await demoHere(folder);
  if (!demo.ok) throw new Error(`the demo does not open: ${demo.error.kind}`);
  const served = await servePage(demo.value.kiosk);
  if (!served.ok) throw new Error('the window is not built');
  const context = await browser.newContext({ viewport: portrait, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  await page.goto(served.value.newEntryUrl());
  const waits: Waits = { scan: [], record: [], source: [], print: [] };
  for (let at = 0; at < times; at += 1) await visit(page, demo.value, waits);
  await context.close();
  await served.value.close();
  await demo.value.stop();
  return [
    row('last HID report to PIN pad on screen', median(waits.scan), 'ms'),
    row('yes, this is me, to record on screen, without its source', median(waits.record), 'ms'),
    row('the source\'s own time (folder of made-up people)', median(waits.source), 'ms'),
    row('scan to record on screen, machine time without PIN and source', median(waits.scan) + median(waits.record), 'ms'),
    row('press of Print to first rows taken by the printer', median(waits.print), 'ms'),
  ];
}

export async function rows(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kiosk-bench-'));
  const executablePath = (await findBrowser(process.env['PATH'] ?? '')) ?? 'chromium';
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    // Seeded before anything is timed: a site enrols its people once.
    const seeded = await demoHere(folder);
    if (!seeded.ok) throw new Error(`the demo does not open: ${seeded.error.kind}`);
    await seeded.value.stop();
    return [...(await starts(browser, folder)), ...(await visits(browser, folder))];
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
