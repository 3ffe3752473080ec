import type { ReactNode } from 'react';
import type { NumberLine as Line } from '../../preload/contract.ts';
import { RecordedWords } from './RecordedWords.tsx';

const inside = (at: number): number => Math.min(1, Math.max(0, at));
const percent = (at: number): string => `${inside(at) * 100}%`;

/** A label over or under its place on the line; near an end it stays inside. */
function At({ at, className, children }: { readonly at: number; readonly className: string; readonly children: ReactNode }): ReactNode {
  const place = inside(at);
  return (
    <p className={`line-label ${className}`} style={{ gridTemplateColumns: `minmax(0, ${place}fr) max-content minmax(0, ${1 - place}fr)` }}>
      <span>{children}</span>
    </p>
  );
}

/**
 * The laboratory's own range as a line. Numbers run from left to right in every language.
 * Each label has a row of its own, so no two can meet; zones differ by pattern and by words.
 */
export function NumberLine({ line }: { readonly line: Line }): ReactNode {
  const bounds = [line.lowAt, line.highAt].filter((at) => at !== null).map(inside);
  const edges = [0, ...bounds, 1];
  const usual = line.lowAt === null ? 0 : 1;
  const zones = edges.slice(1).map((end, index) => {
    const start = edges[index] ?? 0;
    return { start, width: Math.max(0, end - start), usual: bounds.length > 0 && index === usual, name: line.zones[index] ?? null };
  });
  return (
    <figure className="number-line">
      <div dir="ltr" aria-hidden="true">
        <At at={line.valueAt} className="line-label--value">
          <RecordedWords recorded={line.value} />
        </At>
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
        {line.lowAt === null || line.low === null ? null : (
          <At at={line.lowAt} className="line-label--bound">
            <RecordedWords recorded={line.low} />
          </At>
        )}
        {line.highAt === null || line.high === null ? null : (
          <At at={line.highAt} className="line-label--bound">
            <RecordedWords recorded={line.high} />
          </At>
        )}
      </div>
      <ul className="zones" aria-hidden="true">
        {zones.map((zone, index) =>
          zone.name === null ? null : (
            <li key={index} className={zone.usual ? 'zones__usual' : 'zones__outside'}>
              {zone.name}
            </li>
          ),
        )}
      </ul>
      <figcaption>{line.summary}</figcaption>
    </figure>
  );
}
