import { useEffect, useLayoutEffect, useReducer, useRef, useState, type ReactNode } from 'react';
import type { Paper as PaperView, View } from '../../preload/contract.ts';
import { Pager } from './Pager.tsx';

/** So much of a page comes again on the next one: no line is lost in between. */
const AGAIN = 0.12;

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

  const whole = paper.height * seen.scale;
  const step = seen.height * (1 - AGAIN);
  const pages = seen.height === 0 || whole <= seen.height ? 1 : 1 + Math.ceil((whole - seen.height) / step);
  const shown = Math.min(page, pages - 1);
  const from = Math.max(0, Math.min(shown * step, whole - seen.height));
  return (
    <div className="paper">
      <div className="paper__sheet" ref={sheet} data-more={shown < pages - 1}>
        <img alt="" src={paper.image} width={paper.width} height={paper.height} style={{ transform: `translateY(${-from}px)` }} />
        <div className="nhsuk-u-visually-hidden">
          {paper.words.map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </div>
      </div>
      <Pager page={shown} pages={pages} turn={setPage} words={words} />
    </div>
  );
}
