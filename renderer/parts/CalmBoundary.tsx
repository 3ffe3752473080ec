import { Component, type ReactNode } from 'react';
import type { KioskBridge } from '../../preload/contract.ts';
import { Picture } from '../pictures/Picture.tsx';

/**
 * A screen that cannot be drawn shows a calm picture without words; the next view that main sends
 * (at the latest when its idle time is up) is drawn afresh.
 */
export class CalmBoundary extends Component<
  { readonly recover: KioskBridge['onView']; readonly children: ReactNode },
  { readonly failed: boolean }
> {
  override state = { failed: false };
  #stop: (() => void) | null = null;

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(): void {
    if (!this.state.failed || this.#stop !== null) return;
    let first = true;
    this.#stop = this.props.recover(() => {
      // The bridge repeats the current view at once: that is the one that failed.
      if (first) {
        first = false;
        return;
      }
      this.#stop?.();
      this.#stop = null;
      this.setState({ failed: false });
    });
  }

  override componentWillUnmount(): void {
    this.#stop?.();
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="calm">
        <Picture name="hidden" />
      </div>
    );
  }
}
