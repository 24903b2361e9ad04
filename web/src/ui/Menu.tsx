import { useRef } from 'preact/hooks';
import { Button } from './basics';

interface MenuItem {
  label: string;
  onSelect(): void;
}

/** A button that opens a list of further ones, and closes when one of them is pressed. */
export function Menu({ label, items }: { label: string; items: MenuItem[] }) {
  const details = useRef<HTMLDetailsElement>(null);
  return (
    <details class="menu" ref={details}>
      <summary class="button plain">{label}</summary>
      <div class="menu-box">
        {items.map((item) => (
          <Button
            key={item.label}
            kind="quiet"
            onClick={() => {
              if (details.current) details.current.open = false;
              item.onSelect();
            }}
          >
            {item.label}
          </Button>
        ))}
      </div>
    </details>
  );
}
