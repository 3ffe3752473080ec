import type { ReactNode } from 'react';
import type { Action } from '../../preload/contract.ts';
import { ActionButton } from './ActionButton.tsx';

const rowOf = (action: Action): string => /^letter\.(row\d+)\./.exec(action.id)?.[1] ?? 'words';

/** Letters in rows as on a keyboard, in their order in every language; keys that are words stand under them. */
export function Keyboard({ label, actions }: { readonly label: string; readonly actions: readonly Action[] }): ReactNode {
  const keys = actions.filter((action) => action.group === 'keyboard');
  const rows = [...Map.groupBy(keys, rowOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <div className="keyboard" role="group" aria-label={label}>
      {rows.map(([row, actionsOfRow]) => (
        <div key={row} className={row === 'words' ? 'keyboard__row keyboard__row--words' : 'keyboard__row'}>
          {actionsOfRow.map((action) => (
            <ActionButton key={action.id} action={action} kind="key">
              <span className={row === 'words' ? 'key-word' : 'key-letter'}>{action.label}</span>
            </ActionButton>
          ))}
        </div>
      ))}
    </div>
  );
}
