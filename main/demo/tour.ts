/**
 * A whole visit where there is no display: a real browser on the real shell, tapping what is on the screen.
 * Leaves a picture of every screen, the slip as it came out of the printer, and the bytes that went in.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, errors, type Browser } from '@playwright/test';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { languages, words } from '../copy/words.ts';
import { bitmapToPng } from '../printing/bitmap-png.ts';
import { servePage } from '../shells/loopback/host.ts';
import { demoHelper } from './cards.ts';
import type { Demo } from './demo-site.ts';
import { demoPeople } from './people/people.ts';
import { createVisitor, portrait, type Visitor } from './visitor.ts';

export interface TourReport {
  readonly pictures: readonly string[];
  readonly slipPicture: string;
  readonly slipBytes: string;
}

export type TourFault =
  | { readonly kind: 'page-not-built' | 'nothing-printed' }
  /** The visit stopped here: the last thing that was waited for did not come. */
  | { readonly kind: 'visit-stopped'; readonly after: string; readonly why: string };

export interface TourOptions {
  readonly demo: Demo;
  /** Emptied first. */
  readonly folder: string;
  /** Path of a Chromium. */
  readonly browser: string;
  readonly asRoot: boolean;
}

export async function playTour({ demo, folder, browser, asRoot }: TourOptions): Promise<Result<TourReport, TourFault>> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const served = await servePage(demo.kiosk);
  if (!served.ok) return served;
  let opened: Browser | null = null;
  let visitor: Visitor | null = null;
  try {
    opened = await chromium.launch({ executablePath: browser, args: asRoot ? ['--no-sandbox'] : [] });
    const context = await opened.newContext({ viewport: portrait, hasTouch: true, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(served.value.newEntryUrl());
    visitor = createVisitor({ page, folder, more: words('en')('words.more') });
    await visit(visitor, demo);
    await inOtherWords(visitor, demo);
    const printed = await demo.lastPrint();
    if (printed === null) return failed({ kind: 'nothing-printed' });
    const slipPicture = join(folder, 'slip.png');
    const slipBytes = join(folder, 'slip.bin');
    await writeFile(slipPicture, await bitmapToPng(printed.picture));
    await writeFile(slipBytes, printed.bytes);
    return ok({ pictures: visitor.pictures, slipPicture, slipBytes });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    const after = visitor?.pictures.at(-1) ?? 'nothing';
    await visitor?.picture('stopped-here');
    return failed({ kind: 'visit-stopped', after, why: error.message.split('\n', 1)[0] ?? '' });
  } finally {
    await opened?.close();
    await served.value.close();
  }
}

/** Attract to goodbye and back, as one person would do it, with a helper in the middle. */
async function visit(person: Visitor, { bench }: Demo): Promise<void> {
  const say = words('en');
  const [rose] = demoPeople;

  await person.see(say('attract.heading'));
  await person.picture('attract', 'landscape');
  await person.press(say('attract.needs'));
  await person.see(say('needs.heading'));
  await person.picture('needs');
  await person.press(say('needs.done'));
  await person.see(say('before.heading'));
  await person.picture('before');
  await person.press(say('before.continue'));

  await person.see(say('identify.heading'));
  await person.picture('hold-card', 'landscape');
  bench.hold('prescription');
  await person.see(say('declined.heading'));
  await person.picture('not-a-card');
  await person.press(say('declined.again'));
  await person.see(say('identify.heading'));
  bench.hold('rose');
  await person.see(say('pin.heading'));
  await person.type((rose?.pin ?? '').slice(0, 2));
  await person.picture('pin', 'landscape');
  await person.type((rose?.pin ?? '').slice(2));
  await person.press(say('keypad.next'));
  await person.see(say('confirm.heading'));
  await person.picture('confirm');
  await person.press(say('confirm.yes'));

  await person.see(say('record.heading'));
  await person.picture('record', 'landscape');
  await finding(person);
  await person.press(say('record:section.medicines'));
  await person.see(say('record:section.medicines'));
  await person.picture('medicines');
  await person.press(say('dock.back'));
  await person.see(say('record.heading'));
  await person.press(say('record:section.results'));
  await person.see(say('record:section.results'));
  await person.picture('results');
  await person.press(say('section.open-result'));
  await person.see(say('item.heading-result'));
  await person.picture('a-result', 'landscape');

  await helpIn(person, bench);

  await person.press(say('dock.back'));
  await person.see(say('record:section.results'));
  await person.press(say('dock.back'));
  await person.see(say('record.heading'));
  await person.press(say('record.print'));
  await person.see(say('slip.heading'));
  await person.ready(say('slip.print'));
  await person.picture('your-paper', 'landscape');
  await person.press(say('slip.print'));
  await person.see(say('printing.heading'));
  await person.picture('printing');
  await person.see(say('take-paper.heading'));
  await person.picture('take-paper');
  await person.press(say('take-paper.taken'));
  await person.see(say('record.heading'));
  await person.press(say('dock.finish'));
  await person.see(say('finish-question.heading'));
  await person.picture('finish-question');
  await person.press(say('finish-question.yes'));
  await person.see(say('goodbye.heading'));
  await person.picture('goodbye', 'landscape');
  await person.press(say('goodbye.done'));
  await person.see(say('attract.heading'));
}

/** A few letters, what is new, one page, what looks wrong; nothing of it is kept. */
async function finding(person: Visitor): Promise<void> {
  const say = words('en');
  await person.press(say('finding:search.open'));
  await person.see(say('finding:search.heading'));
  await person.type('me');
  await person.picture('search', 'landscape');
  for (const [open, heading, picture] of [
    ['finding:changed.open', 'finding:changed.heading', 'what-is-new'],
    ['finding:page.open', 'finding:page.heading', 'one-page'],
    ['finding:questions.open', 'finding:questions.heading', 'questions'],
    ['finding:wrong.open', 'finding:wrong.heading', 'wrong-or-missing'],
    ['record.not-here', 'not-here.heading', 'not-here'],
  ] as const) {
    await person.press(say('dock.back'));
    await person.see(say('record.heading'));
    await person.press(say(open));
    await person.see(say(heading));
    await person.picture(picture);
  }
  await person.press(say('dock.back'));
  await person.see(say('record.heading'));
}

/** Sam joins by badge and PIN; the person agrees, shows one part, and stops the help. */
async function helpIn(person: Visitor, bench: Demo['bench']): Promise<void> {
  const say = words('en');
  const { name, pin } = demoHelper;
  await person.press(say('dock.help'));
  await person.see(say('help.heading'));
  await person.picture('get-help');
  bench.hold('helper');
  await person.see(say('helper-pin.heading'));
  await person.picture('helper-pin');
  await person.type(pin);
  await person.press(say('keypad.next'));
  await person.see(say('helper-offer.heading', { name }));
  await person.picture('helper-offer');
  await person.press(say('helper-offer.yes'));
  await person.see(say('record:section.results'));
  await person.picture('helped-hidden');
  await person.press(say('section.show', { name }));
  await person.press(say('section.hide'));
  await person.press(say('section.show', { name }));
  await person.picture('helped-shown');
  await person.press(say('help-banner.stop'));
}

/** The first steps in every other language that this kiosk offers and that reads the other way. */
async function inOtherWords(person: Visitor, { site }: Demo): Promise<void> {
  if (!site.languages.includes('ur') || !('ur' in languages)) return;
  const say = words('ur');
  await person.press(words('en')('attract.needs'));
  await person.see(words('en')('needs.heading'));
  await person.press(Object.entries(languages).find(([code]) => code === 'ur')?.[1].name ?? '');
  await person.see(say('needs.heading'));
  await person.picture('urdu-needs', 'landscape');
  await person.press(say('needs.done'));
  await person.see(say('before.heading'));
  await person.picture('urdu-before');
  await person.press(say('dock.back'));
}
