import { describe, expect, it } from 'vitest';
import { createNodeHidTransport } from '../../../hardware/transports/node-hid-transport.ts';
import { systemTimer as timer } from '../../../hardware/transports/system-timer.ts';

describe('the HID stack of this machine', () => {
  it('lists devices or says that its driver is missing, and never throws', async () => {
    const transport = createNodeHidTransport({ timer, platform: process.platform });
    const devices = await transport.devices();
    if (devices.ok) expect(devices.value.every((device) => device.path !== '')).toBe(true);
    else expect(devices.error.kind).toBe('driver-missing');
    const opened = await transport.open('/dev/hidraw-no-such', () => {}, () => {});
    expect(opened).toEqual({ ok: false, error: { kind: 'absent' } });
    const stop = transport.watch(() => {});
    stop();
  });
});
