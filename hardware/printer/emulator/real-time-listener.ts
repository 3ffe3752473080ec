/** Real-time commands, recognised on reception: also when the printer is offline, and also inside picture data. */
export type RealTimeCommand =
  | { readonly type: 'status'; readonly question: number }
  | { readonly type: 'recover'; readonly clear: boolean }
  | { readonly type: 'drawer' }
  | { readonly type: 'power-off' }
  /** DLE DC4 7 m: 1 asks the four bytes of automatic status. */
  | { readonly type: 'specified'; readonly what: number }
  | { readonly type: 'clear' };

export interface RealTimeListener {
  /** The command that this byte completes, if any. */
  hear(byte: number): RealTimeCommand | null;
}

export function createRealTimeListener(): RealTimeListener {
  let heard: number[] = [];

  return {
    hear(byte) {
      heard.push(byte);
      const [, kind, fn, a, b] = heard;
      if (heard.length === 1 && byte !== 0x10) heard = [];
      else if (heard.length === 2 && kind !== 0x04 && kind !== 0x05 && kind !== 0x14) heard = byte === 0x10 ? [0x10] : [];
      if (heard.length < 3) return null;
      if (kind === 0x04) {
        heard = [];
        return fn !== undefined && fn >= 1 && fn <= 4 ? { type: 'status', question: fn } : null;
      }
      if (kind === 0x05) {
        heard = [];
        return fn === 1 || fn === 2 ? { type: 'recover', clear: fn === 2 } : null;
      }
      const whole = fn === 1 || fn === 2 ? 5 : fn === 8 ? 10 : fn === 7 ? 4 : 3;
      if (heard.length < whole) return null;
      const last = heard;
      heard = [];
      if (fn === 1) return { type: 'drawer' };
      if (fn === 7) return { type: 'specified', what: a ?? 0 };
      if (fn === 2 && a === 1 && b === 8) return { type: 'power-off' };
      // DLE DC4 8 1 3 20 1 6 2 8: Epson's fixed sequence.
      if (fn === 8 && last.slice(3).join(' ') === '1 3 20 1 6 2 8') return { type: 'clear' };
      return null;
    },
  };
}
