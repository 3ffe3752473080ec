import type { ReactNode, Ref } from 'react';
import type { View } from '../../preload/contract.ts';
import { usePressing } from '../pressing.ts';
import { Shape } from '../pictures/Shape.tsx';

export interface Turning {
  readonly page: number;
  readonly pages: number;
  readonly turn: (page: number) => void;
}

/** Earlier, where we are, More. The person's own place in a long screen; main is only told that they are reading. */
export function Pager({ page, pages, turn, words, ref }: Turning & { readonly words: View['words']; readonly ref?: Ref<HTMLDivElement> }): ReactNode {
  const { stillHere } = usePressing();
  const go = (to: number): void => {
    stillHere();
    if (to >= 0 && to < pages) turn(to);
  };
  const where = words.page.replace('{n}', String(page + 1)).replace('{m}', String(pages));
  return (
    <div className="pager" role="group" ref={ref} hidden={pages < 2}>
      <button type="button" className="button button--pager" aria-disabled={page === 0} onClick={() => go(page - 1)}>
        <Shape name="up" />
        <span className="button__label">{words.earlier}</span>
      </button>
      <p className="pager__where" aria-live="polite">
        {where}
      </p>
      <button type="button" className="button button--pager" aria-disabled={page === pages - 1} onClick={() => go(page + 1)}>
        <Shape name="down" />
        <span className="button__label">{words.more}</span>
      </button>
    </div>
  );
}
