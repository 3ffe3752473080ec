/**
 * `npm run test:vm`: the device contract over a real kernel. A small guest is made of Debian's packages, with scanners that
 * the kernel sees as HID devices and a printer at the end of a USB cable, and the kiosk's own device code runs in it,
 * as a user who is not root. The last line is `N passed, N failed`; where no guest is to be had, a line says why.
 * `--only TEXT` runs the checks whose name holds the text; `--accel kvm` uses the machine's own virtualisation.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleChecks } from './bundle-checks.ts';
import { kernelPackage, refreshLists, unpackPackages } from './debian-packages.ts';
import { packGuestImage } from './guest-image.ts';
import { runGuest } from './guest-machine.ts';
import { readGuestLine } from './guest/guest-lines.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'out', 'vm');
const longestRun = 10 * 60_000;
/** Said last by a guest that has run all that it was asked to. */
const done = 'guest done';

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
const unpacked = unpackPackages({ only: [kernelName, 'busybox-static', 'udev', 'qemu-system-x86'], whole: ['qemu-system-x86', 'udev'] }, folder);
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
let suite = '';
let finished = false;
const end = await runGuest({ packages, kernel, image, logs: folder, only: values.only, accelerator }, longestRun, (line) => {
  const result = readGuestLine(line);
  if (result === null) {
    finished ||= line.includes(done);
    if (!line.includes('guest ')) say(`  ${line}`);
    return;
  }
  if (result.suite !== suite) say(`\n${result.suite}`);
  suite = result.suite;
  total[result.error === null ? 'passed' : 'failed'] += 1;
  say(`  ${result.error === null ? 'ok    ' : 'FAILED'}  ${result.name} (${(result.ms / 1000).toFixed(1)} s)`);
  if (result.error !== null) say(result.error.replaceAll(/^/gm, '          '));
});

// A guest that stops in the middle is a failure of its own, whatever it had passed.
if (end !== 'ended' || !finished || total.passed + total.failed === 0) {
  total.failed += 1;
  say(`FAILED  the guest ${end === 'ended' ? 'ended before its last check' : end}: see out/vm/kernel.log and out/vm/guest.log`);
}
say(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
