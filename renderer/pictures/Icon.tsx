/** Small line pictures for buttons: 32 by 32, drawn with the colour of the text. */
import type { ReactNode } from 'react';
import type { Action } from '../../preload/contract.ts';

type IconName = NonNullable<Action['icon']>;

const face = (mouth: string): ReactNode => (
  <>
    <circle cx="16" cy="16" r="13" />
    <path d="M11.5 12.5v.01M20.5 12.5v.01" strokeWidth="4" />
    <path d={mouth} />
  </>
);

const lines: Record<IconName, ReactNode> = {
  back: <path d="M27 16H6M14 7l-9 9 9 9" />,
  help: (
    <>
      <circle cx="16" cy="16" r="13" />
      <path d="M12 12.5a4 4 0 1 1 5.6 3.7c-1 .5-1.6 1.2-1.6 2.6" />
      <path d="M16 23.2v.01" strokeWidth="3.6" />
    </>
  ),
  finish: (
    <>
      <path d="M6 17l7 7L27 8" />
    </>
  ),
  language: (
    <>
      <circle cx="16" cy="16" r="13" />
      <path d="M3 16h26M16 3c5 5 5 21 0 26M16 3c-5 5-5 21 0 26" />
    </>
  ),
  text: (
    <>
      <path d="M2.5 26L10.5 6l8 20M5.5 19.5h10" />
      <path d="M20 26l4.7-12L29.5 26M21.8 22h5.8" />
    </>
  ),
  sound: <path d="M4 12v8h5l8 6V6L9 12zM21.500 11.500a6 6 0 0 1 0 9M25 7.500a11.500 11.500 0 0 1 0 17" />,
  hide: (
    <>
      <path d="M3 16s5-8.500 13-8.500S29 16 29 16s-5 8.500-13 8.500S3 16 3 16z" />
      <circle cx="16" cy="16" r="4" />
      <path d="M5 27L27 5" />
    </>
  ),
  contrast: (
    <>
      <circle cx="16" cy="16" r="13" />
      <path d="M16 3a13 13 0 0 1 0 26z" fill="currentColor" />
    </>
  ),
  reach: <path d="M16 3v17M9 14l7 7 7-7M4 28h24" />,
  search: (
    <>
      <circle cx="13.5" cy="13.5" r="9.5" />
      <path d="M20.5 20.5l8 8" />
    </>
  ),
  print: (
    <>
      <path d="M9 12V4h14v8M9 23H4V12h24v11h-5" />
      <path d="M9 18h14v10H9z" />
    </>
  ),
  person: (
    <>
      <circle cx="16" cy="10" r="6" />
      <path d="M4 29c0-7 5-11 12-11s12 4 12 11" />
    </>
  ),
  card: (
    <>
      <rect x="3" y="7" width="26" height="18" rx="3" />
      <path d="M3 13h26M8 20h7" />
    </>
  ),
  number: <path d="M7 8h.01M16 8h.01M25 8h.01M7 16h.01M16 16h.01M25 16h.01M7 24h.01M16 24h.01M25 24h.01" strokeWidth="5.500" />,
  'face-happy': face('M9.500 18.500c2.500 5 10.500 5 13 0'),
  'face-neutral': face('M10.500 20.500h11'),
  'face-sad': face('M9.500 22.500c2.500-5 10.500-5 13 0'),
};

export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className={`icon icon--${name}`} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {lines[name]}
    </svg>
  );
}
