/** The way to the printer that a site names. */
import type { ByteTransport, Timer } from '../../hardware/ports.ts';
import { createPrinterEmulator } from '../../hardware/printer/printer-emulator.ts';
import { ok, type Result } from '../../hardware/result.ts';
import { createDeviceFileTransport } from '../../hardware/transports/device-file-transport.ts';
import { createTcpTransport } from '../../hardware/transports/tcp-transport.ts';
import { openProfile, type ProfileFault } from './printer-profile.ts';
import type { Site } from './site.ts';

export async function printerTransport({ printer: { profile: name, connection } }: Site, timer: Timer): Promise<Result<ByteTransport, ProfileFault>> {
  const profile = await openProfile(name);
  if (!profile.ok) return profile;
  if (connection.transport === 'tcp') return ok(createTcpTransport({ ...connection, timer }));
  if (connection.transport === 'device') return ok(createDeviceFileTransport({ path: connection.path, timer }));
  if (connection.transport === 'serial') {
    const { path, ...serial } = connection;
    return ok(createDeviceFileTransport({ path, serial, timer }));
  }
  return ok(createPrinterEmulator({ profile: profile.value, timer }));
}
