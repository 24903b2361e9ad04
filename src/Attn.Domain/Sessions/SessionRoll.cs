namespace Attn.Domain;

/// <summary>The roll of a class session: everybody who is expected or has a record, each student once.</summary>
public static class SessionRoll
{
    /// <summary>In the ordinal order of numbers.</summary>
    /// <param name="records">All records of the session; deleted ones are left out.</param>
    /// <param name="expected">Who is expected in the session's course.</param>
    public static IReadOnlyList<SessionStudent> Of(IEnumerable<AttendanceRecord> records, ExpectedStudents expected)
    {
        var recorded = records
            .Where(record => !record.State.IsDeleted)
            .ToDictionary(record => record.StudentNumber, StringComparer.Ordinal);
        var listed = expected.Students.ToDictionary(student => student.Number, StringComparer.Ordinal);
        return
        [
            .. from number in listed.Keys.Union(recorded.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            let student = listed.GetValueOrDefault(number)
            let record = recorded.GetValueOrDefault(number)
            select new SessionStudent(
                number,
                NameOf(record, student, expected.HasClassList),
                IsExpected: !expected.HasClassList || student is not null,
                record?.State
            )
            {
                RefusedComparisons = record?.RefusedComparisons ?? 0,
                Flags = record?.Flags ?? default,
            },
        ];
    }

    /// <summary>The same records under the names of the roll.</summary>
    public static IReadOnlyList<AttendanceRecord> WithBestNames(
        IReadOnlyList<AttendanceRecord> records,
        ExpectedStudents expected
    )
    {
        var listed = expected.Students.ToDictionary(student => student.Number, StringComparer.Ordinal);
        return
        [
            .. records.Select(record =>
                record with
                {
                    StudentName = NameOf(record, listed.GetValueOrDefault(record.StudentNumber), expected.HasClassList),
                }
            ),
        ];
    }

    private static string NameOf(AttendanceRecord? record, ExpectedStudent? student, bool hasClassList) =>
        StudentNames.Best(
            fromPortal: record is { NameIsFromPortal: true } ? record.StudentName
                : student is { NameIsFromPortal: true } ? student.Name
                : null,
            fromClassList: hasClassList ? student?.Name : null,
            typed: record?.StudentName ?? student?.Name
        )!;
}
