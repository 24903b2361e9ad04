import { Component, type ComponentType, h } from 'preact';

/**
 * Draws again only when `same` says no. The handlers of the last drawing are passed on through a reference, because those of an earlier one
 * would act on an old selection.
 */
export function memo<P extends object>(
  Inner: ComponentType<P>,
  same: (before: P, after: P) => boolean,
): ComponentType<P> {
  return class Memo extends Component<P> {
    private latest: P = this.props;
    private readonly handlers: Record<string, (...values: unknown[]) => unknown> = {};

    override shouldComponentUpdate(next: P): boolean {
      this.latest = next;
      return !same(this.props, next);
    }

    override render(props: P) {
      const stable = { ...props } as Record<string, unknown>;
      for (const name of Object.keys(props)) {
        if (typeof stable[name] !== 'function') continue;
        this.handlers[name] ??= (...values) =>
          ((this.latest as Record<string, unknown>)[name] as (...values: unknown[]) => unknown)(...values);
        stable[name] = this.handlers[name];
      }
      this.latest = props;
      return h(Inner, stable as P);
    }
  } as unknown as ComponentType<P>;
}
