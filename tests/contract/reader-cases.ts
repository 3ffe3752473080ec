/** What every kind of reader must do, over its emulator or over a device of a real kernel. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Reader, ReaderEvent } from '../../hardware/ports.ts';
import { sameCodePause } from '../../hardware/reader/same-code.ts';
import { until, type BenchTime, type Check } from './check.ts';

/** A reader on a bench: what can be held to it and done to it. Plugged in at the start. */
export interface ReaderRig extends BenchTime {
  readonly reader: Reader;
  /** What a reader of this kind is when it works. */
  readonly works: 'ready' | 'keyboard-mode';
  /** What it says of the symbology of the codes that this rig holds to it. */
  readonly aim: string | null;
  /** What it can carry: the longest code in bytes, and which bytes beside printable ASCII. */
  readonly carries: { readonly longest: number; readonly groupSeparator: boolean; readonly utf8: boolean };
  hold(code: string): void | Promise<void>;
  /** Begins a code and pulls the plug before its end; null where a code comes in one piece. */
  readonly tear: ((code: string) => void | Promise<void>) | null;
  /** Whether what came of a torn code surely reaches the kiosk: with the plug goes what a kernel had not yet handed over. */
  readonly tornIsTold: boolean;
  plug(): void | Promise<void>;
  unplug(): void | Promise<void>;
  /** Devices that are open; null where that cannot be counted. */
  readonly openHandles: (() => number) | null;
}

/** A plug, a kernel, a udev rule and the driver's second look lie between an act and what is heard of it. */
const patience = 10_000;
/** Long enough for a second, wrong event to come. */
const quiet = 150;
/** Long enough for the same code to count again. */
const away = sameCodePause + 300;

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

export function told(event: ReaderEvent): string {
  if (event.type === 'scan') return `scan ${event.scan.aim} ${text(event.scan.bytes)}`;
  return event.type === 'condition' ? event.condition : event.type;
}

/** What is heard of a reader, piece by piece. */
export interface Hearing {
  /** Exactly these, and nothing after them. */
  hears(...expected: readonly string[]): Promise<void>;
  /** Whatever lies between; gives all of it. */
  comesTo(last: string): Promise<readonly string[]>;
  stop(): void;
}

export function listenTo(rig: BenchTime & { readonly reader: Reader }, tell: (event: ReaderEvent) => string = told): Hearing {
  const heard: string[] = [];
  const stop = rig.reader.listen((event) => heard.push(tell(event)));
  async function take(reached: () => boolean, what: string): Promise<readonly string[]> {
    // Said below, with what came instead.
    await until(rig, what, reached, patience).catch(() => {});
    await rig.pass(quiet);
    return heard.splice(0);
  }
  return {
    async hears(...expected) {
      deepEqual(await take(() => heard.length >= expected.length, 'hears'), expected);
    },
    async comesTo(last) {
      const came = await take(() => heard.at(-1) === last, 'comes');
      equal(came.at(-1), last, `heard ${came.join(', ')}`);
      return came;
    },
    stop,
  };
}

export async function letsGo(rig: BenchTime & { readonly openHandles: (() => number) | null }): Promise<void> {
  const { openHandles } = rig;
  await rig.pass(100);
  if (openHandles !== null) await until(rig, 'a reader that was stopped holds nothing open', () => openHandles() === 0, patience);
}

function listening(name: string, act: (kiosk: Hearing, rig: ReaderRig) => Promise<void>): Check<ReaderRig> {
  return {
    name,
    async run(rig) {
      const kiosk = listenTo(rig);
      try {
        await kiosk.hears(rig.works);
        await act(kiosk, rig);
      } finally {
        kiosk.stop();
      }
      await letsGo(rig);
    },
  };
}

export const readerCases: readonly Check<ReaderRig>[] = [
  listening('says once that it works, and gives a code with its bytes and its symbology', async (kiosk, rig) => {
    await rig.hold('HELLO-9434765919');
    await kiosk.hears(`scan ${rig.aim} HELLO-9434765919`);
  }),

  listening('reads the longest code that it carries whole, and a short one after it', async (kiosk, rig) => {
    const longest = 'LONG1'.repeat(1000).slice(0, rig.carries.longest);
    for (const code of [longest, 'SHORT']) {
      await rig.hold(code);
      await kiosk.hears(`scan ${rig.aim} ${code}`);
    }
  }),

  listening('keeps what it says that it carries: GS of a GS1 code, letters beyond ASCII', async (kiosk, rig) => {
    const codes = [
      ...(rig.carries.groupSeparator ? ['0109501101530003\u001d17261231'] : []),
      ...(rig.carries.utf8 ? ['Zoë Ŵyn 漢字'] : []),
    ];
    for (const code of codes) {
      await rig.hold(code);
      await kiosk.hears(`scan ${rig.aim} ${code}`);
    }
  }),

  listening('counts a code once while it stays, and again after it was away', async (kiosk, rig) => {
    await rig.hold('SAME');
    await kiosk.hears(`scan ${rig.aim} SAME`);
    for (let again = 0; again < 2; again += 1) {
      await rig.hold('SAME');
      await rig.pass(300);
    }
    await rig.pass(away);
    await kiosk.hears();
    await rig.hold('SAME');
    await kiosk.hears(`scan ${rig.aim} SAME`);
  }),

  listening('reads ten codes one after the other, in order', async (kiosk, rig) => {
    const codes = Array.from({ length: 10 }, (_, at) => `CODE-${at}`);
    for (const code of codes) {
      await rig.hold(code);
      await rig.pass(400);
    }
    await kiosk.hears(...codes.map((code) => `scan ${rig.aim} ${code}`));
  }),

  listening('never joins half a code of one person to the code of the next', async (kiosk, rig) => {
    if (rig.tear === null) return;
    await rig.tear('FIRST-PERSON-'.repeat(12));
    const heard = await kiosk.comesTo('absent');
    deepEqual(rig.tornIsTold ? heard : heard.filter((one) => one !== 'misread'), rig.tornIsTold ? ['misread', 'absent'] : ['absent']);
    await rig.plug();
    await kiosk.hears(rig.works);
    await rig.hold('SECOND');
    await kiosk.hears(`scan ${rig.aim} SECOND`);
  }),

  listening('goes and comes with its plug, three times, with one device open and each code once', async (kiosk, rig) => {
    for (let time = 0; time < 3; time += 1) {
      await rig.unplug();
      await kiosk.hears('absent');
      if (rig.openHandles !== null) equal(rig.openHandles(), 0, 'a dead handle stays open');
      await rig.plug();
      await kiosk.hears(rig.works);
      if (rig.openHandles !== null) equal(rig.openHandles(), 1);
      await rig.hold(`AGAIN-${time}`);
      await kiosk.hears(`scan ${rig.aim} AGAIN-${time}`);
    }
  }),

  listening('comes back from a plug that lost its hold for a moment', async (kiosk, rig) => {
    await rig.unplug();
    await rig.plug();
    await kiosk.comesTo(rig.works);
    await rig.hold('STILL HERE');
    await kiosk.hears(`scan ${rig.aim} STILL HERE`);
  }),

  {
    name: 'is absent when it is not there at the start, and works when it comes',
    async run(rig) {
      await rig.unplug();
      const kiosk = listenTo(rig);
      try {
        await kiosk.hears('absent');
        await rig.plug();
        await kiosk.hears(rig.works);
        await rig.hold('LATE');
        await kiosk.hears(`scan ${rig.aim} LATE`);
      } finally {
        kiosk.stop();
      }
      await letsGo(rig);
    },
  },

  listening('opens its device once for two listeners, tells both, and the second what is so already', async (kiosk, rig) => {
    const second = listenTo(rig);
    await second.hears(rig.works);
    await rig.hold('BOTH');
    await second.hears(`scan ${rig.aim} BOTH`);
    await kiosk.hears(`scan ${rig.aim} BOTH`);
    second.stop();
    await rig.pass(quiet);
    if (rig.openHandles !== null) equal(rig.openHandles(), 1);
  }),

  listening('says nothing and holds nothing after it was stopped, and works again when it is listened to again', async (kiosk, rig) => {
    kiosk.stop();
    await letsGo(rig);
    await rig.hold('NOBODY LISTENS');
    await kiosk.hears();
    await rig.pass(500);
    const again = listenTo(rig);
    await again.comesTo(rig.works);
    await rig.hold('BACK');
    const heard = await again.comesTo(`scan ${rig.aim} BACK`);
    again.stop();
    ok(!heard.includes(`scan ${rig.aim} NOBODY LISTENS`));
  }),
];
