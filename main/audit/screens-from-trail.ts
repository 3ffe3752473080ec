/** What was on the screen, told by the audit trail alone: which screen, when, in whose session; never what it said. */
import { failed, ok, type Result } from '../../hardware/result.ts';
import { linesOf, openToRead } from './verify.ts';
import type { TrailLine } from './chain.ts';

export interface ShownScreen {
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly t: number;
  /** Changes when the kiosk was started anew: the screen before it went dark then. */
  readonly boot: string;
  readonly screen: string;
  /** `noSession` while nobody is here. */
  readonly session: string;
}

export function screensFromLines(lines: Iterable<Pick<TrailLine, 'seq' | 't' | 'boot' | 'event' | 'body'>>): ShownScreen[] {
  const shown: ShownScreen[] = [];
  for (const { seq, t, boot, event, body } of lines) {
    if (event !== 'screen-shown') continue;
    const { screen, session } = JSON.parse(body) as { readonly screen: string; readonly session: string };
    shown.push({ seq, t, boot, screen, session });
  }
  return shown;
}

/** Of a trail that `verifyTrail` found whole. */
export function screensFromTrail(path: string): Result<ShownScreen[], { readonly kind: 'unreadable' }> {
  try {
    const database = openToRead(path);
    try {
      return ok(screensFromLines(linesOf(database)));
    } finally {
      database.close();
    }
  } catch {
    return failed({ kind: 'unreadable' });
  }
}
