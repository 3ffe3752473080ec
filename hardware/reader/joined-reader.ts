/** Several readers of one kiosk as one: whichever reads a code has read it, once. */
import type { Reader, ReaderCondition, ReaderEvent, Timer } from '../ports.ts';
import { createSameCodeFilter } from './same-code.ts';

type Condition = Extract<ReaderEvent, { readonly type: 'condition' }>;

const works = (condition: ReaderCondition): boolean => condition === 'ready' || condition === 'keyboard-mode';

/** In the order of preference: while none works, it is as the first one is. */
export function createJoinedReader(readers: readonly Reader[], timer: Timer): Reader {
  return {
    listen(onEvent) {
      const conditions = readers.map((): Condition | null => null);
      const sameCode = createSameCodeFilter(timer);
      let told: Condition | null = null;
      let stopped = false;

      function tell(event: ReaderEvent): void {
        if (!stopped) onEvent(event);
      }

      function becomeWhole(): void {
        // Nothing is said before all have answered: one that is slow to start is not missing.
        if (conditions.includes(null)) {
          if (!conditions.some((one) => one !== null && works(one.condition))) return;
        }
        const now = conditions.find((one) => one?.condition === 'ready') ?? conditions.find((one) => one !== null && works(one.condition)) ?? conditions[0];
        if (now == null || (told?.condition === now.condition && told.found === now.found)) return;
        told = now;
        tell(now);
      }

      const stops = readers.map((reader, at) =>
        reader.listen((event) => {
          if (event.type === 'condition') {
            conditions[at] = event;
            becomeWhole();
            return;
          }
          if (event.type !== 'scan' || !sameCode.repeats(event.scan)) tell(event);
        }),
      );
      return () => {
        stopped = true;
        sameCode.forget();
        for (const stop of stops) stop();
      };
    },
  };
}
