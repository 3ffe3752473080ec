/** Draws the gallery to PNG files to be looked at, and lists the defects: `node look.ts OUT [name part...] [--urdu] ...`. */
import { mkdir } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { buildWindow } from './build-window.ts';
import type { LanguageCode, View } from '../../../preload/contract.ts';
import { kioskScreens } from './kiosk-screens.ts';
import { inLanguage, type SampleLanguage } from './languages.ts';
import { defects } from './measure.ts';
import { recordScreens } from './record-screens.ts';
import { gallery } from './views.ts';
import { openWindow, serve } from './window.ts';

const [out = 'out/gallery', ...rest] = process.argv.slice(2);
const wanted = rest.filter((word) => !word.startsWith('--'));
const list = (flag: string, otherwise: string): string[] => (rest.find((word) => word.startsWith(`--${flag}=`))?.split('=')[1] ?? otherwise).split(',');
await mkdir(out, { recursive: true });
const { url, server } = await serve(await buildWindow('look'));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const sizes = { portrait: { width: 1080, height: 1920 }, landscape: { width: 1920, height: 1080 } };
let bad = 0;
for (const way of list('way', 'portrait,landscape') as (keyof typeof sizes)[]) {
  const kiosk = await openWindow(browser, url, sizes[way]);
  for (const language of list('lang', 'en') as LanguageCode[]) {
    for (const [name, view] of Object.entries({ ...gallery, ...recordScreens(language), ...(rest.includes('--kiosk') ? kioskScreens(language) : {}) })) {
      if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
      for (const textSize of list('text', 'normal') as View['settings']['textSize'][]) {
        for (const theme of list('theme', 'standard') as View['settings']['theme'][]) {
          const pixelPitch = Number(list('pitch', '0.274')[0]);
          const lowButtons = list('reach', 'all')[0] === 'low';
          await kiosk.show({ ...(language in { en: 1, ur: 1, pl: 1 } ? inLanguage(view, language as SampleLanguage) : view), settings: { ...view.settings, textSize, theme, pixelPitch, lowButtons } } as View);
          const found = await kiosk.page.evaluate(([source, pitch, least]) => (new Function(`return (${source})`)() as typeof defects)(pitch, least), [defects.toString(), pixelPitch, textSize === 'biggest' ? 7.33 : 4.8] as const).catch((error: unknown) => [String(error)]);
          const label = `${name}.${way}.${language}.${textSize}.${theme}`;
          if (!rest.includes('--no-png')) await kiosk.page.screenshot({ path: `${out}/${label}.png` });
          if (found.length > 0) {
            bad += 1;
            process.stdout.write(`${label}\n${found.slice(0, 8).map((line) => `   ${line}\n`).join('')}`);
          }
        }
      }
    }
  }
  if (kiosk.complaints.length > 0) process.stdout.write(`complaints: ${[...new Set(kiosk.complaints)].join('\n')}\n`);
}
process.stdout.write(`${bad} with defects\n`);
await browser.close();
server.close();
