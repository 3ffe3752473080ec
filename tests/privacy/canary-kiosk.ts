/**
 * The demo kiosk as a process of its own, with canaries in its records. Lines on stdin play its bench;
 * lines on stdout say where it is and which screen it shows, and nothing else.
 *
 * node canary-kiosk.ts FOLDER DELAYS
 */
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { openDemo } from '../../main/demo/demo-site.ts';
import type { Delays } from '../../main/session/delays.ts';
import { servePage } from '../../main/shells/loopback/host.ts';
import { systemClock } from '../../main/shells/system-clock.ts';
import { canariesIn, putCanaries } from './canaries.ts';

const [folder = '', delays = '{}'] = process.argv.slice(2);
const tell = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`);

const opened = await openDemo({
  folder,
  clock: systemClock,
  timer: systemTimer,
  random: (length: number): Uint8Array => randomBytes(length),
  screen: { orientation: 'portrait', width: 1080, height: 1920, pixelPitch: 0.2745 },
  languages: ['en'],
  delays: JSON.parse(delays) as Partial<Delays>,
});
if (!opened.ok) throw new Error(`the demo does not open: ${opened.error.kind}`);
const demo = opened.value;
await putCanaries(folder);
const served = await servePage(demo.kiosk);
if (!served.ok) throw new Error('build the window first: npm run build');

demo.kiosk.onView((view) => tell({ screen: view.screen, canaries: canariesIn(JSON.stringify(view)).length }));
tell({ url: served.value.newEntryUrl() });
createInterface({ input: process.stdin }).on('line', (line) => {
  const [what = '', name = ''] = line.split(' ');
  if (what === 'hold') demo.bench.hold(name);
  if (what === 'press') demo.bench.press(name);
  if (what === 'stop') void served.value.close().then(() => demo.stop()).then(() => process.exit(0));
});
