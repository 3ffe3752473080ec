import type { ReactNode } from 'react';
import type { Action } from '../../preload/contract.ts';
import { Icon } from '../pictures/Icon.tsx';
import { usePressing } from '../pressing.ts';

/** `kind` is how it is drawn: a big step, a choice row, a card, a small tool, a dock button, a key, a face, something found. */
export type ButtonKind = 'act' | 'choice' | 'card' | 'tool' | 'dock' | 'key' | 'face' | 'language' | 'tick' | 'hit';

export function ActionButton({
  action,
  kind,
  children,
}: {
  readonly action: Action;
  readonly kind: ButtonKind;
  /** Instead of icon, label and hint. */
  readonly children?: ReactNode;
}): ReactNode {
  const { press } = usePressing();
  const { language } = action;
  return (
    <button
      type="button"
      className={`button button--${kind} look-${action.look}`}
      data-action={action.id}
      data-piece={kind === 'key' || kind === 'dock' || kind === 'tool' ? undefined : ''}
      aria-disabled={action.enabled ? undefined : true}
      {...(action.on === null ? {} : kind === 'tick' ? { role: 'checkbox', 'aria-checked': action.on } : { 'aria-pressed': action.on })}
      onClick={() => press(action)}
    >
      {children ?? (
        <>
          {kind === 'tick' ? <span className="tick-box" aria-hidden="true" /> : null}
          {action.icon === null ? null : <Icon name={action.icon} />}
          <span className="button__words" {...(language === null ? {} : { lang: language.code, dir: language.dir })}>
            <span className="button__label">{action.label}</span>
            {action.hint === null ? null : <span className="button__hint">{action.hint}</span>}
          </span>
        </>
      )}
    </button>
  );
}
