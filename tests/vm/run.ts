/**
 * `npm run test:vm`: the device contract over a real kernel. A small guest is made of Debian's packages, with scanners that
 * the kernel sees as HID devices and a printer at the end of a USB cable, and the kiosk's own device code runs in it,
 * as a user who is not root. The last line is `N passed, N failed`; where no guest is to be had, a line says why.
 * `--only TEXT` runs the checks whose name holds the text; `--accel kvm` uses the machine's own virtualisation.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleChecks } from './bundle-checks.ts';
import { kernelPackage, refreshLists, unpackPackages } from './debian-packages.ts';
import { packGuestImage } from './guest-image.ts';
import { runGuest } from './guest-machine.ts';
import { createGuestWatch } from './guest-watch.ts';
import { guestDone, readGuestLine } from './guest/guest-lines.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'out', 'vm');
const longestRun = 10 * 60_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Nothing was tested, which nobody may take for a success of the tests. */
function skip(why: string): never {
  say(`Kernel tests did not run: ${why}`);
  say('0 passed, 0 failed');
  process.exit(0);
}

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, accel: { type: 'string', default: 'tcg' } },
});
const accelerator = values.accel === 'kvm' ? 'kvm' : 'tcg';

if (process.platform !== 'linux' || process.arch !== 'x64') skip('the guest is made for Linux on x86-64 only');
mkdirSync(folder, { recursive: true });

const meta = 'linux-image-amd64';
const kernelName = kernelPackage(meta) ?? (refreshLists() ? kernelPackage(meta) : null);
if (kernelName === null) skip(`apt knows no ${meta}: on Debian, run apt-get update`);
const unpacked = unpackPackages({ only: [kernelName, 'busybox-static', 'coreutils', 'udev', 'qemu-system-x86'], whole: ['qemu-system-x86', 'udev'] }, folder);
if (!unpacked.ok) skip(`${unpacked.error.kind}: ${unpacked.error.detail}`);
const { folder: packages, names, downloaded } = unpacked.value;
const [kernel = ''] = readdirSync(join(packages, 'lib/modules'));
say(`Linux ${kernel}, ${names.length} packages${downloaded ? ' (fetched now)' : ''}`);

await bundleChecks(root, join(folder, 'checks'));
const packed = packGuestImage({ root, packages, kernel, node: process.execPath, checks: join(folder, 'checks', 'run-checks.mjs') });
if (!packed.ok) skip(`${packed.error.kind}: ${packed.error.detail}`);
const image = join(folder, 'guest.cpio');
writeFileSync(image, packed.value);

const total = { passed: 0, failed: 0 };
const watch = createGuestWatch(performance.now());
const stopping = new AbortController();
const began = performance.now();
let finished = false;
let tooLong: string | null = null;

const looking = setInterval(() => {
  const now = performance.now();
  tooLong ??= watch.overdue(now) ?? (now - began > longestRun ? `took more than ${longestRun / 60_000} minutes` : null);
  if (tooLong !== null) stopping.abort();
}, 1000);
const end = await runGuest({ packages, kernel, image, logs: folder, only: values.only, accelerator }, stopping.signal, (line) => {
  const said = readGuestLine(line);
  if (said === null) {
    finished ||= line.includes(guestDone);
    if (!line.includes('guest ')) say(`  ${line}`);
    return;
  }
  watch.heard(said, performance.now());
  if (said.type === 'begin') return;
  const { check } = said;
  total[check.error === null ? 'passed' : 'failed'] += 1;
  // Checks of different devices run at the same time.
  say(`  ${check.error === null ? 'ok    ' : 'FAILED'}  ${check.suite}: ${check.name} (${(check.ms / 1000).toFixed(1)} s)`);
  if (check.error !== null) say(check.error.replaceAll(/^/gm, '          '));
});
clearInterval(looking);
if (end.kind === 'not-started') skip(`qemu does not start: ${end.detail}`);

// A guest that stops in the middle is a failure of its own, whatever it had passed.
if (end.kind !== 'ended' || !finished || total.passed + total.failed === 0) {
  total.failed += 1;
  say(`\nFAILED  the guest ${reason()}`);
  for (const log of ['guest.log', 'kernel.log']) say(`\nThe end of out/vm/${log}:\n${lastLines(join(folder, log), 40)}`);
}
say(`\n${((performance.now() - began) / 1000).toFixed(0)} s in the guest`);
say(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function reason(): string {
  if (tooLong !== null) return tooLong;
  if (end.kind === 'broke') return end.detail;
  if (watch.running.length > 0) return `ended within ${watch.running.join(' and ')}`;
  return total.passed + total.failed === 0 ? `ran no check whose name holds "${values.only}"` : 'ended before its last check';
}

function lastLines(file: string, count: number): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text.trimEnd().split('\n').slice(-count).map((line) => `    ${line}`).join('\n');
}
