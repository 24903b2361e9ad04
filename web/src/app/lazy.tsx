import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useMessages } from '../i18n';
import { Button, Loading, Notice } from '../ui/basics';

const RETRIES = 3;

/** A part of the client that is fetched when it is first shown, again where the network broke. */
export function lazy(load: () => Promise<{ default: ComponentType }>): ComponentType {
  let loaded: ComponentType | null = null;
  return function Lazy() {
    const m = useMessages();
    const [Shown, setShown] = useState<ComponentType | null>(() => loaded);
    const [failures, setFailures] = useState(0);
    useEffect(() => {
      if (Shown || failures >= RETRIES) return;
      let here = true;
      load().then(
        (module) => {
          loaded = module.default;
          if (here) setShown(() => module.default);
        },
        () => setTimeout(() => here && setFailures(failures + 1), 1000),
      );
      return () => void (here = false);
    }, [failures]);
    if (Shown) return <Shown />;
    // After an update the old file may be gone: a reload fetches the new page.
    if (failures >= RETRIES) {
      return (
        <Notice kind="bad">
          <p>{m.errors.unreachable}</p>
          <Button onClick={() => window.location.reload()}>{m.app.reload}</Button>
        </Notice>
      );
    }
    return <Loading />;
  };
}
