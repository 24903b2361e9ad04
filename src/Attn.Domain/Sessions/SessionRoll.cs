namespace Attn.Domain;

/// <summary>The roll of a class session: everybody who is expected or has a record, each student once.</summary>
public static class SessionRoll
{
    /// <summary>In the ordinal order of numbers.</summary>
    /// <param name="records">All records of the session; deleted ones are left out.</param>
    /// <param name="expected">Who is expected in the session, and who else is on the list.</param>
    public static IReadOnlyList<SessionStudent> Of(IEnumerable<AttendanceRecord> records, ExpectedStudents expected)
    {
        var recorded = records
            .Where(record => !record.State.IsDeleted)
            .ToDictionary(record => record.StudentNumber, StringComparer.Ordinal);
        var listed = ByNumber(expected);
        return
        [
            .. from number in listed
                .Values.Where(student => student.IsExpected)
                .Select(student => student.Number)
                .Union(recorded.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
            let student = listed.GetValueOrDefault(number)
            let record = recorded.GetValueOrDefault(number)
            select SessionStudent.Of(
                number,
                StudentNames.Of(student, expected.HasClassList).With(record).Best!,
                IsEnrolled(student, expected),
                record,
                student is { IsExpected: false }
            ) with
            {
                ShownNumber = student?.WrittenNumber ?? number,
            },
        ];
    }

    /// <summary>The same records, deleted ones too, as the roll shows their students.</summary>
    public static IReadOnlyList<RosterRecord> Show(IEnumerable<AttendanceRecord> records, ExpectedStudents expected)
    {
        var listed = ByNumber(expected);
        return [.. records.Select(record => Show(record, listed.GetValueOrDefault(record.StudentNumber), expected))];
    }

    /// <summary>The same records; typed names give way to what the portal said at a later sign-in.</summary>
    /// <param name="fromPortal">Names by student number.</param>
    public static IReadOnlyList<AttendanceRecord> WithPortalNames(
        IReadOnlyList<AttendanceRecord> records,
        IReadOnlyDictionary<string, string> fromPortal
    ) =>
        fromPortal.Count == 0
            ? records
            :
            [
                .. records.Select(record =>
                    fromPortal.TryGetValue(record.StudentNumber, out var name)
                        ? record with
                        {
                            StudentName = name,
                            NameIsFromPortal = true,
                        }
                        : record
                ),
            ];

    private static RosterRecord Show(AttendanceRecord record, ExpectedStudent? student, ExpectedStudents expected)
    {
        var names = StudentNames.Of(student, expected.HasClassList).With(record);
        return new(record with { StudentName = names.Best! }, IsEnrolled(student, expected))
        {
            ShownNumber = student?.WrittenNumber ?? record.StudentNumber,
        };
    }

    private static bool? IsEnrolled(ExpectedStudent? student, ExpectedStudents expected) =>
        expected.HasClassList ? student is not null : null;

    private static Dictionary<string, ExpectedStudent> ByNumber(ExpectedStudents expected) =>
        expected.Students.ToDictionary(student => student.Number, StringComparer.Ordinal);
}
