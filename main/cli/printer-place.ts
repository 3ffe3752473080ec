/** Where a site's printer is, and what a probe of it found, in words for staff. */
import type { ByteTransport, PrinterProfile } from '../../hardware/ports.ts';
import type { ProbeFindings } from '../../hardware/printer/printer-probe.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import { createDeviceFileTransport } from '../../hardware/transports/device-file-transport.ts';
import { systemTimer } from '../../hardware/transports/system-timer.ts';
import { createTcpTransport } from '../../hardware/transports/tcp-transport.ts';
import { usbOfDevice } from '../../hardware/transports/usb-of-device.ts';
import { openProfile, sayProfileFault } from '../site/printer-profile.ts';
import type { Site } from '../site/site.ts';

export type NoPlace = { readonly kind: 'no-place'; readonly why: string };

export interface PrinterPlace {
  readonly transport: ByteTransport;
  readonly usb: string | null;
  /** What the site says that it is. */
  readonly claimed: { readonly name: string; readonly profile: PrinterProfile } | null;
}

/** Null where the site has the emulated printer. */
export async function placeOfSite({ printer: { connection, profile: name } }: Site): Promise<Result<PrinterPlace, NoPlace> | null> {
  const profile = await openProfile(name);
  if (!profile.ok) return failed({ kind: 'no-place', why: sayProfileFault(name, profile.error) });
  const claimed = { name, profile: profile.value };
  if (connection.transport === 'tcp') return ok({ transport: createTcpTransport({ ...connection, timer: systemTimer }), usb: null, claimed });
  if (connection.transport === 'emulator') return null;
  const serial = connection.transport === 'serial' ? { serial: { baud: connection.baud, flow: connection.flow } } : {};
  const transport = createDeviceFileTransport({ path: connection.path, timer: systemTimer, ...serial });
  return ok({ transport, usb: await usbOfDevice(connection.path), claimed });
}

/** For staff. Width and cutter cannot be asked of any printer: the test slip shows them. */
export function sayFindings(found: ProbeFindings): readonly string[] {
  const name = found.maker === null ? 'It does not say who it is' : `It calls itself ${found.maker} ${found.model ?? ''}`.trimEnd();
  const state = found.condition === null ? 'says nothing of its state' : `says that it is ${found.condition}`;
  const proof =
    found.asked === 'stopped'
      ? 'It is off line: what it can prove can be asked only when it is ready'
      : found.asked === 'unanswered'
        ? 'It did not answer a queued question: it is in the middle of something, or it can prove no print. Nothing more was asked of it'
        : found.processId
          ? 'It proves a print (GS ( H)'
          : 'It proves that it has worked through a print (GS r)';
  return [`${name}, and ${state}`, proof];
}

export function sayProbeFailure(kind: 'absent' | 'busy' | 'denied' | 'disconnected'): string {
  const words = {
    absent: 'There is no printer there',
    busy: 'Somebody else has the printer: a kiosk that runs, or CUPS',
    denied: 'This user may not use the printer: is it in the group lp (USB) or dialout (serial)?',
    disconnected: 'The printer broke off while it was asked',
  } as const;
  return words[kind];
}
