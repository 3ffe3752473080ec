/** Every screen, in every way that it can look: nothing clipped, nothing too small, nothing that axe finds. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Server } from 'node:http';
import type { View } from '../../../preload/contract.ts';
import { buildWindow } from './build-window.ts';
import { inLanguage } from './languages.ts';
import { defects } from './measure.ts';
import { recordScreens } from './record-screens.ts';
import { gallery } from './views.ts';
import { openWindow, serve } from './window.ts';

const ways = { portrait: { width: 1080, height: 1920 }, landscape: { width: 1920, height: 1080 } } as const;
/** The ends of every scale; the themes differ in colours and lines alone, so one look has the other theme. */
const looks = [
  { language: 'en', textSize: 'normal', theme: 'standard', pixelPitch: 0.274 },
  { language: 'en', textSize: 'biggest', theme: 'standard', pixelPitch: 0.274 },
  { language: 'ur', textSize: 'normal', theme: 'standard', pixelPitch: 0.274 },
  { language: 'ur', textSize: 'normal', theme: 'contrast', pixelPitch: 0.274 },
  { language: 'ur', textSize: 'biggest', theme: 'standard', pixelPitch: 0.274 },
  { language: 'pl', textSize: 'biggest', theme: 'standard', pixelPitch: 0.274 },
  { language: 'en', textSize: 'normal', theme: 'standard', pixelPitch: 0.248 },
  { language: 'en', textSize: 'biggest', theme: 'standard', pixelPitch: 0.311 },
] as const;
/** Colours and roles are the same in every size: axe looks at each theme and at each direction once. */
const forAxe = ({ textSize, pixelPitch, language, theme }: (typeof looks)[number]): boolean =>
  textSize === 'normal' && pixelPitch === 0.274 && (theme === 'contrast') === (language === 'ur');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let server: Server;
let url: string;
test.beforeAll(async () => {
  ({ server, url } = await serve(await buildWindow(`worker-${process.env['TEST_WORKER_INDEX'] ?? '0'}`)));
});
test.afterAll(() => {
  server.close();
});

for (const [way, viewport] of Object.entries(ways)) {
  for (const look of looks) {
    const { language, textSize, theme, pixelPitch } = look;
    test(`${way}, ${language}, ${textSize} letters, ${theme}, ${pixelPitch} mm a pixel`, async ({ browser }) => {
      const kiosk = await openWindow(browser, url, viewport);
      const found: string[] = [];
      const examined = new Set<string>();
      for (const [name, view] of Object.entries({ ...gallery, ...recordScreens(language) })) {
        await kiosk.show({ ...inLanguage(view, language), settings: { ...view.settings, textSize, theme, pixelPitch } } as View);
        const least = textSize === 'biggest' ? 7.33 : 4.8;
        const here = await kiosk.page.evaluate(`(${defects.toString()})(${pixelPitch}, ${least})`);
        found.push(...(here as string[]).map((line) => `${name}: ${line}`));
        // What was read differs in the state of its parts.
        const kind = 'state' in view && !(name in gallery) ? `${view.screen} ${view.state}` : view.screen;
        // In the other theme and direction one sample of each screen is enough.
        if (forAxe(look) && way === 'portrait' && ((language === 'en' && name in gallery) || !examined.has(kind))) {
          examined.add(kind);
          // The window has no frames of other origins: axe needs no second tab for its answer.
          const { violations } = await new AxeBuilder({ page: kiosk.page }).withTags(tags).setLegacyMode(true).analyze();
          found.push(...violations.flatMap((one) => one.nodes.map((node) => `${name}: axe ${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary?.replaceAll('\n', ' ').slice(0, 240)}`)));
        }
      }
      expect(found).toEqual([]);
      expect(kiosk.complaints).toEqual([]);
      await kiosk.page.context().close();
    });
  }
}
