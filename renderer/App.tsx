import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import type { KioskBridge, View } from '../preload/contract.ts';
import { Frame } from './parts/Frame.tsx';
import { applySettings } from './page-settings.ts';
import { PressingProvider, usePressingOf } from './pressing.ts';
import { Screen } from './screens/Screen.tsx';
import { useSounds } from './sounds.ts';

/** Screens whose heading may change while they stay the same screen. */
const sameThroughout = new Set<View['screen']>(['still-there', 'printing', 'wait']);
const coversEverything = new Set<View['screen']>(['still-there', 'hidden']);

const screenKey = (view: View): string =>
  sameThroughout.has(view.screen) ? view.screen : `${view.screen} ${view.language.code} ${view.heading}`;

export function App({ kiosk }: { readonly kiosk: KioskBridge }): ReactNode {
  const [view, setView] = useState<View | null>(null);
  useEffect(
    () =>
      kiosk.onView((next) => {
        // Before drawing: pages are measured with the letters that they will have.
        applySettings(document.documentElement, next);
        setView(next);
      }),
    [kiosk],
  );
  useSounds(view);
  const pressing = usePressingOf(view, kiosk);
  const key = view === null ? null : screenKey(view);
  useLayoutEffect(() => {
    if (key !== null) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [key]);

  return (
    <PressingProvider value={pressing}>
      <div className="nhsuk-u-visually-hidden" aria-live="polite" aria-atomic="true">
        {view?.announce}
      </div>
      {view === null ? null : (
        <Frame key={key} view={view} bare={coversEverything.has(view.screen)}>
          <Screen view={view} />
        </Frame>
      )}
    </PressingProvider>
  );
}
