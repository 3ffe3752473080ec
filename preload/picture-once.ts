/**
 * The picture of a slip crosses the border once: while the same paper stays on the screen, later views say so with
 * null, and the far side puts the picture back. Both sides forget it with the first view that has no paper.
 */
import type { View } from './contract.ts';

const pictureOf = (view: View): string | null => ('paper' in view ? (view.paper?.image ?? null) : null);

function withPicture(view: View, image: string | null): View {
  return 'paper' in view && view.paper !== null ? ({ ...view, paper: { ...view.paper, image } } as View) : view;
}

/** Main's side: one for every page that views are sent to. */
export function pictureSentOnce(): (view: View) => View {
  let sent: string | null = null;
  return (view) => {
    const image = pictureOf(view);
    const known = image !== null && image === sent;
    sent = image;
    return known ? withPicture(view, null) : view;
  };
}

/** The page's side. */
export function picturePutBack(): (view: View) => View {
  let kept: string | null = null;
  return (view) => {
    const hasPaper = 'paper' in view && view.paper !== null;
    kept = hasPaper ? (pictureOf(view) ?? kept) : null;
    return hasPaper ? withPicture(view, kept) : view;
  };
}
