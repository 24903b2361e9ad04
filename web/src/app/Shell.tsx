import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { endsSoon } from '../auth/keep-alive';
import { type Login, login, renew, signOut } from '../auth/login';
import { type Language, language, type Messages, setLanguage, useMessages } from '../i18n';
import { Button } from '../ui/basics';
import { Icon, type IconName } from '../ui/icons';
import { Toasts } from '../ui/toast';
import { useOnline } from './hooks';
import { useStore } from './store';
import { setTheme, type Theme, theme } from './theme';

interface Place {
  href: string;
  icon: IconName;
  label: (m: Messages) => string;
  within: RegExp;
}

const places: Record<'Teacher' | 'Student', Place[]> = {
  Teacher: [
    { href: '/teacher', icon: 'today', label: (m) => m.teacher.today, within: /^\/teacher(\/live\/.*)?$/ },
    {
      href: '/teacher/history',
      icon: 'list',
      label: (m) => m.teacher.history,
      within: /^\/teacher\/(history|sessions)/,
    },
    { href: '/teacher/lessons', icon: 'book', label: (m) => m.teacher.lessons, within: /^\/teacher\/lessons/ },
  ],
  Student: [
    { href: '/student', icon: 'today', label: (m) => m.student.today, within: /^\/student(\/(scan|sessions).*)?$/ },
    {
      href: '/student/attendance',
      icon: 'chart',
      label: (m) => m.student.attendance,
      within: /^\/student\/attendance/,
    },
    { href: '/student/privacy', icon: 'shield', label: (m) => m.student.privacy, within: /^\/student\/privacy/ },
  ],
};

export function Shell({ children }: { children: ComponentChildren }) {
  const m = useMessages();
  const current = useStore(login);
  return (
    <>
      <a class="skip" href="#content">
        {m.app.skip}
      </a>
      <header class="top">
        <Link href="/" class="brand">
          <Logo /> {m.app.name}
        </Link>
        {current && <Navigation current={current} />}
        <Settings current={current} />
      </header>
      <Banners />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Toasts />
    </>
  );
}

function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" class="logo-ground" />
      <path
        d="M8 17l5.5 5.5L24.5 11"
        fill="none"
        class="logo-mark"
        stroke-width="3.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

function Navigation({ current }: { current: Login }) {
  const m = useMessages();
  const [location] = useLocation();
  return (
    <nav class="places" aria-label={m.app.navigation}>
      {places[current.user.role].map((place) => (
        <Link key={place.href} href={place.href} aria-current={place.within.test(location) ? 'page' : undefined}>
          <Icon name={place.icon} /> <span>{place.label(m)}</span>
        </Link>
      ))}
    </nav>
  );
}

function Settings({ current }: { current: Login | null }) {
  const m = useMessages();
  const details = useRef<HTMLDetailsElement>(null);
  const spoken = useStore(language);
  const colours = useStore(theme);
  useEffect(() => {
    const close = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
      if (event instanceof PointerEvent && details.current?.contains(event.target as Node)) return;
      if (details.current?.open) {
        if (event instanceof KeyboardEvent) details.current.querySelector('summary')?.focus();
        details.current.open = false;
      }
    };
    document.addEventListener('keydown', close);
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('keydown', close);
      document.removeEventListener('pointerdown', close);
    };
  }, []);
  return (
    <details class="settings" ref={details}>
      <summary>
        <Icon name="gear" /> <span class="visually-hidden">{m.app.menu}</span>
      </summary>
      <div class="settings-box">
        {current && <p class="who">{m.app.signedInAs(current.user.user_full_name)}</p>}
        <fieldset class="switch">
          <legend>{m.app.language}</legend>
          {(
            [
              ['tr', 'Türkçe'],
              ['en', 'English'],
            ] as [Language, string][]
          ).map(([value, label]) => (
            <label key={value} lang={value}>
              <input type="radio" name="language" checked={spoken === value} onChange={() => setLanguage(value)} />{' '}
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
        <fieldset class="switch">
          <legend>{m.app.theme}</legend>
          {(
            [
              ['system', m.app.themeSystem],
              ['light', m.app.themeLight],
              ['dark', m.app.themeDark],
            ] as [Theme, string][]
          ).map(([value, label]) => (
            <label key={value}>
              <input type="radio" name="theme" checked={colours === value} onChange={() => setTheme(value)} />{' '}
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
        {current && <Button onClick={() => void signOut()}>{m.app.signOut}</Button>}
      </div>
    </details>
  );
}

function Banners() {
  const m = useMessages();
  const online = useOnline();
  const soon = useStore(endsSoon);
  return (
    <div class="banners" aria-live="polite">
      {!online && (
        <p class="banner warn">
          <Icon name="warning" /> {m.app.offline}
        </p>
      )}
      {soon && (
        <div class="banner warn">
          <p>
            <strong>{m.signIn.soonTitle}</strong> {m.signIn.soon}
          </p>
          <Button
            onClick={() =>
              void renew().then(
                () => endsSoon.set(false),
                () => undefined,
              )
            }
          >
            {m.signIn.stay}
          </Button>
        </div>
      )}
    </div>
  );
}
