// Runs before the first paint, so that nobody is flashed by the wrong colours. A file of its own: inline scripts are forbidden.
try {
  var theme = localStorage.getItem('attn.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  var language = localStorage.getItem('attn.language') || navigator.language;
  document.documentElement.lang = /^tr\b/i.test(language) ? 'tr' : 'en';
} catch {
  // Storage is blocked: the system's colours and the page's default language.
}
