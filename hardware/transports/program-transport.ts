/** A program of the site's that reads a device for us: started without a shell, with nothing of our environment, ended with us. */
import { spawn } from 'node:child_process';
import type { ProgramTransport, Timer } from '../ports.ts';
import { failed, ok } from '../result.ts';
import { watchDevices } from './watch-devices.ts';

export interface ProgramParts {
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  readonly timer: Timer;
  readonly platform: NodeJS.Platform;
  /** Device files whose coming is worth another try. */
  readonly names: RegExp;
}

/** A program that ends so soon found no device. */
const settleTime = 300;
/** What does not end when it is asked is ended. */
const endTime = 2000;

export function createProgramTransport({ command, timer, platform, names }: ProgramParts): ProgramTransport {
  const [name, ...args] = command;
  return {
    start: (onOutput, onEnded) =>
      new Promise((resolve) => {
        const program = spawn(name, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { PATH: '/usr/local/bin:/usr/bin:/bin' } });
        let over = false;
        let started = false;
        const end = (): Promise<void> =>
          new Promise((ended) => {
            over = true;
            if (program.exitCode !== null || program.signalCode !== null) {
              ended();
              return;
            }
            const cancel = timer.after(endTime, () => program.kill('SIGKILL'));
            program.once('exit', () => {
              cancel();
              ended();
            });
            program.kill('SIGTERM');
          });
        const begin = (): void => {
          if (started || over) return;
          started = true;
          cancelSettle();
          resolve(ok({ close: end }));
        };
        const cancelSettle = timer.after(settleTime, begin);
        program.once('error', (error: NodeJS.ErrnoException) => {
          if (over) return;
          over = true;
          cancelSettle();
          resolve(failed({ kind: error.code === 'EACCES' ? 'denied' : 'driver-missing' }));
        });
        program.stdout.on('data', (bytes: Buffer) => {
          begin();
          // A copy: the stream's own memory is used again.
          if (!over) onOutput(Uint8Array.from(bytes));
          bytes.fill(0);
        });
        program.once('close', () => {
          if (over) return;
          over = true;
          cancelSettle();
          if (started) onEnded();
          else resolve(failed({ kind: 'absent' }));
        });
      }),
    watch: watchDevices({ folders: ['/dev'], names, timer, platform }),
  };
}
