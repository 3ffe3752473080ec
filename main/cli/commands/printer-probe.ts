import { chooseProfile, contradictions } from '../../../hardware/printer/choose-profile.ts';
import { probePrinter } from '../../../hardware/printer/printer-probe.ts';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { createDeviceFileTransport } from '../../../hardware/transports/device-file-transport.ts';
import { serialFlows, serialSpeeds } from '../../../hardware/transports/serial-line.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { createTcpTransport } from '../../../hardware/transports/tcp-transport.ts';
import { usbOfDevice } from '../../../hardware/transports/usb-of-device.ts';
import { loadSite } from '../../site/load-site.ts';
import { readArguments, wholeNumber } from '../arguments.ts';
import { placeOfSite, sayFindings, sayProbeFailure, type NoPlace, type PrinterPlace } from '../printer-place.ts';
import type { ExitCode, Terminal } from '../command.ts';

const options = { site: { type: 'string' }, tcp: { type: 'string' }, device: { type: 'string' }, baud: { type: 'string' }, flow: { type: 'string' } } as const;

export const probeUsage = 'printer probe --tcp HOST[:PORT] | --device PATH [--baud N [--flow rts-cts|xon-xoff|none]] | --site FILE';

/** What the printer proves about itself; prints nothing on paper. */
export async function probe(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const read = readArguments(args, options, []);
  const place = read.ok ? await placeOf(read.value.values) : failed({ kind: 'no-place' as const, why: read.error.wrong });
  if (!place.ok) {
    terminal.say(place.error.why);
    terminal.say(`kiosk ${probeUsage}`);
    return 2;
  }
  const { transport, usb, claimed } = place.value;
  const found = await probePrinter(transport, systemTimer);
  if (!found.ok) {
    terminal.answer({ error: found.error }, 'one-line');
    terminal.say(sayProbeFailure(found.error.kind));
    return 1;
  }
  const chosen = chooseProfile(found.value, { usb });
  const wrong = claimed === null ? [] : contradictions(claimed.profile, found.value);
  terminal.answer({ proved: found.value, usb, profile: chosen.name, because: chosen.because, doubts: chosen.doubts, fence: chosen.profile.fence, status: chosen.profile.status, site: claimed?.name ?? null, siteIsWrong: wrong });
  for (const line of sayFindings(found.value)) terminal.say(line);
  for (const line of wrong) terminal.say(`The site says ${claimed?.name ?? ''}, but ${line}`);
  return wrong.length > 0 ? 1 : 0;
}

type Values = { readonly [Name in keyof typeof options]?: string | undefined };

async function placeOf({ site, tcp, device, baud, flow = 'rts-cts' }: Values): Promise<Result<PrinterPlace, NoPlace>> {
  const wrong = (why: string) => failed({ kind: 'no-place' as const, why });
  if ([site, tcp, device].filter((value) => value !== undefined).length !== 1) return wrong('Say where the printer is: one of --tcp, --device and --site');
  if (tcp !== undefined) {
    const [, host = '', portText = '9100'] = /^(.+?)(?::(\d+))?$/.exec(tcp) ?? [];
    const port = wholeNumber(portText, 1, 65_535);
    if (host === '' || port === null) return wrong('--tcp takes HOST or HOST:PORT');
    return ok({ transport: createTcpTransport({ host, port, timer: systemTimer }), usb: null, claimed: null });
  }
  if (device !== undefined) {
    const usb = await usbOfDevice(device);
    if (baud === undefined) return ok({ transport: createDeviceFileTransport({ path: device, timer: systemTimer }), usb, claimed: null });
    const speed = serialSpeeds.find((known) => String(known) === baud);
    const held = serialFlows.find((known) => known === flow);
    if (speed === undefined || held === undefined) return wrong(`--baud is one of ${serialSpeeds.join(', ')}, --flow one of ${serialFlows.join(', ')}`);
    return ok({ transport: createDeviceFileTransport({ path: device, timer: systemTimer, serial: { baud: speed, flow: held } }), usb, claimed: null });
  }
  const loaded = await loadSite(site ?? '');
  if (!loaded.ok) return wrong(`${site ?? ''} cannot be used: ${loaded.error.kind}`);
  const place = await placeOfSite(loaded.value);
  return place === null ? wrong('The site has the emulated printer: there is nothing to ask') : place;
}
