/** Things that stand in more than one picture. */
import type { ReactNode } from 'react';

interface Place {
  readonly x: number;
  readonly y: number;
}

export function Code({ x, y, size }: Place & { readonly size: number }): ReactNode {
  const eye = (ex: number, ey: number): string => `M${ex} ${ey}h7v7h-7zM${ex + 2} ${ey + 2}v3h3v-3z`;
  return (
    <path
      className="ink"
      fillRule="evenodd"
      transform={`translate(${x} ${y}) scale(${size / 21})`}
      d={`${eye(0, 0)}${eye(14, 0)}${eye(0, 14)}M9 0h2v3h-2zM11 4h2v3h-2zM9 8h4v2h-4zM0 9h3v2h-3zM5 9h2v3h-2zM9 12h2v4h-2zM12 12h3v2h-3zM17 9h4v2h-4zM16 13h2v3h-2zM19 13h2v2h-2zM12 17h3v4h-3zM17 18h4v3h-4zM9 18h2v3h-2z`}
    />
  );
}

export function Card({ x, y }: Place): ReactNode {
  return (
    <g>
      <rect className="white" x={x} y={y} width="112" height="72" rx="10" />
      <Code x={x + 14} y={y + 14} size={44} />
      <path className="line" d={`M${x + 72} ${y + 22}h26M${x + 72} ${y + 38}h26`} />
    </g>
  );
}

/** A right hand from below: fingers behind what it holds, the thumb in front. `x`, `y`: where the thumb presses. */
export function Hand({ x, y, children }: Place & { readonly children: ReactNode }): ReactNode {
  return (
    <g>
      <g transform={`translate(${x} ${y})`}>
        <path className="skin" d="M-4 14c-14 12-20 26-20 42v34h64V60c14-10 22-22 22-38V-6c0-14-20-14-20 0" />
      </g>
      {children}
      <g transform={`translate(${x} ${y})`}>
        <path className="skin" d="M-24 80V60c0-16 2-28 10-38L4 2c10-10 24 0 16 12L8 34" />
        <path className="sleeve" d="M-32 78h80v26h-80z" />
      </g>
    </g>
  );
}

export function Person({ x, y, small = false, warm = false }: Place & { readonly small?: boolean; readonly warm?: boolean }): ReactNode {
  return (
    <g transform={`translate(${x} ${y}) scale(${small ? 0.86 : 1})`}>
      <path className={warm ? 'coat' : 'jumper'} d="M-46 104V58c0-26 18-40 46-40s46 14 46 40v46z" />
      <circle className="skin" cx="0" cy="-14" r="27" />
    </g>
  );
}

export function Printer(): ReactNode {
  return (
    <g>
      <rect className="white" x="64" y="58" width="192" height="76" rx="14" />
      <rect className="dark" x="92" y="112" width="136" height="10" rx="5" />
      <circle className="accent" cx="88" cy="82" r="6" />
    </g>
  );
}

export function Screen({ blank = false }: { readonly blank?: boolean }): ReactNode {
  return (
    <g>
      <path className="line" d="M160 172v34M120 208h80" />
      <rect className="white" x="92" y="28" width="136" height="146" rx="14" />
      {blank ? null : (
        <>
          <path className="accent" d="M153 46h14v12h12v14h-12v12h-14V72h-12V58h12z" />
          <path className="line" d="M116 104h88M116 124h88" />
          <rect className="go" x="116" y="140" width="88" height="20" rx="6" />
        </>
      )}
    </g>
  );
}

export function Padlock({ x, y }: Place): ReactNode {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="line" d="M-20 -8v-18a20 20 0 0 1 40 0v18" />
      <rect className="accent" x="-34" y="-10" width="68" height="54" rx="10" />
      <path className="key-hole" d="M0 10v14" />
    </g>
  );
}

export function Tick({ x, y }: Place): ReactNode {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle className="go" r="44" />
      <path className="tick-mark" d="M-20 2l14 14L20 -14" />
    </g>
  );
}
