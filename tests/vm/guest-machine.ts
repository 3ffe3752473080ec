/** Starts the guest in qemu and hears what it says, line by line, until it ends or takes too long. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { libraryFolder } from './needed-libraries.ts';

export interface GuestMachine {
  readonly packages: string;
  readonly kernel: string;
  readonly image: string;
  /** For what the kernel and the guest say. */
  readonly logs: string;
  /** Only checks whose name holds this. */
  readonly only: string;
  readonly accelerator: 'tcg' | 'kvm';
}

export type GuestEnd = 'ended' | 'timed-out' | 'not-started';

export async function runGuest(machine: GuestMachine, longest: number, onLine: (line: string) => void): Promise<GuestEnd> {
  const { packages, kernel, image, logs, only, accelerator } = machine;
  const speed = accelerator === 'kvm' ? ['-accel', 'kvm', '-cpu', 'host'] : ['-accel', 'tcg,thread=multi', '-cpu', 'max'];
  const firmware = ['usr/share/qemu', 'usr/share/seabios'].flatMap((folder) => ['-L', join(packages, folder)]);
  const args = [
    ...firmware,
    ...speed,
    ...['-smp', '2', '-m', '1G', '-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ...['-kernel', join(packages, 'boot', `vmlinuz-${kernel}`), '-initrd', image],
    ...['-append', `console=ttyS0 quiet loglevel=4 panic=-1 mitigations=off only=${encodeURIComponent(only)}`],
    // The kernel speaks on the first line, the checks on the second.
    ...['-serial', `file:${join(logs, 'kernel.log')}`, '-serial', 'stdio'],
  ];
  const folders = [libraryFolder, 'lib/x86_64-linux-gnu'].map((folder) => join(packages, folder));
  const environment = { ...process.env, LD_LIBRARY_PATH: folders.join(':'), QEMU_MODULE_DIR: join(packages, libraryFolder, 'qemu') };
  const child = spawn(join(packages, 'usr/bin/qemu-system-x86_64'), args, { stdio: ['ignore', 'pipe', 'inherit'], env: environment });
  const ended = new Promise<GuestEnd>((resolve) => {
    child.on('error', () => resolve('not-started'));
    child.on('exit', (code) => resolve(code === 0 ? 'ended' : 'timed-out'));
  });
  const log = createWriteStream(join(logs, 'guest.log'));
  const giveUp = setTimeout(() => child.kill('SIGKILL'), longest);
  const interrupted = (): void => void child.kill('SIGKILL');
  process.once('SIGTERM', interrupted);
  for await (const line of createInterface({ input: child.stdout })) {
    log.write(`${line}\n`);
    onLine(line);
  }
  clearTimeout(giveUp);
  process.off('SIGTERM', interrupted);
  log.end();
  return ended;
}
