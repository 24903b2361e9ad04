import { readFileSync } from 'node:fs';
import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen } from '@testing-library/preact';
import { expect, it, vi } from 'vitest';
import { CoursePage } from '../teacher/courses/CoursePage';
import { SessionList } from '../teacher/SessionList';
import { aCourse, anEnrolled, aSession } from '../test-records';

/** What `print.css` takes off the paper, as a selector. */
function hiddenOnPaper(): string {
  const styles = readFileSync('src/styles/print.css', 'utf8').split('@media print').at(-1)!;
  const selectors = /(?<=\})[^{}]+(?=\{\s*display: none)/.exec(styles)![0].split(/,\n/);
  return selectors.filter((selector) => !selector.includes(':has(')).join(',');
}

it('prints the students of a course without the import of a list and without controls', async () => {
  vi.stubGlobal('fetch', async (address: string) =>
    Response.json(address.endsWith('/students') ? [anEnrolled('1')] : aCourse()),
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <CoursePage id="c1" section="students" />
    </QueryClientProvider>,
  );
  const isPrinted = (element: Element): boolean => element.closest(hiddenOnPaper()) === null;
  expect(isPrinted(await screen.findByText('Student 1'))).toBe(true);
  for (const control of document.querySelectorAll('button, input, textarea, a.button, nav, #class-list'))
    expect(isPrinted(control), control.outerHTML).toBe(false);
});

it('prints a list of sessions without its arrows', () => {
  const { container } = render(<SessionList sessions={[aSession()]} />);
  expect(container.querySelector('.icon')!.matches(hiddenOnPaper())).toBe(true);
});
