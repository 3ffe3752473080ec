import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDeviceFileTransport } from '../../../hardware/transports/device-file-transport.ts';
import { prepareSerialLine, sttyArguments } from '../../../hardware/transports/serial-line.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';

describe('a serial line', () => {
  it('is raw, at its speed, and held back as the cable can', () => {
    const line = (flow: 'rts-cts' | 'xon-xoff' | 'none') => sttyArguments('/dev/ttyS0', { baud: 38_400, flow }, 'linux').join(' ');
    const raw = '-F /dev/ttyS0 38400 raw -echo cs8 -parenb -cstopb clocal cread';
    expect(line('rts-cts')).toBe(`${raw} crtscts -ixon -ixoff`);
    expect(line('xon-xoff')).toBe(`${raw} -crtscts ixon -ixoff`);
    expect(line('none')).toBe(`${raw} -crtscts -ixon -ixoff`);
    expect(sttyArguments('/dev/cu.usbserial', { baud: 9600, flow: 'none' }, 'darwin')[0]).toBe('-f');
  });

  it('that is not there, or is no line, is absent', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'serial-'));
    const file = join(folder, 'not-a-line');
    await writeFile(file, '');
    expect(await prepareSerialLine(join(folder, 'none'), { baud: 9600, flow: 'none' })).toEqual({ ok: false, error: { kind: 'absent' } });
    expect(await prepareSerialLine(file, { baud: 9600, flow: 'none' })).toEqual({ ok: false, error: { kind: 'absent' } });
    const transport = createDeviceFileTransport({ path: file, timer: systemTimer, serial: { baud: 9600, flow: 'rts-cts' } });
    expect(await transport.open(() => {}, () => {})).toEqual({ ok: false, error: { kind: 'absent' } });
    await rm(folder, { recursive: true });
  });
});
