import { useEffect, useLayoutEffect, useReducer, useRef, useState, type ReactNode } from 'react';
import type { View } from '../../preload/contract.ts';
import { Pager } from './Pager.tsx';

const GAP = 40;

/** The pages on which a piece stands. Columns run the way the language runs. */
function span(piece: Element, start: number, step: number, rtl: boolean): readonly [number, number] | null {
  const columns = [...piece.getClientRects()]
    .filter((box) => box.height > 0)
    .map((box) => Math.floor(((rtl ? start - box.right : box.left - start) + 4) / step));
  return columns.length === 0 ? null : [Math.min(...columns), Math.max(...columns)];
}

/**
 * Nothing scrolls: what does not fit is set in columns of exactly the free height, one shown at a time.
 * The browser breaks between pieces and lines; a piece on another page is inert and unseen.
 */
export function Pages({
  words,
  children,
  steps = null,
  hug = false,
}: {
  readonly words: View['words'];
  readonly children: ReactNode;
  /** What stands beside the turning of pages. */
  readonly steps?: ReactNode;
  /** Takes the height of what it holds where there is so much, and leaves the rest. */
  readonly hug?: boolean;
}): ReactNode {
  const clip = useRef<HTMLDivElement>(null);
  const flow = useRef<HTMLDivElement>(null);
  const pager = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(0);
  const arriving = useRef(true);
  const [pages, setPages] = useState(1);
  const turn = (to: number): void => {
    arriving.current = false;
    setPage(to);
  };
  const [, measureAgain] = useReducer((n: number) => n + 1, 0);

  useLayoutEffect(() => {
    const box = clip.current;
    const content = flow.current;
    const bar = pager.current;
    if (box === null || content === null || bar === null) return;
    const rtl = getComputedStyle(content).direction === 'rtl';

    const layOut = (): number => {
      const width = box.clientWidth;
      content.style.transform = 'none';
      content.style.width = `${width}px`;
      content.style.height = `${box.clientHeight}px`;
      content.style.columnWidth = `${width}px`;
      const edge = content.getBoundingClientRect();
      const start = rtl ? edge.right : edge.left;
      let last = 0;
      for (const child of content.children) last = Math.max(last, span(child, start, width + GAP, rtl)?.[1] ?? 0);
      return last + 1;
    };
    bar.hidden = true;
    if (hug) {
      Object.assign(content.style, { width: `${box.clientWidth}px`, height: 'auto', columnWidth: 'auto' });
      box.parentElement?.style.setProperty('--wants', `${Math.ceil(content.getBoundingClientRect().height)}px`);
    }
    let count = layOut();
    if (count > 1) {
      bar.hidden = false;
      count = layOut();
    }
    const step = box.clientWidth + GAP;
    const edge = content.getBoundingClientRect();
    const start = rtl ? edge.right : edge.left;
    // What was looked for is on the first page that is shown, until a page is turned; a card that was just opened stays in view.
    const opened = content.querySelector('.item:has(.button--more:focus)');
    const here = count === 1 ? null : (opened ?? (arriving.current ? content.querySelector('[data-here]') : null));
    const shown = Math.min((here === null ? null : span(here, start, step, rtl)?.[0]) ?? page, count - 1);
    for (const piece of content.querySelectorAll<HTMLElement>('[data-piece], p, h2, h3, dt, dd, button, tbody tr')) {
      const on = count === 1 ? [0, 0] : span(piece, start, step, rtl);
      const away = on === null || shown < (on[0] ?? 0) || shown > (on[1] ?? 0);
      piece.inert = away;
      piece.style.visibility = away ? 'hidden' : '';
    }
    content.style.transform = `translateX(${(rtl ? 1 : -1) * shown * step}px)`;
    if (shown !== page) setPage(shown);
    if (count !== pages) setPages(count);
  });

  useEffect(() => {
    const box = clip.current?.parentElement;
    if (!box) return undefined;
    const watch = new ResizeObserver(measureAgain);
    watch.observe(box);
    document.fonts.addEventListener('loadingdone', measureAgain);
    return () => {
      watch.disconnect();
      document.fonts.removeEventListener('loadingdone', measureAgain);
    };
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'PageDown' && event.key !== 'PageUp') return;
      arriving.current = false;
      // Else the card that has the focus would keep its page.
      if (document.activeElement instanceof HTMLElement && document.activeElement.matches('.button--more')) document.activeElement.blur();
      setPage((now) => Math.min(Math.max(now + (event.key === 'PageDown' ? 1 : -1), 0), pages - 1));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [pages]);

  return (
    <div className={hug ? 'pages pages--hug' : 'pages'}>
      <div className="pages__clip" ref={clip}>
        <div className="pages__flow" ref={flow}>
          {children}
        </div>
      </div>
      <div className="pages__foot">
        <Pager page={page} pages={pages} turn={turn} words={words} ref={pager} />
        {steps}
      </div>
    </div>
  );
}
