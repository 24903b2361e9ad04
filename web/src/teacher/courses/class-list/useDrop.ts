import { useEffect, useState } from 'preact/hooks';

/** Takes files that are dropped on an element. */
export function useDrop(onFiles: (files: File[]) => void) {
  const [isOver, setIsOver] = useState(false);
  // A file that is dropped beside it would be opened by the browser, and the page be gone.
  useEffect(() => {
    window.addEventListener('dragover', ignoreFiles);
    window.addEventListener('drop', ignoreFiles);
    return () => {
      window.removeEventListener('dragover', ignoreFiles);
      window.removeEventListener('drop', ignoreFiles);
    };
  }, []);
  const handlers = {
    onDragOver: (event: DragEvent): void => setIsOver(hasFiles(event)),
    onDragLeave: (event: DragEvent): void => {
      const { currentTarget, relatedTarget } = event;
      if (!(currentTarget as Element).contains(relatedTarget as Node | null)) setIsOver(false);
    },
    onDrop: (event: DragEvent): void => {
      setIsOver(false);
      if (hasFiles(event)) onFiles([...(event.dataTransfer?.files ?? [])]);
    },
  };
  return { isOver, handlers };
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

const ignoreFiles = (event: DragEvent): void => {
  if (hasFiles(event)) event.preventDefault();
};
