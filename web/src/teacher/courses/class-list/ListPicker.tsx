import { useId, useRef } from 'preact/hooks';
import { messages } from '../../../i18n';
import { Button, Field } from '../../../ui/basics';
import { Icon } from '../../../ui/icons';
import { ACCEPTED } from './files';
import type { useSource } from './useSource';

/** Where a list comes from: pasted text, or a file. */
export function ListPicker({ list }: { list: ReturnType<typeof useSource> }) {
  const m = messages();
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const refusal = list.refusal && m.classList.refusals[list.refusal];
  return (
    <>
      {!list.file && (
        <Field label={m.students.paste} hint={m.classList.pasteHint}>
          {(attributes) => (
            <textarea
              {...attributes}
              class="list-text"
              rows={6}
              spellcheck={false}
              autocomplete="off"
              value={list.text}
              placeholder={m.classList.example}
              onInput={(event) => list.write(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      {list.file && (
        <p class="chosen-file">
          <Icon name="list" /> <strong>{list.file.name}</strong>{' '}
          <Button kind="quiet" onClick={list.removeFile}>
            {m.classList.removeFile}
          </Button>
        </p>
      )}
      <div class="file-choice">
        {/* The browser's own field speaks the browser's language, not the page's. */}
        <input
          ref={input}
          type="file"
          hidden
          accept={ACCEPTED}
          onChange={(event) => {
            const { currentTarget } = event;
            // The list is copied, because it is emptied so that the same file can be chosen again after a change.
            void list.choose([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
        <Button aria-describedby={hint} onClick={() => input.current?.click()}>
          {list.file ? m.classList.chooseOther : m.classList.chooseFile}
        </Button>
        <span id={hint} class="hint">
          {m.classList.fileHint}
        </span>
      </div>
      {refusal && (
        <p class="field-error" role="alert">
          <Icon name="warning" /> {refusal}
        </p>
      )}
    </>
  );
}
