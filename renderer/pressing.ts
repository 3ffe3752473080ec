/** What a touch, a click or a key becomes: a choice that main offered, once. */
import { createContext, useContext, useEffect, useMemo, useRef } from 'react';
import type { Action, KioskBridge, View } from '../preload/contract.ts';

const SECOND_PRESS_MS = 500;
const STILL_HERE_EVERY_MS = 5000;

/** The same letter may come twice in a word; a toggle is still kept from a trembling hand. */
const isTyping = (action: Action): boolean =>
  action.on === null && (action.group === 'keypad' || action.group === 'keyboard' || action.id.startsWith('letter.'));

export interface Pressing {
  readonly press: (action: Action) => void;
  /** The person touched or read on without choosing anything. */
  readonly stillHere: () => void;
}

const PressingContext = createContext<Pressing>({ press: () => undefined, stillHere: () => undefined });
export const PressingProvider = PressingContext.Provider;
export const usePressing = (): Pressing => useContext(PressingContext);

export function usePressingOf(view: View | null, kiosk: KioskBridge): Pressing {
  const current = useRef(view);
  current.current = view;
  const last = useRef({ id: '', at: -Infinity });
  const lastSign = useRef(-Infinity);

  const pressing = useMemo<Pressing>(() => {
    const send = (id: string): void => {
      const now = current.current;
      if (now === null) return;
      lastSign.current = performance.now();
      kiosk.choose({ view: now.n, action: id });
    };
    return {
      press(action) {
        const at = performance.now();
        const again = action.id === last.current.id && at - last.current.at < SECOND_PRESS_MS;
        if (!action.enabled || (again && !isTyping(action))) return;
        last.current = { id: action.id, at };
        send(action.id);
      },
      stillHere() {
        if (performance.now() - lastSign.current < STILL_HERE_EVERY_MS) return;
        const offered = current.current?.actions.some((a) => a.group === 'silent' && a.id === 'active');
        if (offered) send('active');
      },
    };
  }, [kiosk]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const onButton = event.target instanceof HTMLElement && event.target.closest('button') !== null;
      const action = current.current?.actions.find((a) => a.enabled && a.keys.includes(event.key));
      // Enter and space belong to the button that has the focus.
      if (action === undefined || (onButton && (event.key === 'Enter' || event.key === ' '))) {
        pressing.stillHere();
        return;
      }
      event.preventDefault();
      if (!event.repeat) pressing.press(action);
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('click', pressing.stillHere);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('click', pressing.stillHere);
    };
  }, [pressing]);

  return pressing;
}
