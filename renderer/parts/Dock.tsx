import type { ReactNode } from 'react';
import type { Action } from '../../preload/contract.ts';
import { ActionButton } from './ActionButton.tsx';

/** The place of each button is fixed, also when another one is not offered. */
const places = ['back', 'help', 'finish'] as const;

export function Dock({ actions }: { readonly actions: readonly Action[] }): ReactNode {
  const docked = actions.filter((action) => action.group === 'dock');
  if (docked.length === 0) return null;
  const others = docked.filter((action) => !places.some((place) => place === action.icon));
  return (
    <nav className="dock">
      {places.map((place) => {
        const action = docked.find((candidate) => candidate.icon === place) ?? others.shift();
        return (
          <div key={place} className={`dock__place dock__place--${place}`}>
            {action === undefined ? null : <ActionButton action={action} kind="dock" />}
          </div>
        );
      })}
    </nav>
  );
}
