import { Link } from 'wouter-preact';

interface SectionsProps {
  label: string;
  current: string;
  items: { name: string; label: string; href: string }[];
}

/** Parts of a page, each with an address: links that look like tabs, so that a reload and the back button work. */
export function Sections({ label, current, items }: SectionsProps) {
  return (
    <nav class="sections" aria-label={label}>
      {items.map((item) => (
        <Link key={item.name} href={item.href} aria-current={item.name === current ? 'page' : undefined}>
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
