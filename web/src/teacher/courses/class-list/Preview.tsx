import { useState } from 'preact/hooks';
import type { ListPreview, ListProblem } from '../../../api/types';
import { messages } from '../../../i18n';
import { Notice } from '../../../ui/basics';
import { ColumnTable } from './ColumnTable';
import { Differences, Student } from './Differences';
import { ProblemList, SkippedList, WarningList } from './Findings';
import type { usePreview } from './usePreview';

interface PreviewProps {
  reading: ReturnType<typeof usePreview>;
  preview: ListPreview;
  problems: ListProblem[];
  problemCount: number;
  isFile: boolean;
}

/** What the server read, what is wrong with it, and what it would change. */
export function Preview({ reading, preview, problems, problemCount, isFile }: PreviewProps) {
  const m = messages().classList;
  const { source, students, skipped, warnings } = preview;
  const { sheets = [] } = source;
  return (
    <div class="list-preview">
      <h3>{m.table}</h3>
      {sheets.length > 1 && <SheetChoice sheets={sheets} current={source.sheet} onSheet={reading.chooseSheet} />}
      <p class="muted">{howRead(source, isFile)}</p>
      {reading.columns.length > 0 && <ColumnTable columns={reading.columns} onRole={reading.chooseRole} />}
      {!reading.isComplete && <Notice kind="warn">{m.incomplete}</Notice>}
      {skipped.length > 0 && <SkippedList skipped={skipped} />}
      {problemCount > 0 && <ProblemList problems={problems} count={problemCount} />}
      {warnings.length > 0 && <WarningList warnings={warnings} />}
      {students.length > 0 && <Students students={students} />}
      {problemCount === 0 && reading.isComplete && <Differences preview={preview} />}
    </div>
  );
}

interface SheetChoiceProps {
  sheets: string[];
  current: string | null | undefined;
  onSheet(place: number): void;
}

function SheetChoice({ sheets, current, onSheet }: SheetChoiceProps) {
  const m = messages().classList;
  return (
    <label class="sheet-choice">
      {m.sheet}{' '}
      <select
        value={sheets.indexOf(current ?? '') + 1}
        onChange={(event) => onSheet(Number(event.currentTarget.value))}
      >
        {sheets.map((name, index) => (
          <option key={name} value={index + 1}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Students({ students }: Pick<ListPreview, 'students'>) {
  const m = messages().classList;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details class="fold" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{m.asSaved(students.length)}</summary>
      <ul class="names">{isOpen && students.map((student) => <Student key={student.line} {...student} />)}</ul>
    </details>
  );
}

function howRead({ kind, encoding, separator, sheet }: ListPreview['source'], isFile: boolean): string {
  const m = messages().classList;
  return [
    m.kinds[kind],
    sheet && m.sheetName(sheet),
    // A pasted text has none of its own.
    isFile && encoding && m.encoding(encodingName(encoding)),
    separator && m.separators[separator],
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Names as people know them: UTF-8, Windows-1254, ISO-8859-9. */
const encodingName = (name: string): string =>
  name.startsWith('windows') ? name.replace('w', 'W') : name.toUpperCase();
