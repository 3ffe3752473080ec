/** Somebody in front of the screen: sees headings, presses what is named there, turns pages, and takes pictures. */
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';

export const portrait = { width: 1080, height: 1920 };
export const landscape = { width: 1920, height: 1080 };

export interface Visitor {
  /** Waits until the screen with this heading is there. */
  see(heading: string): Promise<void>;
  /** Presses the button of this name; turns pages until it is in sight. */
  press(name: string): Promise<void>;
  /** Waits until the button of this name can be pressed. */
  ready(name: string): Promise<void>;
  /** Presses digits on the screen. */
  type(digits: string): Promise<void>;
  /** `NN-name.png`, and `NN-name-landscape.png` where asked. */
  picture(name: string, also?: 'landscape'): Promise<void>;
  readonly pictures: readonly string[];
}

const mostPages = 20;
const patience = 10_000;
/** How long something that should be there takes to be drawn. */
const glance = 400;
/** The window takes a second press of one button within half a second for a trembling hand: who means it is slower. */
const meantAgain = 600;

/** A hint may follow a button's name; "Print" is not "Large print". */
const beginsWith = (name: string): RegExp => new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

/** `more` is what the button that turns a page is called. */
export function createVisitor(options: { readonly page: Page; readonly folder: string; readonly more: string; readonly startAt?: number }): Visitor {
  const { page, folder, more } = options;
  const pictures: string[] = [];
  let number = options.startAt ?? 0;
  let pressed: string | null = null;

  async function settle(): Promise<void> {
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    // Two frames: one draws the view, the next the pages that were measured on it.
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  }

  async function take(file: string): Promise<void> {
    await settle();
    const path = join(folder, file);
    await page.screenshot({ path, animations: 'disabled' });
    pictures.push(path);
  }

  const appears = (locator: Locator): Promise<boolean> =>
    locator.waitFor({ timeout: glance }).then(
      () => true,
      () => false,
    );

  async function turnPage(): Promise<void> {
    const turn = page.getByRole('button', { name: more, exact: true, disabled: false });
    await turn.tap({ timeout: glance }).catch(() => undefined);
    await settle();
  }

  return {
    pictures,
    async see(heading) {
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor({ timeout: patience });
    },
    async press(name) {
      const begins = beginsWith(name);
      const button = page.getByRole('button', { name: begins }).or(page.getByRole('checkbox', { name: begins })).first();
      // The screen may still be changing: neither the button nor the pages need be there yet.
      for (let at = 0; at < mostPages && !(await appears(button)); at += 1) await turnPage();
      if (pressed === name) await page.waitForTimeout(meantAgain);
      await button.tap({ timeout: patience });
      pressed = name;
    },
    async ready(name) {
      await page.getByRole('button', { name: beginsWith(name), disabled: false }).first().waitFor({ timeout: patience });
    },
    async type(digits) {
      for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).tap({ timeout: patience });
    },
    async picture(name, also) {
      number += 1;
      const file = `${String(number).padStart(2, '0')}-${name}`;
      await take(`${file}.png`);
      if (also === undefined) return;
      await page.setViewportSize(landscape);
      await take(`${file}-landscape.png`);
      await page.setViewportSize(portrait);
    },
  };
}
