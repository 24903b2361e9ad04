namespace Attn.Storage.Archive;

/// <summary>How much was deleted for its age.</summary>
public sealed record RetentionCounts
{
    public int Sessions { get; init; }

    public int Records { get; init; }

    /// <summary>Entries of audit trails.</summary>
    public int Decisions { get; init; }

    public int Courses { get; init; }

    /// <summary>Rows of class lists.</summary>
    public int ListedStudents { get; init; }

    public int Users { get; init; }

    public int Consents { get; init; }

    internal RetentionCounts Plus(RetentionCounts other) =>
        new()
        {
            Sessions = Sessions + other.Sessions,
            Records = Records + other.Records,
            Decisions = Decisions + other.Decisions,
            Courses = Courses + other.Courses,
            ListedStudents = ListedStudents + other.ListedStudents,
            Users = Users + other.Users,
            Consents = Consents + other.Consents,
        };
}
