/** The tour: a whole visit on the demo site in a real browser, from the card to goodbye; then what it left behind. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { loadProfile } from '../../hardware/printer/printer-profile.ts';
import { printStream } from '../../hardware/printer/print-stream.ts';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { openDemo, type Demo } from '../../main/demo/demo-site.ts';
import { roseBramble } from '../../main/demo/people/rose-bramble.ts';
import { playTour } from '../../main/demo/tour.ts';
import { bitmapToPng, pngToBitmap, samePicture } from '../../main/printing/bitmap-png.ts';
import { findBrowser } from '../../main/shells/loopback/browser.ts';
import { systemClock } from '../../main/shells/system-clock.ts';

let folder: string;
let demo: Demo;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tour-'));
  const opened = await openDemo({
    folder: join(folder, 'demo'),
    clock: systemClock,
    timer: systemTimer,
    random: (length) => new Uint8Array(randomBytes(length)),
    screen: { orientation: 'portrait', width: 1080, height: 1920, pixelPitch: 0.2745 },
    languages: ['en'],
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  demo = opened.value;
});

test.afterAll(async () => {
  await demo.stop();
  await rm(folder, { recursive: true });
});

test('reaches goodbye, leaves a picture of each screen and the slip, and nothing of the person on the disk', async () => {
  test.setTimeout(120_000);
  const toured = await playTour({
    demo,
    folder: join(folder, 'tour'),
    browser: (await findBrowser(process.env['PATH'] ?? '')) ?? 'chromium',
    asRoot: process.getuid?.() === 0,
  });
  expect(toured).toMatchObject({ ok: true });
  if (!toured.ok) return;
  const { pictures, slipPicture, slipBytes } = toured.value;
  expect(pictures.length).toBeGreaterThan(20);
  expect(pictures.at(-1)).toContain('goodbye');

  const profile = loadProfile(demo.site.printer.profile);
  if (!profile.ok) throw new Error('the demo has no printer');
  const printed = await printStream(await readFile(slipBytes), profile.value);
  expect(printed.report).toMatchObject({ unknownCommands: [], bytesLeft: 0, cuts: 1 });
  const saved = pngToBitmap(await readFile(slipPicture));
  expect(saved.ok && samePicture(saved.value, printed.picture)).toBe(true);

  // Beside the records that the demo brings itself: no file knows who was here.
  const forbidden = [roseBramble.nhsNumber, roseBramble.family, roseBramble.birthDate, 'Metformin', 'Hedgerow'];
  const files = await readdir(join(folder, 'demo'), { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile() && !entry.parentPath.endsWith('records'))) {
    const content = await readFile(join(file.parentPath, file.name));
    for (const word of forbidden) expect(content.includes(word), `${file.name} holds ${word}`).toBe(false);
  }
});

test('the bench shows the paper as it came out', async () => {
  const paper = demo.bench.paper();
  expect(paper).not.toBeNull();
  if (paper !== null) expect((await bitmapToPng(paper)).length).toBeGreaterThan(1000);
});
