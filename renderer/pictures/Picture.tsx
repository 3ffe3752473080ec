/**
 * One picture a screen, 320 by 240, in one hand: dark outline, white things, one pale ground, one accent.
 * Motion only where it shows what to do; none where the person asked for less.
 */
import type { ReactNode } from 'react';
import type { View } from '../../preload/contract.ts';
import { Card, Hand, Padlock, Person, Printer, Screen, Tick } from './things.tsx';

type PictureName = NonNullable<View['picture']>;

const drawings: Record<PictureName, ReactNode> = {
  welcome: (
    <>
      <Screen />
      <Person x={84} y={138} />
      <Person x={242} y={146} small warm />
    </>
  ),
  'hold-card': (
    <>
      <path className="light" d="M134 48h52l24 62H110z" />
      <rect className="dark" x="108" y="8" width="104" height="42" rx="14" />
      <rect className="glow" x="134" y="38" width="52" height="8" rx="4" />
      <g className="to-reader">
        <Hand x={160} y={132}>
          <Card x={104} y={84} />
        </Hand>
      </g>
    </>
  ),
  private: (
    <>
      <path className="white" d="M160 26l84 28v62c0 50-36 82-84 100-48-18-84-50-84-100V54z" />
      <Padlock x={160} y={112} />
    </>
  ),
  people: (
    <>
      <Person x={112} y={104} />
      <Person x={208} y={104} warm />
      <path className="line" d="M138 206c12-10 32-10 44 0" />
    </>
  ),
  pin: (
    <>
      <rect className="white" x="92" y="22" width="136" height="196" rx="18" />
      <rect className="tint" x="108" y="38" width="104" height="36" rx="8" />
      <path className="dots" d="M126 56h.01M148.500 56h.01M171 56h.01M193.500 56h.01" />
      {[100, 134, 168, 202].flatMap((y) =>
        [126, 160, 194].map((x) => <rect key={`${x} ${y}`} className="key-top" x={x - 12} y={y - 11} width="24" height="22" rx="6" />),
      )}
    </>
  ),
  waiting: (
    <>
      <rect className="white" x="84" y="34" width="152" height="172" rx="14" />
      <path className="line" d="M112 74h72M112 106h96M112 138h96M112 170h52" />
      <g className="looking">
        <circle className="glass" cx="206" cy="150" r="34" />
        <path className="stick" d="M231 175l26 26" />
      </g>
    </>
  ),
  record: (
    <>
      <rect className="white" x="84" y="28" width="152" height="188" rx="14" />
      <path className="accent" d="M150 54h20v18h18v20h-18v18h-20V92h-18V72h18z" />
      <path className="line" d="M112 138h96M112 164h96M112 190h60" />
    </>
  ),
  'paper-out': (
    <>
      <Printer />
      <circle className="white" cx="160" cy="186" r="34" />
      <circle className="white" cx="160" cy="186" r="10" />
      <path className="warn-mark" d="M236 40l34 58h-68z" />
      <path className="mark" d="M236 60v18M236 88v.01" />
    </>
  ),
  'cover-open': (
    <>
      <rect className="white" x="64" y="112" width="192" height="92" rx="14" />
      <path className="white" d="M64 112L86 34l186 34-16 44z" />
      <rect className="dark" x="100" y="134" width="120" height="12" rx="6" />
      <path className="accent-line to-close" d="M286 76v50M270 112l16 18 16-18" />
    </>
  ),
  'printer-stuck': (
    <>
      <Printer />
      <path className="white" d="M106 132h108l-8 34 10 16-14 14 6 14H112l8-16-12-14 12-14z" />
      <path className="line" d="M130 152h56M132 176h48" />
      <path className="warn-mark" d="M250 34l34 58h-68z" />
      <path className="mark" d="M250 54v18M250 82v.01" />
    </>
  ),
  printing: (
    <>
      <g className="sliding">
        <rect className="white" x="104" y="120" width="112" height="96" rx="4" />
        <path className="line" d="M122 150h76M122 170h76M122 190h46" />
      </g>
      <Printer />
    </>
  ),
  'take-paper': (
    <>
      <path className="white" d="M58 30h116v142l-14.500-10-14.500 10-14.500-10-14.500 10-14.500-10-14.500 10-14.500-10L58 172z" />
      <path className="line" d="M80 64h72M80 90h72M80 116h44" />
      <g className="taking">
        <Hand x={226} y={126}>
          <Card x={170} y={78} />
        </Hand>
      </g>
    </>
  ),
  cleared: (
    <>
      <Screen blank />
      <Tick x={160} y={100} />
    </>
  ),
  hidden: (
    <>
      <path className="hill" d="M20 190c50-60 92-60 140-14 40-40 90-44 140 14v22a16 16 0 0 1-16 16H36a16 16 0 0 1-16-16z" />
      <circle className="sun" cx="160" cy="92" r="40" />
      <path className="line" d="M58 74c8-14 30-14 36 0 12-4 20 6 18 14H50c-4-6 0-14 8-14zM224 50c8-14 30-14 36 0 12-4 20 6 18 14h-62c-4-6 0-14 8-14z" />
    </>
  ),
  closed: (
    <>
      <path className="line" d="M160 30L98 92M160 30l62 62" />
      <circle className="dark" cx="160" cy="30" r="7" />
      <rect className="white" x="62" y="92" width="196" height="96" rx="16" />
      <path className="accent-line" d="M120 140h80" />
    </>
  ),
  help: (
    <>
      <Person x={104} y={112} />
      <path className="white" d="M176 34h88a16 16 0 0 1 16 16v52a16 16 0 0 1-16 16h-48l-28 26v-26h-12a16 16 0 0 1-16-16V50a16 16 0 0 1 16-16z" />
      <path className="accent-line" d="M204 66a16 16 0 1 1 22 15c-4 2-6 5-6 9M220 104v.01" />
    </>
  ),
  sorry: (
    <>
      <rect className="white" x="78" y="50" width="164" height="136" rx="18" />
      <path className="dots" d="M132 102h.01M188 102h.01" />
      <path className="line" d="M140 146h40" />
      <path className="accent-line" d="M262 40v26M262 84v.01" />
    </>
  ),
};

export function Picture({ name }: { readonly name: PictureName }): ReactNode {
  return (
    <svg className={`picture picture--${name}`} viewBox="0 0 320 240" aria-hidden="true" focusable="false">
      <ellipse className="ground" cx="160" cy="122" rx="152" ry="112" />
      {drawings[name]}
    </svg>
  );
}
