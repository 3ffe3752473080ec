import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScreenName, View } from '../../../preload/contract.ts';
import { lateRest } from '../../../hardware/reader/silence.ts';
import { demoHelper, demoService } from '../../../main/demo/cards.ts';
import { openDemo, type Demo } from '../../../main/demo/demo-site.ts';
import { demoPeople } from '../../../main/demo/people/people.ts';
import { systemClock } from '../../../main/shells/system-clock.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';

/** Somebody at the demo kiosk, without a browser: presses what is offered, waits for what should come. */
class Visitor {
  readonly demo: Demo;
  view: View | null = null;
  #waiting: (() => void) | null = null;

  constructor(demo: Demo) {
    this.demo = demo;
    demo.kiosk.onView((view) => {
      this.view = view;
      this.#waiting?.();
    });
  }

  async on(screen: ScreenName, more: (view: View) => boolean = () => true): Promise<View> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      if (this.view !== null && this.view.screen === screen && more(this.view)) return this.view;
      if (Date.now() > deadline) throw new Error(`waited for ${screen}, on ${this.view?.screen ?? 'nothing'}: ${this.view?.lead.join(' ')}`);
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
        setTimeout(resolve, 200);
      });
    }
  }

  press(action: string): void {
    const offered = this.view?.actions.find((each) => each.id === action);
    if (offered === undefined || !offered.enabled) {
      throw new Error(`${action} is not offered on ${this.view?.screen}: ${this.view?.actions.map((each) => each.id).join(' ')}`);
    }
    this.demo.kiosk.choose({ view: this.view?.n, action });
  }

  type(digits: string): void {
    for (const digit of digits) this.press(`key.${digit}`);
    this.press('next');
  }

  async home(): Promise<void> {
    this.demo.kiosk.windowLost();
    if (this.view?.screen === 'goodbye') this.press('done');
    await this.on('attract');
  }

  async toCard(): Promise<void> {
    await this.home();
    this.press('start');
    await this.on('before');
    this.press('continue');
    await this.on('identify');
  }

  async toRecord(id: string): Promise<View> {
    await this.toCard();
    this.demo.bench.hold(id);
    await this.on('pin');
    this.type(demoPeople.find((person) => person.id === id)?.pin ?? '');
    await this.on('confirm');
    this.press('yes');
    return this.on('record');
  }

  async toPaper(id: string): Promise<void> {
    await this.toRecord(id);
    this.press('print');
    await this.on('slip', (view) => view.actions.some((action) => action.id === 'print' && action.enabled));
  }
}

describe('the demo kiosk', () => {
  let folder = '';
  let demo: Demo;
  let somebody: Visitor;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-'));
    const opened = await openDemo({
      folder,
      clock: systemClock,
      timer: systemTimer,
      random: (length) => new Uint8Array(randomBytes(length)),
      screen: { orientation: 'portrait', width: 1080, height: 1920, pixelPitch: 0.2745 },
      languages: ['en'],
    });
    if (!opened.ok) throw new Error(opened.error.kind);
    demo = opened.value;
    somebody = new Visitor(demo);
    await somebody.on('attract');
  });
  afterAll(async () => {
    await demo.stop();
    await rm(folder, { recursive: true });
  });

  it.each(['rose', 'tom', 'zofia', 'nasreen', 'winston', 'olu'])('shows the record of %s from card and PIN', async (id) => {
    expect(JSON.stringify(await somebody.toRecord(id))).toContain('section.allergies');
  });

  it.each([
    ['prescription', 'declined'],
    ['web', 'declined'],
    ['library', 'declined'],
    ['expired', 'declined'],
    ['forged', 'declined'],
    ['letter-smudged', 'declined'],
    ['letter', 'birth-date'],
    ['health-card', 'statement'],
    ['unknown', 'pin'],
  ] as const)('%s leads to %s', async (card, screen) => {
    await somebody.toCard();
    demo.bench.hold(card);
    await somebody.on(screen);
  });

  it('asks to hold a card again that was pulled away too soon', async () => {
    await somebody.toCard();
    const before = JSON.stringify(somebody.view);
    demo.bench.hold('half-read');
    await somebody.on('identify', (view) => JSON.stringify(view) !== before);
    // No hand is quicker; what comes sooner is taken for the rest of the first.
    await new Promise((resolve) => setTimeout(resolve, 2 * lateRest));
    demo.bench.hold('rose');
    await somebody.on('pin');
  });

  it.each([
    ['idris', '2648'],
    ['nell', '6291'],
    ['unknown', '5826'],
  ])('lets nobody in with the card of %s', async (id, pin) => {
    await somebody.toCard();
    demo.bench.hold(id);
    await somebody.on('pin');
    somebody.type(pin);
    await somebody.on('not-matched');
  });

  it.each(['gwen', 'dai'])('says kindly that the record of %s did not come', async (id) => {
    await somebody.toCard();
    demo.bench.hold(id);
    await somebody.on('pin');
    somebody.type(demoPeople.find((person) => person.id === id)?.pin ?? '');
    await somebody.on('confirm');
    somebody.press('yes');
    await somebody.on('no-record');
  });

  it('has records that can be pulled away and put back', async () => {
    demo.bench.press('records-down');
    await somebody.toCard();
    demo.bench.hold('tom');
    await somebody.on('pin');
    somebody.type('7394');
    await somebody.on('confirm');
    somebody.press('yes');
    await somebody.on('no-record');
    demo.bench.press('records-down');
    somebody.press('again');
    await somebody.on('record');
  });

  it('says that the reader is away, and takes cards again when it is back', async () => {
    await somebody.toCard();
    demo.bench.press('reader-unplugged');
    await somebody.on('identify', (view) => view.screen === 'identify' && !view.readerReady);
    demo.bench.press('reader-unplugged');
    await somebody.on('identify', (view) => view.screen === 'identify' && view.readerReady);
    demo.bench.hold('rose');
    await somebody.on('pin');
  });

  it('prints, goes on by itself after paper is put in, and keeps what went to the printer', async () => {
    await somebody.toPaper('tom');
    somebody.press('print');
    await somebody.on('printing', (view) => view.screen === 'printing' && view.progress > 0.2);
    demo.bench.press('paper-out');
    await somebody.on('print-trouble', (view) => view.screen === 'print-trouble' && view.trouble === 'paper-out');
    demo.bench.press('paper-out');
    await somebody.on('take-paper');
    const printed = await demo.lastPrint();
    expect(printed?.bytes.length).toBeGreaterThan(1000);
    expect(printed?.picture.width).toBe(576);
    expect(demo.bench.paper()?.height).toBeGreaterThan(printed?.picture.height ?? Infinity);
    demo.bench.tearOff();
    expect(demo.bench.state().paper).toBe(0);
  });

  it('prints nothing with the cover open, and prints when asked again', async () => {
    await somebody.toPaper('tom');
    demo.bench.press('cover-open');
    await somebody.on('slip', (view) => view.actions.some((action) => action.id === 'print' && !action.enabled));
    demo.bench.press('cover-open');
    await somebody.on('slip', (view) => view.actions.some((action) => action.id === 'print' && action.enabled));
    somebody.press('print');
    await somebody.on('take-paper');
  });

  it('lets a helper in by badge and PIN, and staff into service', async () => {
    await somebody.toRecord('rose');
    demo.bench.hold('helper');
    await somebody.on('helper-pin');
    somebody.type(demoHelper.pin);
    await somebody.on('helper-offer');
    await somebody.home();
    demo.bench.hold('service');
    await somebody.on('service-pin');
    somebody.type(demoService.pin);
    await somebody.on('service');
  });

  it('knows no card and no switch that is not on the bench', () => {
    expect(demo.bench.hold('nobody')).toBe(false);
    expect(demo.bench.press('toString')).toBe(false);
  });
});
