import type { ReactNode } from 'react';
import type { Action, View } from '../../preload/contract.ts';
import { Icon } from '../pictures/Icon.tsx';
import { ActionButton } from './ActionButton.tsx';

export function HelpBanner({
  banner,
  actions,
}: {
  readonly banner: NonNullable<View['helpBanner']>;
  readonly actions: readonly Action[];
}): ReactNode {
  const stop = actions.find((action) => action.id === banner.stop);
  return (
    <aside className="help-banner">
      <Icon name="help" />
      <p>{banner.text}</p>
      {stop === undefined ? null : <ActionButton action={stop} kind="act" />}
    </aside>
  );
}
