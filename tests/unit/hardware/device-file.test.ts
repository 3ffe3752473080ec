import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDeviceFileTransport } from '../../../hardware/transports/device-file-transport.ts';
import { systemTimer as timer } from '../../../hardware/transports/system-timer.ts';

describe('a device file', () => {
  it('is absent where there is none', async () => {
    const opened = await createDeviceFileTransport({ path: '/dev/usb/no-such-printer', timer }).open(() => {}, () => {});
    expect(opened).toEqual({ ok: false, error: { kind: 'absent' } });
  });

  // A named pipe opened for both directions takes 64 KiB, then says EAGAIN, and gives back what it took.
  it('takes more than it has room for, in order, as room comes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'device-file-'));
    try {
      const path = join(folder, 'pipe');
      execFileSync('mkfifo', [path]);
      const sent = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 31 + (at >> 8)) & 0xff);
      const back: number[] = [];
      const opened = await createDeviceFileTransport({ path, timer }).open((bytes) => back.push(...bytes), () => {});
      if (!opened.ok) throw new Error(opened.error.kind);
      const writes = [];
      for (let at = 0; at < sent.length; at += 4096) writes.push(opened.value.write(sent.subarray(at, at + 4096)));
      expect((await Promise.all(writes)).every((write) => write.ok)).toBe(true);
      while (back.length < sent.length) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(Uint8Array.from(back)).toEqual(sent);
      await opened.value.close();
      expect(await opened.value.write(sent)).toEqual({ ok: false, error: { kind: 'disconnected' } });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  // usblp has one owner: a job that follows a question for the status was refused, because the handle was still open.
  it('is no longer open when it is closed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'device-file-'));
    try {
      const path = join(folder, 'pipe');
      execFileSync('mkfifo', [path]);
      for (let time = 0; time < 20; time += 1) {
        const opened = await createDeviceFileTransport({ path, timer }).open(() => {}, () => {});
        if (!opened.ok) throw new Error(opened.error.kind);
        void opened.value.write(new Uint8Array(100_000));
        await opened.value.close();
        const files = readdirSync('/proc/self/fd').map((file) => `/proc/self/fd/${file}`);
        expect(files.filter(existsSync).map((file) => readlinkSync(file))).not.toContain(path);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
