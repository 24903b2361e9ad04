import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useMessages } from '../i18n';
import { explain } from '../i18n/words';
import { Icon, type IconName } from './icons';

type ButtonProps = JSX.ButtonHTMLAttributes<HTMLButtonElement> & {
  kind?: 'main' | 'plain' | 'quiet' | 'danger' | 'good';
  icon?: IconName;
  busy?: boolean;
};

export function Button({ kind = 'plain', icon, busy, children, class: more, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      class={`button ${kind} ${String(more ?? '')}`}
      disabled={Boolean(disabled) || Boolean(busy)}
      aria-busy={busy ? 'true' : undefined}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | null | undefined;
  optional?: boolean;
  children: (attributes: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: 'true' }) => ComponentChildren;
}

/** A labelled input with its hint and its error, tied together for screen readers. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const m = useMessages();
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>
        {label} {optional && <span class="optional">({m.app.optional})</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      {children({
        id,
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
        ...(error ? { 'aria-invalid': 'true' as const } : {}),
      })}
      {error && (
        <p id={`${id}-error`} class="field-error">
          <Icon name="warning" /> {error}
        </p>
      )}
    </div>
  );
}

let drawnBefore = false;

/** One page: its title in the tab and as the heading that gets the focus after a change of page. */
export function Page({
  title,
  lead,
  wide,
  actions,
  children,
}: {
  title: string;
  lead?: ComponentChildren;
  wide?: boolean;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ATTN`;
  }, [title]);
  useEffect(() => {
    // Not at the first page: the reader starts at the top by itself.
    if (drawnBefore) heading.current?.focus({ preventScroll: true });
    drawnBefore = true;
    window.scrollTo(0, 0);
  }, []);
  return (
    <div class={wide ? 'page wide' : 'page'}>
      <div class="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {actions && <div class="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** What went wrong, with the way on. */
export function Failure({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const m = useMessages();
  return (
    <div class="notice bad" role="alert">
      <Icon name="warning" />
      <p>{explain(error)}</p>
      {retry && <Button onClick={retry}>{m.app.retry}</Button>}
    </div>
  );
}

export function Notice({
  kind = 'info',
  children,
}: {
  kind?: 'info' | 'good' | 'bad' | 'warn';
  children: ComponentChildren;
}) {
  return <div class={`notice ${kind}`}>{children}</div>;
}

export function Loading() {
  const m = useMessages();
  return (
    <p class="loading" role="status">
      {m.app.loading}
    </p>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

/** A modal dialog of the browser: it traps the focus, closes by Escape, and gives the focus back. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const m = useMessages();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      // As long as it is open, nothing outside of it takes the focus.
      shown?.close?.();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="dialog-box">
        <div class="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" class="button quiet round" aria-label={m.app.close} onClick={onClose}>
            <Icon name="cross" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

export function Tag({ kind, children }: { kind: string; children: ComponentChildren }) {
  return <span class={`tag ${kind}`}>{children}</span>;
}
