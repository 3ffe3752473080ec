/** The demo's record source with a plug that can be pulled. */
import { failed } from '../../hardware/result.ts';
import type { RecordPort } from '../session/ports.ts';

export interface DemoRecords {
  readonly port: RecordPort;
  down(): boolean;
  setDown(down: boolean): void;
}

export function createDemoRecords(source: RecordPort): DemoRecords {
  let down = false;
  return {
    port: { load: async (key, signal) => (down ? failed({ kind: 'unreachable' }) : source.load(key, signal)) },
    down: () => down,
    setDown(next) {
      down = next;
    },
  };
}
