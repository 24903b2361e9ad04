namespace Attn.Domain;

/// <summary>
/// What is known about one student's name. <see cref="Best"/> of it is shown on every screen and in every report.
/// </summary>
/// <param name="FromPortal">Of the last sign-in.</param>
/// <param name="FromClassList">Of the course.</param>
/// <param name="Typed">By a teacher.</param>
public sealed record StudentNames(string? FromPortal, string? FromClassList, string? Typed)
{
    private static readonly StudentNames Unknown = new(null, null, null);

    /// <summary>The portal's name wins over the class list's, which wins over one that a teacher typed.</summary>
    public string? Best => FromPortal ?? FromClassList ?? Typed;

    /// <param name="hasClassList">Whether the student stands on a list, or was only seen in the course before.</param>
    public static StudentNames Of(ExpectedStudent? student, bool hasClassList)
    {
        if (student is null)
            return Unknown;
        return student.NameIsFromPortal ? Unknown with { FromPortal = student.Name }
            : hasClassList ? Unknown with { FromClassList = student.Name }
            : Unknown with { Typed = student.Name };
    }

    /// <summary>
    /// With what a record says: its portal name matters where no other is known, its typed one is later than those
    /// typed before.
    /// </summary>
    public StudentNames With(AttendanceRecord? record) =>
        record switch
        {
            null => this,
            { NameIsFromPortal: true } => this with { FromPortal = FromPortal ?? record.StudentName },
            _ => WithTyped(record.StudentName),
        };

    /// <param name="typed"><c>null</c>: nothing; what was typed before stays.</param>
    public StudentNames WithTyped(string? typed) => this with { Typed = typed ?? Typed };
}
