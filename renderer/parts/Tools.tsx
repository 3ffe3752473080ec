import type { ReactNode } from 'react';
import type { Action } from '../../preload/contract.ts';
import { ActionButton } from './ActionButton.tsx';

export function Tools({ actions }: { readonly actions: readonly Action[] }): ReactNode {
  const tools = actions.filter((action) => action.group === 'tools');
  if (tools.length === 0) return null;
  return (
    <div className="tools" role="group">
      {tools.map((action) => (
        <ActionButton key={action.id} action={action} kind="tool" />
      ))}
    </div>
  );
}
