/**
 * What every kind of reader must do, over its emulator or over a real device file: plain cases without a test runner,
 * so that a guest with nothing but Node can run them too. A case throws where the reader is not as it must be.
 */
import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Reader, ReaderEvent } from '../../hardware/ports.ts';

/** A reader on a bench: what can be held to it and done to it. */
export interface ReaderRig {
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
  plug(): void | Promise<void>;
  unplug(): void | Promise<void>;
  /** Devices that are open; null where that cannot be counted. */
  readonly openHandles: (() => number) | null;
  /** Lets so many milliseconds pass, and whatever follows from them. */
  pass(milliseconds: number): Promise<void>;
}

export interface ReaderCase {
  readonly name: string;
  run(rig: ReaderRig): Promise<void>;
}

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

export function told(event: ReaderEvent): string {
  if (event.type === 'scan') return `scan ${event.scan.aim} ${text(event.scan.bytes)}`;
  return event.type === 'condition' ? event.condition : event.type;
}

async function listening(rig: ReaderRig, act: (heard: string[]) => Promise<void>): Promise<void> {
  const heard: string[] = [];
  const stop = rig.reader.listen((event) => heard.push(told(event)));
  try {
    await rig.pass(500);
    await act(heard);
  } finally {
    stop();
    await rig.pass(100);
  }
  if (rig.openHandles !== null) equal(rig.openHandles(), 0, 'a reader that was stopped holds nothing open');
}

/** Long enough for the same code to count again, and for half a code to be dropped. */
const away = 2000;

export const readerCases: readonly ReaderCase[] = [
  {
    name: 'says once that it works, and gives a code with its bytes and its symbology',
    run: (rig) =>
      listening(rig, async (heard) => {
        await rig.hold('HELLO-9434765919');
        await rig.pass(500);
        deepEqual(heard, [rig.works, `scan ${rig.aim} HELLO-9434765919`]);
      }),
  },
  {
    name: 'reads the longest code that it carries whole, and a short one after it',
    run: (rig) =>
      listening(rig, async (heard) => {
        const longest = 'LONG1'.repeat(1000).slice(0, rig.carries.longest);
        await rig.hold(longest);
        await rig.pass(away);
        await rig.hold('SHORT');
        await rig.pass(500);
        deepEqual(heard, [rig.works, `scan ${rig.aim} ${longest}`, `scan ${rig.aim} SHORT`]);
      }),
  },
  {
    name: 'keeps what it says that it carries: GS of a GS1 code, letters beyond ASCII',
    run: (rig) =>
      listening(rig, async (heard) => {
        const codes = [
          ...(rig.carries.groupSeparator ? ['0109501101530003\u001d17261231'] : []),
          ...(rig.carries.utf8 ? ['Zoë Ŵyn 漢字'] : []),
        ];
        for (const code of codes) {
          await rig.hold(code);
          await rig.pass(away);
        }
        deepEqual(heard, [rig.works, ...codes.map((code) => `scan ${rig.aim} ${code}`)]);
      }),
  },
  {
    name: 'counts a code once while it stays, and again after it was away',
    run: (rig) =>
      listening(rig, async (heard) => {
        await rig.hold('SAME');
        await rig.pass(300);
        await rig.hold('SAME');
        await rig.pass(away);
        await rig.hold('SAME');
        await rig.pass(500);
        deepEqual(heard, [rig.works, `scan ${rig.aim} SAME`, `scan ${rig.aim} SAME`]);
      }),
  },
  {
    name: 'reads ten codes one after the other, in order',
    run: (rig) =>
      listening(rig, async (heard) => {
        const codes = Array.from({ length: 10 }, (_, at) => `CODE-${at}`);
        for (const code of codes) {
          await rig.hold(code);
          await rig.pass(400);
        }
        deepEqual(heard, [rig.works, ...codes.map((code) => `scan ${rig.aim} ${code}`)]);
      }),
  },
  {
    name: 'never joins half a code of one person to the code of the next',
    run: async (rig) => {
      if (rig.tear === null) return;
      const { tear } = rig;
      await listening(rig, async (heard) => {
        await tear('FIRST-PERSON-'.repeat(12));
        await rig.pass(500);
        await rig.plug();
        await rig.pass(500);
        await rig.hold('SECOND');
        await rig.pass(500);
        deepEqual(heard, [rig.works, 'misread', 'absent', rig.works, `scan ${rig.aim} SECOND`]);
      });
    },
  },
  {
    name: 'goes and comes with its plug, five times, with one device open and each code once',
    run: (rig) =>
      listening(rig, async (heard) => {
        const expected: string[] = [rig.works];
        for (let time = 0; time < 5; time += 1) {
          await rig.unplug();
          await rig.pass(500);
          await rig.plug();
          await rig.pass(500);
          await rig.hold(`AGAIN-${time}`);
          await rig.pass(500);
          expected.push('absent', rig.works, `scan ${rig.aim} AGAIN-${time}`);
          if (rig.openHandles !== null) equal(rig.openHandles(), 1);
        }
        deepEqual(heard, expected);
      }),
  },
  {
    name: 'is absent when it is not there at the start, and works when it comes',
    run: async (rig) => {
      await rig.unplug();
      await listening(rig, async (heard) => {
        await rig.plug();
        await rig.pass(500);
        await rig.hold('LATE');
        await rig.pass(500);
        deepEqual(heard, ['absent', rig.works, `scan ${rig.aim} LATE`]);
      });
    },
  },
  {
    name: 'opens its device once for two listeners, tells both, and the second what is so already',
    run: (rig) =>
      listening(rig, async (heard) => {
        const second: string[] = [];
        const stop = rig.reader.listen((event) => second.push(told(event)));
        await rig.hold('BOTH');
        await rig.pass(500);
        stop();
        if (rig.openHandles !== null) equal(rig.openHandles(), 1);
        deepEqual(second, [rig.works, `scan ${rig.aim} BOTH`]);
        deepEqual(heard, [rig.works, `scan ${rig.aim} BOTH`]);
      }),
  },
  {
    name: 'says nothing after it was stopped, and works again when it is listened to again',
    run: async (rig) => {
      let late: string[] = [];
      await listening(rig, async (heard) => {
        late = heard;
      });
      await rig.hold('NOBODY LISTENS');
      await rig.pass(500);
      deepEqual(late, [rig.works]);
      await listening(rig, async (heard) => {
        await rig.hold('BACK');
        await rig.pass(500);
        ok(heard.includes(`scan ${rig.aim} BACK`));
        ok(!heard.includes(`scan ${rig.aim} NOBODY LISTENS`));
      });
    },
  },
];
