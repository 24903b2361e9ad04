// Runs before the first paint, so that the page does not flash in the wrong colours or language. It is a file of its
// own because the Content-Security-Policy forbids inline scripts.
try {
  const theme = localStorage.getItem('attn.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const language = localStorage.getItem('attn.language') || navigator.language;
  document.documentElement.lang = /^tr\b/i.test(language) ? 'tr' : 'en';
} catch {
  // Storage is blocked: the page keeps the system's colours and its default language.
}
