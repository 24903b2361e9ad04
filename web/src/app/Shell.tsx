import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import type { Role } from '../api/types';
import { expiresSoon, staySignedIn } from '../auth/keep-alive';
import { type Login, login, signOut } from '../auth/login';
import { type Language, language, type Messages, messages, setLanguage } from '../i18n';
import { Button } from '../ui/basics';
import { Icon, type IconName } from '../ui/icons';
import { Toasts } from '../ui/toast';
import { useOnline } from './hooks';
import { setTheme, type Theme, theme } from './theme';

interface NavigationItem {
  href: string;
  icon: IconName;
  label: (m: Messages) => string;
  section: RegExp;
}

const navigation: Record<Role, NavigationItem[]> = {
  Teacher: [
    { href: '/teacher', icon: 'today', label: (m) => m.teacher.today, section: /^\/teacher(\/live\/.*)?$/ },
    {
      href: '/teacher/history',
      icon: 'list',
      label: (m) => m.teacher.history,
      section: /^\/teacher\/(history|sessions)/,
    },
    {
      href: '/teacher/courses',
      icon: 'book',
      label: (m) => m.teacher.courses,
      section: /^\/teacher\/(courses|lessons)/,
    },
  ],
  Student: [
    { href: '/student', icon: 'today', label: (m) => m.student.today, section: /^\/student(\/(scan|sessions).*)?$/ },
    {
      href: '/student/attendance',
      icon: 'chart',
      label: (m) => m.student.attendance,
      section: /^\/student\/attendance/,
    },
    { href: '/student/privacy', icon: 'shield', label: (m) => m.student.privacy, section: /^\/student\/privacy/ },
  ],
};

export function Shell({ children }: { children: ComponentChildren }) {
  const m = messages();
  const current = login.value;
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
  const m = messages();
  const [location] = useLocation();
  return (
    <nav class="navigation" aria-label={m.app.navigation}>
      {navigation[current.user.role].map((item) => (
        <Link key={item.href} href={item.href} aria-current={item.section.test(location) ? 'page' : undefined}>
          <Icon name={item.icon} /> <span>{item.label(m)}</span>
        </Link>
      ))}
    </nav>
  );
}

function Settings({ current }: { current: Login | null }) {
  const m = messages();
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
      if (event instanceof PointerEvent && details.current?.contains(event.target as Node)) return;
      if (!details.current?.open) return;
      if (event instanceof KeyboardEvent) details.current.querySelector('summary')?.focus();
      details.current.open = false;
    };
    document.addEventListener('keydown', close);
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('keydown', close);
      document.removeEventListener('pointerdown', close);
    };
  }, []);
  const languages: Choice<Language>[] = [
    { value: 'tr', label: 'Türkçe', lang: 'tr' },
    { value: 'en', label: 'English', lang: 'en' },
  ];
  const themes: Choice<Theme>[] = [
    { value: 'system', label: m.app.themeSystem },
    { value: 'light', label: m.app.themeLight },
    { value: 'dark', label: m.app.themeDark },
  ];
  return (
    <details class="settings" ref={details}>
      <summary>
        <Icon name="gear" /> <span class="visually-hidden">{m.app.menu}</span>
      </summary>
      <div class="settings-box">
        {current && <p class="who">{m.app.signedInAs(current.user.user_full_name)}</p>}
        <Choices
          name="language"
          legend={m.app.language}
          choices={languages}
          selected={language.value}
          onSelect={setLanguage}
        />
        <Choices name="theme" legend={m.app.theme} choices={themes} selected={theme.value} onSelect={setTheme} />
        {current && <Button onClick={() => void signOut()}>{m.app.signOut}</Button>}
      </div>
    </details>
  );
}

interface Choice<T> {
  value: T;
  label: string;
  lang?: string;
}

interface ChoicesProps<T> {
  name: string;
  legend: string;
  choices: Choice<T>[];
  selected: T;
  onSelect(value: T): void;
}

function Choices<T extends string>({ name, legend, choices, selected, onSelect }: ChoicesProps<T>) {
  return (
    <fieldset class="switch">
      <legend>{legend}</legend>
      {choices.map(({ value, label, lang }) => (
        <label key={value} lang={lang}>
          <input type="radio" name={name} checked={selected === value} onChange={() => onSelect(value)} />{' '}
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Banners() {
  const m = messages();
  const online = useOnline();
  return (
    <div class="banners" aria-live="polite">
      {!online && (
        <p class="banner warn">
          <Icon name="warning" /> {m.app.offline}
        </p>
      )}
      {expiresSoon.value && (
        <div class="banner warn">
          <p>
            <strong>{m.signIn.soonTitle}</strong> {m.signIn.soon}
          </p>
          <Button onClick={() => void staySignedIn()}>{m.signIn.stay}</Button>
        </div>
      )}
    </div>
  );
}
