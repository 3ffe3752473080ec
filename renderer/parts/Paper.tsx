import { useEffect, useLayoutEffect, useReducer, useRef, useState, type ReactNode } from 'react';
import type { Paper as PaperView, View } from '../../preload/contract.ts';
import { Pager } from './Pager.tsx';

/** Where each part begins and the last one ends, in CSS pixels: as much as fits, cut between two lines. */
function cuts({ breaks, height }: PaperView, fits: number, scale: number): readonly number[] {
  const starts = [0];
  const whole = height * scale;
  for (let from = 0; fits > 0 && whole - from > fits; ) {
    const until = from + fits;
    const between = breaks.findLast((row) => row * scale <= until);
    // A line that is taller than the window has no better place.
    from = between !== undefined && between * scale > from ? between * scale : until;
    starts.push(from);
  }
  return [...starts, whole];
}

/** The paper as it prints, at reading size; a long one is looked at in parts. */
export function Paper({ paper, words }: { readonly paper: PaperView; readonly words: View['words'] }): ReactNode {
  const sheet = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(0);
  const [seen, setSeen] = useState({ height: 0, scale: 1 });
  const [, measureAgain] = useReducer((n: number) => n + 1, 0);

  useLayoutEffect(() => {
    const box = sheet.current;
    if (box === null) return;
    const scale = box.clientWidth / paper.width;
    if (box.clientHeight !== seen.height || scale !== seen.scale) setSeen({ height: box.clientHeight, scale });
  });
  useEffect(() => {
    if (sheet.current === null) return undefined;
    const watch = new ResizeObserver(measureAgain);
    watch.observe(sheet.current);
    return () => watch.disconnect();
  }, []);

  const at = cuts(paper, seen.height, seen.scale);
  const pages = at.length - 1;
  const shown = Math.min(page, pages - 1);
  const from = at[shown] ?? 0;
  const until = at[shown + 1] ?? from;
  return (
    <div className="paper">
      <div className="paper__sheet" ref={sheet} data-more={shown < pages - 1}>
        <div className="paper__part" style={{ height: seen.height === 0 ? undefined : until - from }}>
          {paper.image === null ? null : (
            <img alt="" src={paper.image} width={paper.width} height={paper.height} style={{ transform: `translateY(${-from}px)` }} />
          )}
        </div>
        <div className="nhsuk-u-visually-hidden">
          {paper.words.map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </div>
      </div>
      <Pager page={shown} pages={pages} turn={setPage} words={{ ...words, page: paper.part }} />
    </div>
  );
}
