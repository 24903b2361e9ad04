import { useEffect, useState } from 'preact/hooks';
import { replaceList, restoreList } from '../../api/class-list';
import { ApiError } from '../../api/http';
import type { ListPreview } from '../../api/types';
import { useSubmit } from '../../app/submit';
import { messages } from '../../i18n';
import { Button, Dialog, Failure, Notice } from '../../ui/basics';
import { changesNobody } from './class-list/Differences';
import { ListPicker } from './class-list/ListPicker';
import { Preview } from './class-list/Preview';
import { useDrop } from './class-list/useDrop';
import { type OfferUndo, useListChange } from './class-list/useListChange';
import { usePreview } from './class-list/usePreview';
import { useSource } from './class-list/useSource';

/** Where a link leads to the import. */
export const CLASS_LIST_ID = 'class-list';

/** Taking off more than this part of the list asks once more: it may be the list of another course. */
const LARGE_REMOVAL = 0.2;

interface ClassListEditorProps {
  course: string;
  hasClassList: boolean;
  offerUndo: OfferUndo;
}

/** Replaces the class list with one that is pasted or comes as a file, or removes it. */
export function ClassListEditor({ course, hasClassList, offerUndo }: ClassListEditorProps) {
  const m = messages();
  const list = useSource(course);
  const { isOver, handlers } = useDrop(list.choose);
  return (
    <section class={`card list-editor${isOver ? ' drop-target' : ''}`} aria-labelledby={CLASS_LIST_ID} {...handlers}>
      <h2 id={CLASS_LIST_ID} tabIndex={-1}>
        {m.students.classList}
      </h2>
      <p class="hint">{m.classList.lead}</p>
      <ListPicker list={list} />
      <Replacement course={course} list={list} offerUndo={offerUndo} />
      {hasClassList && <Removal course={course} offerUndo={offerUndo} />}
    </section>
  );
}

interface ReplacementProps {
  course: string;
  list: ReturnType<typeof useSource>;
  offerUndo: OfferUndo;
}

function Replacement({ course, list, offerUndo }: ReplacementProps) {
  const m = messages();
  const { source } = list;
  const reading = usePreview(course, source);
  const { preview, version, choices } = reading;
  const [confirming, setConfirming] = useState(false);
  const change = useListChange(course, offerUndo);

  const { submit, busy, error, reset } = useSubmit(async () => {
    if (!source || !preview) return;
    const { added, removed, renamed } = preview;
    await change({
      text: m.classList.replaced(preview.students.length, added.length, removed.length, renamed.length),
      shown: version,
      run: async (current) => {
        const after = await replaceList(course, source, choices, current);
        list.clear();
        return after;
      },
    });
  });
  const isOutdated = error instanceof ApiError && error.code === 'class_list_changed';
  useEffect(() => {
    if (isOutdated) void reading.refetch();
  }, [isOutdated]);
  // What was refused was another list.
  useEffect(reset, [source?.id, choices.columns, choices.sheet]);

  const refused = refusalOf(error);
  const problems = refused?.problems ?? preview?.problems ?? [];
  const problemCount = (refused ?? preview)?.problem_count ?? problems.length;
  const isReading = list.isWaiting || reading.isReading;
  const obstacle = isReading ? m.classList.reading : obstacleOf(reading, problemCount);

  const press = (): void => {
    if (preview && isLargeRemoval(preview)) setConfirming(true);
    else void submit();
  };
  return (
    <>
      <p class="visually-hidden" role="status">
        {isReading && m.classList.reading}
        {!isReading && preview && m.classList.summary(preview.students.length, problemCount)}
      </p>
      {isReading && !preview && <p class="loading">{m.classList.reading}</p>}
      {reading.error !== null && <Failure error={reading.error} retry={() => void reading.refetch()} />}
      {isOutdated && <Notice kind="warn">{m.classList.outdated}</Notice>}
      {preview && (
        <div class={isReading ? 'is-reading' : undefined}>
          <Preview
            reading={reading}
            preview={preview}
            problems={problems}
            problemCount={problemCount}
            isFile={list.file !== null}
          />
        </div>
      )}
      {error !== null && !isOutdated && !refused && <Failure error={error} />}
      {source && (
        <div class="list-actions">
          <Button kind="main" busy={busy} disabled={obstacle !== null} aria-describedby="list-obstacle" onClick={press}>
            {m.students.replace}
          </Button>
          {problems.some((problem) => problem.code === 'column_doubtful') && (
            <Button onClick={reading.confirmRoles}>{m.classList.columnsAreRight}</Button>
          )}
          <span id="list-obstacle" class="hint">
            {obstacle}
          </span>
        </div>
      )}
      {confirming && preview && (
        <ConfirmDialog
          title={m.classList.confirmTitle(preview.removed.length)}
          text={m.classList.confirmText(preview.removed.length, sizeOf(preview))}
          action={m.students.replace}
          onClose={() => setConfirming(false)}
          onConfirm={() => void submit()}
        />
      )}
    </>
  );
}

/** Why the list cannot be replaced yet; null: it can. */
function obstacleOf(reading: ReturnType<typeof usePreview>, problemCount: number): string | null {
  const m = messages().classList;
  const { preview } = reading;
  if (!reading.isComplete) return m.incomplete;
  if (!preview || !reading.isCurrent) return m.notRead;
  if (problemCount > 0) return m.problemsFirst(problemCount);
  return changesNobody(preview) ? m.nothing : null;
}

/** What the server found wrong when it was to save the list. */
const refusalOf = (error: unknown) =>
  error instanceof ApiError && error.code === 'class_list_not_valid'
    ? (error.problem as Pick<ListPreview, 'problems' | 'problem_count'>)
    : undefined;

/** Of the list that is there. */
const sizeOf = ({ removed, renamed, changed, unchanged }: ListPreview): number =>
  removed.length + renamed.length + changed.length + unchanged;
const isLargeRemoval = (preview: ListPreview): boolean => preview.removed.length > LARGE_REMOVAL * sizeOf(preview);

function Removal({ course, offerUndo }: { course: string; offerUndo: OfferUndo }) {
  const m = messages();
  const [confirming, setConfirming] = useState(false);
  const change = useListChange(course, offerUndo);
  const { submit, busy, error } = useSubmit(() =>
    change({ text: m.students.listRemoved, shown: null, run: (version) => restoreList(course, [], version) }),
  );
  return (
    <>
      {error !== null && <Failure error={error} />}
      <div class="list-actions">
        <Button kind="danger" busy={busy} onClick={() => setConfirming(true)}>
          {m.students.removeList}
        </Button>
      </div>
      {confirming && (
        <ConfirmDialog
          title={m.students.removeListTitle}
          text={m.students.removeListText}
          action={m.students.removeList}
          onClose={() => setConfirming(false)}
          onConfirm={() => void submit()}
        />
      )}
    </>
  );
}

interface ConfirmDialogProps {
  title: string;
  text: string;
  action: string;
  onClose(): void;
  onConfirm(): void;
}

function ConfirmDialog({ title, text, action, onClose, onConfirm }: ConfirmDialogProps) {
  const m = messages();
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <div class="dialog-actions">
        <Button onClick={onClose}>{m.app.cancel}</Button>
        <Button
          kind="danger"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
