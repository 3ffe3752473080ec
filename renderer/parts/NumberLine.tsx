import type { ReactNode } from 'react';
import type { NumberLine as Line } from '../../preload/contract.ts';
import { RecordedWords } from './RecordedWords.tsx';

const inside = (at: number): number => Math.min(1, Math.max(0, at));
const percent = (at: number): string => `${inside(at) * 100}%`;

/** Nearer to an end than this, a label stands beside its place and not over the middle of it. */
const END = 0.2;
/** Two labels stand in one row only with this much of the line between them. */
const APART = 0.4;

/** A label over or under its place on the line. */
function At({ at, children }: { readonly at: number; readonly children: ReactNode }): ReactNode {
  const place = inside(at);
  const side = place < END ? 'start' : place > 1 - END ? 'end' : 'middle';
  return (
    <span className={`line-label line-label--${side}`} style={side === 'end' ? { right: percent(1 - place) } : { left: percent(place) }}>
      {children}
    </span>
  );
}

/**
 * The laboratory's own range as a line. Numbers run from left to right in every language.
 * Labels that are close stand in rows of their own, so no two can meet; zones differ by pattern and by words.
 */
export function NumberLine({ line }: { readonly line: Line }): ReactNode {
  const bounds = [line.lowAt, line.highAt].filter((at) => at !== null).map(inside);
  const edges = [0, ...bounds, 1];
  const usual = line.lowAt === null ? 0 : 1;
  const zones = edges.slice(1).map((end, index) => {
    const start = edges[index] ?? 0;
    return { start, width: Math.max(0, end - start), usual: bounds.length > 0 && index === usual, name: line.zones[index] ?? null };
  });
  const labels = [
    line.lowAt === null || line.low === null ? [] : [{ at: line.lowAt, words: line.low }],
    line.highAt === null || line.high === null ? [] : [{ at: line.highAt, words: line.high }],
  ];
  const together = line.lowAt !== null && line.highAt !== null && line.highAt - line.lowAt > APART;
  const rows = (together ? [labels.flat()] : labels).filter((row) => row.length > 0);
  return (
    <figure className="number-line">
      <div dir="ltr" aria-hidden="true">
        <p className="line-labels line-labels--value">
          <At at={line.valueAt}>
            <RecordedWords recorded={line.value} />
          </At>
        </p>
        <svg className="number-line__line" width="100%" preserveAspectRatio="none">
          <defs>
            <pattern id="outside" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect className="zone-ground" width="12" height="12" />
              <rect className="zone-stripe" width="4" height="12" />
            </pattern>
          </defs>
          {zones.map((zone, index) => (
            <rect
              key={index}
              className={zone.usual ? 'zone zone--usual' : 'zone zone--outside'}
              x={percent(zone.start)}
              width={percent(zone.width)}
              y="35%"
              height="45%"
              {...(zone.usual ? {} : { fill: 'url(#outside)' })}
            />
          ))}
          {bounds.map((at, index) => (
            <line key={index} className="bound" x1={percent(at)} x2={percent(at)} y1="25%" y2="100%" />
          ))}
          <svg x={percent(line.valueAt)} overflow="visible">
            <path className="marker" d="M-16 0H16L4 20V46H-4V20Z" />
          </svg>
        </svg>
        {rows.map((row, index) => (
          <p key={index} className="line-labels">
            {row.map(({ at, words }) => (
              <At key={at} at={at}>
                <RecordedWords recorded={words} />
              </At>
            ))}
          </p>
        ))}
      </div>
      <ul className="zones" dir="ltr" aria-hidden="true">
        {zones.map((zone, index) =>
          zone.name === null ? null : (
            <li key={index} className={zone.usual ? 'zones__usual' : 'zones__outside'}>
              <bdi>{zone.name}</bdi>
            </li>
          ),
        )}
      </ul>
    </figure>
  );
}
