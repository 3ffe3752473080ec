import type { ReactNode } from 'react';

/** The one heading of a screen; the focus lands here when the screen changes. */
export function Heading({ children }: { readonly children: string }): ReactNode {
  return (
    <h1 className="heading" tabIndex={-1}>
      {children}
    </h1>
  );
}
