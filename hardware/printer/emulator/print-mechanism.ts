/** What the printer does and says at a command's turn: cutter, presenter, fences, who it is. As its profile has it. */
import type { PrinterProfile, Timer } from '../../ports.ts';
import type { PrinterFaultName } from '../printer-fault.ts';
import type { PaperRoll } from './paper-roll.ts';
import type { PrintState } from './print-state.ts';
import { automaticStatusOf, paperStatusOf } from './status-bytes.ts';
import type { PrinterState } from './status-bytes.ts';

/** What the device round the print head does for a command. */
export interface PrintMechanism {
  cut(feed: boolean): void;
  drawer(): void;
  /** GS a: which changes are told by themselves. */
  automaticStatus(mask: number): void;
  /** GS r n, ESC v, ESC u. */
  queuedStatus(kind: 'paper' | 'drawer'): void;
  /** GS ( H fn 48. */
  processId(token: readonly number[]): void;
  /** GS I n. */
  identify(what: number): void;
  /** A block that a request is answered with: header, identifier and data, ended by 00. */
  answer(block: readonly number[]): void;
  /** GS e n: the ejector of printers that hold the slip at their mouth. */
  eject(what: number): void;
}

export interface MechanismParts {
  readonly profile: PrinterProfile;
  readonly timer: Timer;
  readonly paper: PaperRoll;
  readonly faults: Map<PrinterFaultName, number>;
  readonly printer: () => PrintState;
  readonly state: () => PrinterState;
  readonly reply: (bytes: readonly number[]) => void;
  readonly jam: () => void;
}

export interface Mechanism extends PrintMechanism {
  /** Whether a cut slip waits at the mouth, and how many were drawn back in. */
  readonly holds: boolean;
  readonly retracted: number;
  takeAway(): void;
}

const millimetresToCutter = 12;
const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0) & 0x7f);

export function createMechanism({ profile, timer, paper, faults, printer, state, reply, jam }: MechanismParts): Mechanism {
  let holds = false;
  let retracted = 0;

  return {
    get holds() {
      return holds;
    },
    get retracted() {
      return retracted;
    },
    takeAway() {
      holds = false;
    },
    cut(feed) {
      printer().finishLine();
      if (feed) paper.feed(Math.round((millimetresToCutter * profile.dotsPerInch) / 25.4));
      if (profile.cut === 'none') return;
      if (faults.has('cutter-fault')) {
        faults.delete('cutter-fault');
        jam();
        return;
      }
      paper.cut();
      holds = profile.presenter !== 'none';
    },
    drawer() {},
    automaticStatus(mask) {
      printer().automaticStatus = mask;
      if (mask !== 0) reply(automaticStatusOf(state()));
    },
    queuedStatus(kind) {
      if (faults.has('no-fence') || profile.fence === 'none') return;
      reply([kind === 'paper' ? paperStatusOf(state()) : 0]);
    },
    processId(token) {
      if (faults.has('no-fence') || profile.fence !== 'process-id') return;
      const late = faults.get('late-fence');
      const echo = [0x37, 0x22, ...token, 0x00];
      if (late === undefined) reply(echo);
      else timer.after(late, () => reply(echo));
    },
    identify(what) {
      const { answers, cut } = profile;
      if (answers === null) return;
      const names: Readonly<Record<number, string>> = { 65: '1.00 ESC/POS', 66: answers.maker, 67: answers.model, 68: 'A1B2C3D4E5', 69: '' };
      const name = names[what];
      if (name !== undefined) {
        reply([0x5f, ...ascii(name), 0x00]);
        return;
      }
      // GS I 33, 35, 36, 96, 97, 110: information A, `3D n data 00`.
      if (what === 33 || what === 35 || what === 36 || what === 96 || what === 97 || what === 110) {
        reply([0x3d, what, ...(what === 33 ? [cut === 'none' ? 0x40 : 0x42, 0x40, 0x40] : [0x40]), 0x00]);
        return;
      }
      // 2: bit 1 is an autocutter.
      const bytes: Readonly<Record<number, number>> = { 1: 0x20, 2: cut === 'none' ? 0x00 : 0x02, 3: 0x01 };
      const byte = bytes[what >= 49 && what <= 51 ? what - 48 : what];
      if (byte !== undefined) reply([byte]);
    },
    answer(block) {
      reply([...block, 0x00]);
    },
    eject(what) {
      if (profile.presenter === 'none') return;
      if (what === 2 && holds) {
        holds = false;
        retracted += 1;
        paper.takeAway();
      } else if (what === 5) holds = false;
      else if (what === 6) reply([(state().paper === 'low' ? 0x01 : 0) | (state().paper === 'out' ? 0 : 0x04) | (holds ? 0x08 : 0)]);
    },
  };
}
