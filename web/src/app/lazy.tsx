import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { messages } from '../i18n';
import { Button, Loading, Notice } from '../ui/basics';

const MAX_RETRIES = 3;
const RETRY_AFTER_MS = 1000;

/** A component whose code is fetched when it is first shown, with retries. */
export function lazy(load: () => Promise<{ default: ComponentType }>): ComponentType {
  let loaded: ComponentType | null = null;
  return function Lazy() {
    const m = messages();
    const [Content, setContent] = useState<ComponentType | null>(() => loaded);
    const [failures, setFailures] = useState(0);
    useEffect(() => {
      if (Content || failures >= MAX_RETRIES) return;
      let mounted = true;
      load().then(
        (module) => {
          loaded = module.default;
          if (mounted) setContent(() => module.default);
        },
        () => setTimeout(() => mounted && setFailures(failures + 1), RETRY_AFTER_MS),
      );
      return () => {
        mounted = false;
      };
    }, [failures]);
    if (Content) return <Content />;
    if (failures < MAX_RETRIES) return <Loading />;
    // After an update of the server the file may be gone; a reload fetches the new page.
    return (
      <Notice kind="bad">
        <p>{m.errors.unreachable}</p>
        <Button onClick={() => window.location.reload()}>{m.app.reload}</Button>
      </Notice>
    );
  };
}
