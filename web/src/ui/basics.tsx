import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { messages } from '../i18n';
import { explain } from '../i18n/explain';
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

/** A labelled input with its hint and its error, linked for screen readers. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const m = messages();
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

interface PageProps {
  title: string;
  lead?: ComponentChildren;
  wide?: boolean;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

let isFirstPage = true;

/** A page with its title, in the tab and as a heading that gets the focus when another page was shown before. */
export function Page({ title, lead, wide, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ATTN`;
  }, [title]);
  useEffect(() => {
    // A screen reader starts at the top of the first page by itself.
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
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

interface FailureProps {
  error: unknown;
  retry?: () => void;
}

/** What went wrong and what to do about it. */
export function Failure({ error, retry }: FailureProps) {
  const m = messages();
  return (
    <div class="notice bad" role="alert">
      <Icon name="warning" />
      <p>{explain(error)}</p>
      {retry && <Button onClick={retry}>{m.app.retry}</Button>}
    </div>
  );
}

interface NoticeProps {
  kind?: 'info' | 'good' | 'bad' | 'warn';
  children: ComponentChildren;
}

export function Notice({ kind = 'info', children }: NoticeProps) {
  return <div class={`notice ${kind}`}>{children}</div>;
}

export function Loading() {
  const m = messages();
  return (
    <p class="loading" role="status">
      {m.app.loading}
    </p>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

interface DialogProps {
  title: string;
  onClose(): void;
  children: ComponentChildren;
}

/** The browser's modal dialog: it traps the focus, closes on Escape and returns the focus. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const m = messages();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const previous = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      // Nothing outside an open dialog can take the focus.
      element?.close?.();
      if (previous instanceof HTMLElement && previous.isConnected) previous.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; the key for that is Escape.
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
