import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ListPreview } from '../../../api/types';
import { messages } from '../../../i18n';

/** What the list would change, before it does. */
export function Differences({ preview }: { preview: ListPreview }) {
  const m = messages().classList;
  const { added, removed, renamed, changed, unchanged } = preview;
  if (changesNobody(preview)) return <p class="muted">{m.nothing}</p>;
  return (
    <section class="differences" aria-label={m.differences}>
      <h3>{m.differences}</h3>
      <Group name="added" title={m.added(added.length)} count={added.length}>
        {() => added.map((student) => <Student key={student.user_school_number} {...student} />)}
      </Group>
      <Group name="removed" title={m.removed(removed.length)} count={removed.length} hint={m.removedHint}>
        {() => removed.map((student) => <Student key={student.user_school_number} {...student} />)}
      </Group>
      <Group name="renamed" title={m.renamed(renamed.length)} count={renamed.length}>
        {() =>
          renamed.map(({ user_school_number, user_full_name, previous_name }) => (
            <li key={user_school_number}>
              <s>{previous_name}</s> → {user_full_name} <span class="muted">{user_school_number}</span>
            </li>
          ))
        }
      </Group>
      <Group name="changed" title={m.changed(changed.length)} count={changed.length}>
        {() =>
          changed.map(({ user_school_number, user_full_name, group, previous_group }) => (
            <li key={user_school_number}>
              {user_full_name} <span class="muted">{user_school_number}</span>
              {group !== previous_group && ` · ${m.regrouped(previous_group ?? '–', group ?? '–')}`}
            </li>
          ))
        }
      </Group>
      <p class="muted">{m.unchanged(unchanged)}</p>
    </section>
  );
}

export const changesNobody = ({ added, removed, renamed, changed }: ListPreview): boolean =>
  added.length + removed.length + renamed.length + changed.length === 0;

interface GroupProps {
  name: string;
  title: string;
  count: number;
  hint?: string;
  children: () => ComponentChildren;
}

/** Folded, and filled when it is opened: there may be thousands. */
function Group({ name, title, count, hint, children }: GroupProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (count === 0) return null;
  return (
    <details class={`fold ${name}`} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && hint && <p class="hint">{hint}</p>}
      {isOpen && <ul class="names">{children()}</ul>}
    </details>
  );
}

export function Student({ user_full_name, user_school_number, group }: ListPreview['added'][number]) {
  const m = messages().students;
  return (
    <li>
      {user_full_name} <span class="muted">{user_school_number}</span>
      {group && <span class="muted"> · {m.groupName(group)}</span>}
    </li>
  );
}
