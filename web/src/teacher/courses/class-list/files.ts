/** What the server takes. */
export const MAX_BYTES = 4 * 1024 * 1024;

// By the name's end, because the type that a browser gives a file depends on what is installed.
const contentTypes: Record<string, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xlsm: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  html: 'text/html',
  htm: 'text/html',
  csv: 'text/csv',
  tsv: 'text/plain',
  txt: 'text/plain',
};

export const ACCEPTED = Object.keys(contentTypes)
  .map((extension) => `.${extension}`)
  .join(',');

/** Null: not a kind of file that lists come in. */
export const contentTypeOf = (name: string): string | null => {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return (name.includes('.') && contentTypes[extension]) || null;
};
