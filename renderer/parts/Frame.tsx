import type { ReactNode } from 'react';
import type { View } from '../../preload/contract.ts';
import { Dock } from './Dock.tsx';
import { HelpBanner } from './HelpBanner.tsx';
import { Tools } from './Tools.tsx';
import { TopBar } from './TopBar.tsx';

/** What stands around every screen, always in the same place. `bare`: a cover that shows nothing of the session. */
export function Frame({ view, bare, children }: { readonly view: View; readonly bare: boolean; readonly children: ReactNode }): ReactNode {
  return (
    <div className={`frame frame--${view.screen}${bare ? ' frame--bare' : ''}`}>
      {bare ? null : <TopBar top={view.top} />}
      {children}
      {bare || view.helpBanner === null ? null : <HelpBanner banner={view.helpBanner} actions={view.actions} />}
      <Tools actions={view.actions} />
      <Dock actions={view.actions} />
    </div>
  );
}
