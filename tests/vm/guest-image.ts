/** The guest's first and only file system, in memory: tools, modules, Node, the kiosk's device code and the checks. */
import { lstatSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { failed, ok } from '../../hardware/result.ts';
import type { Result } from '../../hardware/result.ts';
import { file, folder, link, packCpio } from './cpio.ts';
import type { CpioEntry } from './cpio.ts';
import { builtInModules, dependenciesOf, listModules, loadOrder } from './kernel-modules.ts';
import { libraryFolder, librariesOf } from './needed-libraries.ts';
import { unpackModule } from './unpack-module.ts';

export type ImageFailure = { readonly kind: 'no-module' | 'no-library' | 'no-file'; readonly detail: string };

/** Scanners, serial scanner, printer, and the keyboard that a scanner in keyboard mode is. */
const modules = ['uhid', 'hid-generic', 'evdev', 'dummy_hcd', 'libcomposite', 'usb_f_printer', 'usblp', 'usb_f_acm', 'cdc-acm', 'configfs'] as const;

/** A port for the printer and one for the serial scanner. */
const parameters: Readonly<Record<string, string>> = { dummy_hcd: 'num=2' };

const passwords = 'root:x:0:0::/:/bin/sh\nkiosk:x:990:990::/:/bin/sh\n';
// The groups that Debian's own udev rules name.
const groups = ['root:x:0:', 'kiosk:x:990:', ...['lp', 'input', 'tty', 'dialout', 'disk', 'cdrom', 'tape', 'video', 'render', 'kvm', 'audio', 'sgx', 'kmem'].map((name, at) => `${name}:x:${100 + at}:`)].join('\n');

/** The bench's own end of the cable is nobody's business but the bench's. */
const benchRules = 'SUBSYSTEM=="usb_printer_gadget", MODE="0666"\nKERNEL=="g_printer*", MODE="0666"\n';

export interface ImageParts {
  readonly root: string;
  /** Debian's packages, unpacked. */
  readonly packages: string;
  /** The kernel's version, as its folder of modules is called. */
  readonly kernel: string;
  readonly node: string;
  /** The checks, bundled. */
  readonly checks: string;
}

export function packGuestImage({ root, packages, kernel, node, checks }: ImageParts): Result<Uint8Array, ImageFailure> {
  const modulesFolder = join(packages, 'lib/modules', kernel);
  const files = listModules(modulesFolder);
  const builtIn = builtInModules(modulesFolder);
  const unpacked = new Map<string, Uint8Array>();
  const order = loadOrder(
    modules.map((name) => name.replaceAll('-', '_')),
    (name) => {
      const path = files.get(name);
      if (path === undefined) return null;
      const bytes = unpackModule(path);
      unpacked.set(name, bytes);
      return dependenciesOf(bytes);
    },
  );
  for (const wanted of modules) {
    const name = wanted.replaceAll('-', '_');
    if (!unpacked.has(name) && !builtIn.has(name)) return failed({ kind: 'no-module', detail: `${wanted} of Linux ${kernel}` });
  }

  const addon = 'node_modules/node-hid/prebuilds/HID_hidraw-linux-x64/node-napi-v4.node';
  const busybox = join(packages, 'bin/busybox');
  const udev = join(packages, 'bin/udevadm');
  // What sets a serial line: the one that the kiosk has, not busybox's.
  const stty = join(packages, 'bin/stty');
  const libraries = librariesOf([node, join(root, addon), udev, stty], [join(packages, libraryFolder), join(packages, 'lib/x86_64-linux-gnu')]);
  const entries: CpioEntry[] = [
    ...['proc', 'sys', 'dev', 'run', 'tmp', 'usr/lib', 'bin', 'sbin'].map(folder),
    link('lib', 'usr/lib'),
    file('init', readFileSync(join(root, 'tests/vm/guest/init.sh')), 0o755),
    file('bin/busybox', readFileSync(busybox), 0o755),
    file('bin/node', readFileSync(node), 0o755),
    file('etc/passwd', passwords),
    file('etc/group', `${groups}\n`),
    file('modules/order', `${order.map((name) => `${name}.ko ${parameters[name] ?? ''}`).join('\n')}\n`),
    ...[...unpacked].map(([name, bytes]) => file(`modules/${name}.ko`, bytes)),
    // udev with Debian's own rules, as on the kiosk, and ours.
    file('bin/udevadm', readFileSync(udev), 0o755),
    file('usr/bin/stty', readFileSync(stty), 0o755),
    link('usr/lib/systemd/systemd-udevd', '/bin/udevadm'),
    ...filesUnder(join(packages, 'lib/udev/rules.d')).map((path) => file(`usr/lib/udev/rules.d/${basename(path)}`, readFileSync(path))),
    ...filesUnder(join(root, 'hardware/udev')).map((path) => file(`etc/udev/rules.d/${basename(path)}`, readFileSync(path))),
    file('etc/udev/rules.d/70-bench.rules', benchRules),
    file('kiosk/run-checks.mjs', readFileSync(checks)),
    ...['node_modules/node-hid/package.json', 'node_modules/node-hid/nodehid.js', 'node_modules/node-hid/binding-options.js', addon].map((path) => ofKioskFile(root, path)),
    ...ofKiosk(root, 'node_modules/pkg-prebuilds'),
  ];
  for (const [name, library] of libraries) {
    if (library === null) return failed({ kind: 'no-library', detail: name });
    entries.push(file(library.path, readFileSync(library.file), 0o755));
  }
  return ok(packCpio(entries));

  function ofKiosk(top: string, path: string): CpioEntry[] {
    return filesUnder(join(top, path)).map((one) => ofKioskFile(top, relative(top, one)));
  }
}

function ofKioskFile(root: string, path: string): CpioEntry {
  return file(`kiosk/${path}`, readFileSync(realpathSync(join(root, path))));
}

function filesUnder(path: string): string[] {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
