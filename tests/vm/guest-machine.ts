/** Starts the guest in qemu and hears what it says, line by line, until it ends or is stopped. */
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

export type GuestEnd =
  | { readonly kind: 'ended' }
  /** qemu is there and cannot be run. */
  | { readonly kind: 'not-started'; readonly detail: string }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broke'; readonly detail: string };

/** A kernel that is broken says so and ends, instead of going on with what is left of it. */
const endsWhenBroken = 'oops=panic panic=-1 softlockup_panic=1 hung_task_panic=1 sysctl.kernel.hung_task_timeout_secs=60';

export async function runGuest(machine: GuestMachine, stop: AbortSignal, onLine: (line: string) => void): Promise<GuestEnd> {
  const { packages, kernel, image, logs, only, accelerator } = machine;
  const speed = accelerator === 'kvm' ? ['-accel', 'kvm', '-cpu', 'host'] : ['-accel', 'tcg,thread=multi', '-cpu', 'max'];
  const firmware = ['usr/share/qemu', 'usr/share/seabios'].flatMap((folder) => ['-L', join(packages, folder)]);
  const args = [
    ...firmware,
    ...speed,
    ...['-smp', '2', '-m', '1G', '-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ...['-kernel', join(packages, 'boot', `vmlinuz-${kernel}`), '-initrd', image],
    ...['-append', `console=ttyS0 quiet loglevel=4 ${endsWhenBroken} mitigations=off only=${encodeURIComponent(only)}`],
    // The kernel speaks on the first line, the checks on the second.
    ...['-serial', `file:${join(logs, 'kernel.log')}`, '-serial', 'stdio'],
  ];
  const folders = [libraryFolder, 'lib/x86_64-linux-gnu'].map((folder) => join(packages, folder));
  const environment = { ...process.env, LD_LIBRARY_PATH: folders.join(':'), QEMU_MODULE_DIR: join(packages, libraryFolder, 'qemu') };
  const child = spawn(join(packages, 'usr/bin/qemu-system-x86_64'), args, { stdio: ['ignore', 'pipe', 'inherit'], env: environment });
  const ended = new Promise<GuestEnd>((resolve) => {
    child.on('error', (error) => resolve({ kind: 'not-started', detail: error.message }));
    child.on('exit', (code, signal) => {
      if (stop.aborted) resolve({ kind: 'stopped' });
      else resolve(code === 0 ? { kind: 'ended' } : { kind: 'broke', detail: `qemu ended with ${signal ?? code}` });
    });
  });
  const log = createWriteStream(join(logs, 'guest.log'));
  const kill = (): void => void child.kill('SIGKILL');
  stop.addEventListener('abort', kill);
  process.once('SIGTERM', kill);
  for await (const line of createInterface({ input: child.stdout })) {
    log.write(`${line}\n`);
    onLine(line);
  }
  const end = await ended;
  stop.removeEventListener('abort', kill);
  process.off('SIGTERM', kill);
  log.end();
  return end;
}
