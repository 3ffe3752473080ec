import type { ReactNode } from 'react';
import type { Trend as TrendView } from '../../preload/contract.ts';
import { RecordedWords } from './RecordedWords.tsx';

const percent = (part: number): string => `${part * 100}%`;
/** Rows that are kept together on a page. */
const FEW = 6;
type TrendPicture = NonNullable<TrendView['picture']>;

/**
 * One test over time. Words stand at the four corners only, each with a corner to itself, so that no two can meet
 * however many points there are; the table under it has every value. Time runs from left to right in every language.
 */
function Picture({ picture }: { readonly picture: TrendPicture }): ReactNode {
  const { points, band } = picture;
  const line = points.map(({ along, up }) => `${along * 100},${(1 - up) * 100}`).join(' ');
  return (
    <figure className="trend" data-piece="" aria-hidden="true">
      <div className="trend__plot" dir="ltr">
        <div className={`trend__heights${picture.bottom === null ? ' trend__heights--level' : ''}`}>
          <RecordedWords recorded={picture.top} />
          {picture.bottom === null ? null : <RecordedWords recorded={picture.bottom} />}
        </div>
        <div className="trend__frame">
          <svg className="trend__picture" width="100%" height="100%" overflow="visible">
            <defs>
              <pattern id="range" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect className="zone-ground" width="12" height="12" />
                <rect className="zone-usual" width="3" height="12" />
              </pattern>
            </defs>
            {band === null ? null : (
              <>
                <rect fill="url(#range)" x="0" width="100%" y={percent(1 - band.to)} height={percent(band.to - band.from)} />
                <line className="trend__bound" x1="0" x2="100%" y1={percent(1 - band.to)} y2={percent(1 - band.to)} />
                <line className="trend__bound" x1="0" x2="100%" y1={percent(1 - band.from)} y2={percent(1 - band.from)} />
              </>
            )}
            <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">
              <polyline className="trend__line" points={line} />
            </svg>
            {points.map(({ along, up, current }, index) => (
              <svg key={index} x={percent(along)} y={percent(1 - up)} overflow="visible">
                {current ? <path className="trend__current" d="M0-17L17 0L0 17L-17 0Z" /> : <circle className="trend__point" r="7" />}
              </svg>
            ))}
          </svg>
        </div>
        <p className="trend__times">
          <bdi>{picture.start}</bdi>
          <bdi>{picture.end}</bdi>
        </p>
      </div>
      <ul className="trend__key">
        {picture.current === null ? null : (
          <li>
            <svg viewBox="-20 -20 40 40">
              <path className="trend__current" d="M0-17L17 0L0 17L-17 0Z" />
            </svg>
            <span>{picture.current}</span>
          </li>
        )}
        {band === null ? null : (
          <li className="trend__key-range">
            <span>{band.label}</span> <RecordedWords recorded={band.range} />
          </li>
        )}
      </ul>
    </figure>
  );
}

export function Trend({ trend }: { readonly trend: TrendView }): ReactNode {
  const { columns } = trend;
  return (
    <section className="over-time">
      <h2 className="group__heading">{trend.heading}</h2>
      {trend.picture === null ? null : <Picture picture={trend.picture} />}
      {trend.notes.map((note) => (
        <p key={note} className="over-time__note">
          {note}
        </p>
      ))}
      {trend.rows.length === 0 ? null : (
        <table className={`results${trend.rows.length > FEW ? '' : ' results--few'}`}>
          <thead>
            <tr>
              <th scope="col">{columns.date}</th>
              <th scope="col">{columns.value}</th>
              {columns.range === null ? null : <th scope="col">{columns.range}</th>}
            </tr>
          </thead>
          <tbody>
            {trend.rows.map((row, index) => (
              <tr key={index} {...(row.current === null ? {} : { className: 'results__current' })}>
                <th scope="row">
                  {row.date}
                  {row.current === null ? null : <span className="results__this">{row.current}</span>}
                </th>
                <td>
                  <RecordedWords recorded={row.value} />
                </td>
                {columns.range === null ? null : <td>{row.range === null ? null : <RecordedWords recorded={row.range} />}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
