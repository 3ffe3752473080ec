/** A demo kiosk as a process of its own, for timing its start: says the address of its page and stays. */
import { randomBytes } from 'node:crypto';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { openDemo } from '../../main/demo/demo-site.ts';
import { servePage } from '../../main/shells/loopback/host.ts';
import { systemClock } from '../../main/shells/system-clock.ts';

const demo = await openDemo({
  folder: process.argv[2] ?? '',
  clock: systemClock,
  timer: systemTimer,
  random: (length: number): Uint8Array => randomBytes(length),
  screen: { orientation: 'portrait', width: 1080, height: 1920, pixelPitch: 0.2745 },
  languages: ['en'],
});
if (!demo.ok) throw new Error(`the demo does not open: ${demo.error.kind}`);
const served = await servePage(demo.value.kiosk);
if (!served.ok) throw new Error('build the window first: npm run build');
process.stdout.write(`${served.value.newEntryUrl()}\n`);
