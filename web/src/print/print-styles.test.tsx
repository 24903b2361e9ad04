import { readFileSync } from 'node:fs';
import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CoursePage } from '../teacher/courses/CoursePage';
import { SessionList } from '../teacher/SessionList';
import { aCourse, anEnrolled, aSession } from '../test-records';

const { device } = (window as unknown as { happyDOM: { settings: { device: { mediaType: string } } } }).happyDOM
  .settings;
const sheet = document.createElement('style');
sheet.textContent = ['base', 'parts', 'teacher', 'print']
  .map((name) => readFileSync(`src/styles/${name}.css`, 'utf8'))
  .join('\n');

beforeEach(() => {
  document.head.append(sheet);
  device.mediaType = 'print';
});
afterEach(() => {
  device.mediaType = 'screen';
  sheet.remove();
});

function isPrinted(element: Element | null): boolean {
  if (!element) return true;
  return getComputedStyle(element).display !== 'none' && isPrinted(element.parentElement);
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
  expect(isPrinted(await screen.findByText('Student 1'))).toBe(true);
  for (const control of document.querySelectorAll('button, input, textarea, a.button, nav, #class-list'))
    expect(isPrinted(control), control.outerHTML).toBe(false);
});

it('prints a list of sessions without its arrows', () => {
  const { container } = render(<SessionList sessions={[aSession()]} />);
  expect(isPrinted(container.querySelector('strong'))).toBe(true);
  expect(isPrinted(container.querySelector('.icon'))).toBe(false);
});
