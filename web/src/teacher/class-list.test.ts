import { describe, expect, it } from 'vitest';
import { parseClassList } from './class-list';

describe('a pasted class list', () => {
  it.each([
    ['tabs', '20201\tAyşe Yılmaz\n20202\tMehmet Demir'],
    ['semicolons, a BOM and headings', '\uFEFFNumara;Ad Soyad\r\n20201;Ayşe Yılmaz\r\n20202;Mehmet Demir\r\n'],
    ['commas and quotes', '20201,"Ayşe Yılmaz"\n20202,"Mehmet Demir"'],
    ['a column of surnames', '20201\tAyşe\tYılmaz\n20202\tMehmet\tDemir'],
    ['spaces', '20201 Ayşe Yılmaz\n\n20202 Mehmet Demir'],
  ])('is read with %s', (_, text) => {
    expect(parseClassList(text)).toEqual({
      students: [
        { student_school_number: '20201', student_full_name: 'Ayşe Yılmaz' },
        { student_school_number: '20202', student_full_name: 'Mehmet Demir' },
      ],
      badLines: [],
    });
  });

  it('names the lines that cannot be read', () => {
    expect(parseClassList('20201;Ayşe Yılmaz\n20202\nMehmet Demir;x').badLines).toEqual([2, 3]);
  });
});
