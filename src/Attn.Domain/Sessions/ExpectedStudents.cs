namespace Attn.Domain;

/// <summary>Who is expected in a class session, and who else stands on its course's class list.</summary>
/// <param name="HasClassList">Otherwise these are the students seen before; whoever has a record counts too.</param>
public sealed record ExpectedStudents(bool HasClassList, IReadOnlyList<ExpectedStudent> Students)
{
    /// <summary>A class list that is not there.</summary>
    public static readonly ExpectedStudents NoList = new(HasClassList: false, []);
}

/// <param name="Name">The portal's where it is known.</param>
public sealed record ExpectedStudent(string Number, string Name)
{
    public bool NameIsFromPortal { get; init; }

    /// <summary>The number as the class list writes it; <c>null</c>: as it is.</summary>
    public string? WrittenNumber { get; init; }

    /// <summary><c>false</c>: enrolled on other days than the session's; listed only with a record.</summary>
    public bool IsExpected { get; init; } = true;
}
