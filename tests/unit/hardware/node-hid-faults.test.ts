/** What node-hid 3.4 does that a driver must not feel; each was seen over a kernel's own devices. */
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, it, vi } from 'vitest';
import { createNodeHidTransport } from '../../../hardware/transports/node-hid-transport.ts';
import { systemTimer as timer } from '../../../hardware/transports/system-timer.ts';

/** Anything that is there. */
const path = fileURLToPath(import.meta.url);
const stack = { refusals: 0, opens: 0, threwInTick: false };

vi.doMock('node-hid', () => {
  class HIDAsync extends EventEmitter {
    #closed = false;

    constructor() {
      super();
      // As the real one: it begins to read a tick after it has a listener.
      this.on('newListener', (event) => {
        if (event === 'data') process.nextTick(() => (stack.threwInTick ||= this.#closed));
      });
    }

    static async open(): Promise<HIDAsync> {
      stack.opens += 1;
      if (stack.opens <= stack.refusals) throw new Error("Failed to open a device with path '/dev/hidraw0': Permission denied");
      return new HIDAsync();
    }

    async close(): Promise<void> {
      this.#closed = true;
    }
  }
  return { HIDAsync, devicesAsync: async () => [] };
});

beforeEach(() => {
  Object.assign(stack, { refusals: 0, opens: 0, threwInTick: false });
});

it('is not closed before it has begun to read: that throws where nobody can catch it', async () => {
  const transport = createNodeHidTransport({ timer, platform: 'linux' });
  const opened = await transport.open(path, () => {}, () => {});
  if (!opened.ok) throw new Error(opened.error.kind);
  await opened.value.close();
  await new Promise((resolve) => setImmediate(resolve));
  expect(stack.threwInTick).toBe(false);
});

it('a device that is not the kiosk’s is denied, and can be opened once it is', async () => {
  const transport = createNodeHidTransport({ timer, platform: 'linux' });
  stack.refusals = 1;
  expect(await transport.open(path, () => {}, () => {})).toEqual({ ok: false, error: { kind: 'denied' } });
  const granted = await transport.open(path, () => {}, () => {});
  if (!granted.ok) throw new Error(granted.error.kind);
  await granted.value.close();
});
