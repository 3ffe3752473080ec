/** The window as built, in a real browser, with a bridge that shows what it is given and notes what was chosen. */
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { Choice, View } from '../../../preload/contract.ts';

const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'";

export async function serve(folder: string): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '/').split('?')[0] ?? '/';
    readFile(join(folder, path.replaceAll('..', ''))).then(
      (bytes) => response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-security-policy': policy }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/`, server };
}

declare global {
  interface Window {
    show(view: View): void;
    readonly chosen: Choice[];
  }
}

export interface KioskWindow {
  readonly page: Page;
  readonly complaints: string[];
  show(view: View): Promise<void>;
  chosen(): Promise<readonly Choice[]>;
}

export async function openWindow(browser: Browser, url: string, viewport: { width: number; height: number }): Promise<KioskWindow> {
  const context = await browser.newContext({ viewport, hasTouch: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) complaints.push(`request to ${request.url()}`);
  });
  await page.addInitScript(() => {
    const listeners = new Set<(view: View) => void>();
    const chosen: Choice[] = [];
    let current: View | null = null;
    Object.assign(window, {
      chosen,
      show(view: View) {
        current = view;
        for (const listener of listeners) listener(view);
      },
      kiosk: {
        onView(listener: (view: View) => void) {
          listeners.add(listener);
          if (current !== null) listener(current);
          return () => listeners.delete(listener);
        },
        choose: (choice: Choice) => chosen.push(choice),
      },
    });
  });
  await page.goto(url);
  return {
    page,
    complaints,
    async show(view) {
      await page.evaluate(async (next) => {
        window.show(next);
        const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
        await frame();
        await document.fonts.ready;
        await frame();
        await frame();
      }, view);
    },
    chosen: () => page.evaluate(() => window.chosen),
  };
}
