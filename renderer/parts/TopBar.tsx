import type { ReactNode } from 'react';
import type { View } from '../../preload/contract.ts';
import { Icon } from '../pictures/Icon.tsx';

export function TopBar({ top }: { readonly top: View['top'] }): ReactNode {
  return (
    <header className="top">
      <div className="top__line">
        <p className="top__title">{top.title}</p>
        <p className="top__place">{top.place}</p>
        {top.who === null ? null : (
          <p className="top__who">
            <Icon name="person" />
            <bdi>{top.who}</bdi>
          </p>
        )}
      </div>
      {top.practice === null ? null : (
        <p className="top__practice">
          <span>{top.practice}</span>
        </p>
      )}
    </header>
  );
}
