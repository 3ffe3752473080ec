/** What `kiosk doctor` says of readers: those of the site as they are now, and scanners that could type into the window. */
import type { Reader, ReaderEvent, Timer } from '../../hardware/ports.ts';
import { isScannerMaker } from '../../hardware/reader/scanner-match.ts';
import { createInputDeviceTransport } from '../../hardware/transports/input-device-transport.ts';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { openReader } from '../site/open-reader.ts';
import type { Site } from '../site/site.ts';
import type { Finding } from '../session/ports.ts';

type Condition = Extract<ReaderEvent, { readonly type: 'condition' }>;

/** An adapter program or a line may take a moment. */
const answerTime = 4000;

export async function examineReaders(site: Site): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  // One after the other: two of them may want the same device.
  for (const setting of site.reader) {
    const name = `reader ${setting.kind}`;
    if (setting.kind === 'emulator') found.push({ name, state: 'warning', says: 'An emulator: no device is asked' });
    else found.push({ name, ...readerFinding(await firstCondition(openReader([setting], { timer: systemTimer, platform: process.platform }), systemTimer)) });
  }
  return [...found, ...(await typingScanners())];
}

/** How a reader is, once it knows; null where it does not say within a few seconds. */
export function firstCondition(reader: Reader, timer: Timer): Promise<Condition | null> {
  return new Promise((resolve) => {
    let stop = (): void => {};
    let answered = false;
    const answer = (condition: Condition | null): void => {
      if (answered) return;
      answered = true;
      cancel();
      stop();
      resolve(condition);
    };
    const cancel = timer.after(answerTime, () => answer(null));
    stop = reader.listen((event) => {
      // What is held to it meanwhile is somebody's, and not looked at.
      if (event.type === 'condition') answer(event);
    });
    if (answered) stop();
  });
}

export function readerFinding(event: Condition | null): Pick<Finding, 'state' | 'says'> {
  switch (event?.condition) {
    case undefined:
      return { state: 'bad', says: 'It does not answer' };
    case 'ready':
      return { state: 'good', says: 'Ready' };
    case 'keyboard-mode':
      return { state: 'warning', says: 'It works in keyboard mode, which loses GS and letters beyond ASCII: ask for HID POS mode' };
    case 'absent':
      return { state: 'bad', says: 'It is not plugged in' };
    case 'denied':
      return { state: 'bad', says: 'This user may not open it: its udev rule is missing' };
    case 'busy':
      return { state: 'warning', says: 'Another program has it; a kiosk that is running, for one' };
    case 'not-fenced':
      return { state: 'bad', says: 'Its keys could reach the window, so it is not used: its udev rule is missing' };
    case 'driver-missing':
      return { state: 'bad', says: 'Its driver does not load: sudo apt-get install libusb-1.0-0, or its adapter program is missing' };
    case 'wrong-mode': {
      const { found } = event;
      if (found === undefined) return { state: 'bad', says: 'It is in the wrong mode' };
      const guide = found.maker === null ? 'its guide' : `the ${found.maker} guide`;
      return { state: 'bad', says: `It is set to ${found.mode} mode: scan the barcode "${found.setupCode}" in ${guide}, then plug it in again` };
    }
  }
}

/** Also where the site asks for HID POS: a scanner that falls back to its factory setting types into the window. */
async function typingScanners(): Promise<readonly Finding[]> {
  const transport = createInputDeviceTransport({ timer: systemTimer, platform: process.platform, architecture: process.arch });
  const open = ((await transport.keyboards()) ?? []).filter(({ vendorId, fenced }) => isScannerMaker(vendorId) && !fenced);
  return open.map(({ product, path }) => ({
    name: 'reader fence',
    state: 'bad',
    says: `${product} at ${path} types into the window: its udev rule is missing`,
  }));
}
