import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeFinder, GreyFrame, Scan } from '../../../hardware/ports.ts';
import { createCameraReader } from '../../../hardware/reader/camera-driver.ts';
import { createProgramEmulator } from '../../../hardware/reader/program-emulator.ts';
import { createCodeFinder } from '../../../hardware/transports/code-finder.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { told } from '../../contract/reader-cases.ts';
import { draw } from './drawn-codes.ts';
import { createSimulatedTimer } from './simulated-timer.ts';

const card = 'ALONGSIDE-1.eyJhbGciOiJFUzI1NiJ9.abcdefghijklmnop';
const said = ({ aim, bytes }: Scan): string => `${aim} ${new TextDecoder().decode(bytes)}`;

describe('a QR code in a picture', () => {
  let finder: CodeFinder;
  beforeAll(() => {
    finder = createCodeFinder(systemTimer);
  });
  afterAll(() => finder.close());
  const see = async (frame: GreyFrame) => (await finder.find(frame))?.map(said).sort();

  it.each([
    ['held straight', draw([{ text: card }])],
    ['turned by 30 degrees', draw([{ text: card, turned: 30 }])],
    ['upside down', draw([{ text: card, turned: 180 }])],
    ['small: two dots a module', draw([{ text: card, scale: 2 }])],
    ['in a corner', draw([{ text: card, scale: 3, at: [0.2, 0.3] }])],
    ['noisy', draw([{ text: card }], { noise: 60 })],
    ['inverted, as on a dark telephone', draw([{ text: card, inverted: true }])],
  ])('is read: %s', async (_, frame) => {
    expect(await see(frame)).toEqual([`]Q1 ${card}`]);
  });

  it('is none where there is none, and two where there are two', async () => {
    expect(await see(draw([], { noise: 100 }))).toEqual([]);
    const two = draw([{ text: 'ONE', scale: 4, at: [0.25, 0.5] }, { text: 'TWO', scale: 4, at: [0.75, 0.5] }]);
    expect(await see(two)).toEqual([']Q1 ONE', ']Q1 TWO']);
  });

  it('leaves nothing of the picture behind', async () => {
    const frame = draw([{ text: card }]);
    await finder.find(frame);
    expect(frame.data.every((dot) => dot === 0)).toBe(true);
  });

  it('is not looked for any more by a finder that was closed', async () => {
    const closed = createCodeFinder(systemTimer);
    await closed.close();
    expect(await closed.find(draw([]))).toBeNull();
  });
});

describe('a camera', () => {
  const settings = { width: 8, height: 4, framesPerSecond: 10 };
  const frame = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);

  /** Each frame shows the codes of its first dot. */
  async function watching(codes: Readonly<Record<number, readonly string[] | null>>) {
    const timer = createSimulatedTimer();
    const program = createProgramEmulator();
    const heard: string[] = [];
    let looks = 0;
    let open = 0;
    const openFinder = (): CodeFinder => {
      open += 1;
      return {
        async find({ data }) {
          looks += 1;
          const seen = codes[data[0] ?? 0];
          return seen === null ? null : (seen ?? []).map((code) => ({ bytes: new TextEncoder().encode(code), aim: ']Q1' }));
        },
        async close() {
          open -= 1;
        },
      };
    };
    const stop = createCameraReader({ transport: program, openFinder, settings, timer }).listen((event) => heard.push(told(event)));
    await timer.advance(0);
    return { timer, program, heard, stop, looks: () => looks, open: () => open };
  }

  it('reads the code of whole frames, however they are cut, once while it stays', async () => {
    const { timer, program, heard } = await watching({ 1: ['CARD'] });
    for (let time = 0; time < 6; time += 1) {
      const whole = frame(1);
      program.say(whole.subarray(0, 5));
      program.say(whole.subarray(5));
      await timer.advance(200);
    }
    expect(heard).toEqual(['ready', 'scan ]Q1 CARD']);
  });

  it('looks at ten frames a second at most, whatever comes', async () => {
    const { timer, program, looks } = await watching({});
    for (let time = 0; time < 100; time += 1) {
      program.say(frame(0));
      await timer.advance(10);
    }
    expect(looks()).toBeLessThanOrEqual(11);
    expect(looks()).toBeGreaterThan(5);
  });

  it('refuses two different codes in one picture, once while they stay, and takes the same one twice', async () => {
    const { timer, program, heard } = await watching({ 1: ['ONE', 'TWO'], 2: ['SAME', 'SAME'] });
    for (let time = 0; time < 5; time += 1) {
      program.say(frame(1));
      await timer.advance(200);
    }
    program.say(frame(2));
    await timer.advance(200);
    expect(heard).toEqual(['ready', 'misread', 'scan ]Q1 SAME']);
  });

  it('comes and goes with its program, is gone when it falls silent, and lets go of its finder', async () => {
    const { timer, program, heard, stop, open } = await watching({ 1: ['CARD'], 3: null });
    program.say(frame(1).subarray(0, 10));
    program.unplug();
    await timer.advance(0);
    program.plug();
    await timer.advance(0);
    program.say(frame(1));
    await timer.advance(10_000);
    expect(heard).toEqual(['ready', 'absent', 'ready', 'scan ]Q1 CARD', 'absent', 'ready']);
    program.say(frame(3));
    await timer.advance(10);
    expect(heard.slice(-2)).toEqual(['absent', 'ready']);
    expect(open()).toBe(1);
    stop();
    await timer.advance(10);
    expect(open()).toBe(0);
    expect(program.openHandles).toBe(0);
    expect(timer.pending).toBe(0);
  });
});
