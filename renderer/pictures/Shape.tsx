/** Signs that say again, by their shape, what the words beside them say. */
import type { ReactNode } from 'react';

const lines = {
  info: (
    <>
      <circle cx="16" cy="16" r="13" />
      <path d="M16 15v8" />
      <path d="M16 9.500v.01" strokeWidth="4" />
    </>
  ),
  warning: (
    <>
      <path d="M16 4L30 28H2z" />
      <path d="M16 13v7" />
      <path d="M16 24v.01" strokeWidth="3.600" />
    </>
  ),
  tick: (
    <>
      <circle cx="16" cy="16" r="13" />
      <path d="M10 16.500l4.500 4.500L22.500 12" />
    </>
  ),
  cross: (
    <>
      <circle cx="16" cy="16" r="13" />
      <path d="M11 11l10 10M21 11L11 21" />
    </>
  ),
  lock: (
    <>
      <rect x="6" y="14" width="20" height="14" rx="3" />
      <path d="M10 14v-4a6 6 0 0 1 12 0v4" />
    </>
  ),
  question: (
    <>
      <circle cx="16" cy="16" r="13" strokeDasharray="4.500 4.700" />
      <path d="M12 12.500a4 4 0 1 1 5.600 3.700c-1 .5-1.600 1.200-1.600 2.600" />
      <path d="M16 23.200v.01" strokeWidth="3.600" />
    </>
  ),
  hand: (
    <>
      <path d="M11 3h10l8 8v10l-8 8H11l-8-8V11z" />
      <path d="M10 16h12" strokeWidth="4" />
    </>
  ),
  eye: (
    <>
      <path d="M3 14c6 8 20 8 26 0M8 19l-3 5M16 20.500V26M24 19l3 5" />
    </>
  ),
  list: (
    <>
      <rect x="5" y="3" width="22" height="26" rx="3" />
      <path d="M11 11h10M11 17h10M11 23h6" />
    </>
  ),
  onward: <path d="M12 6l10 10-10 10" />,
  up: <path d="M5 21L16 10l11 11" />,
  down: <path d="M5 11l11 11 11-11" />,
  plus: <path d="M16 6v20M6 16h20" />,
  minus: <path d="M6 16h20" />,
} as const satisfies Record<string, ReactNode>;

export type ShapeName = keyof typeof lines;

export function Shape({ name }: { readonly name: ShapeName }): ReactNode {
  return (
    <svg className={`shape shape--${name}`} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {lines[name]}
    </svg>
  );
}
