export const MIN_NAME_LENGTH = 3;

/** Of a student or a colleague, as somebody types it. */
export const isSchoolNumber = (text: string): boolean => /^[A-Za-z0-9._@-]{1,64}$/.test(text);
