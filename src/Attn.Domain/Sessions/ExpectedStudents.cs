namespace Attn.Domain;

/// <summary>Who is expected in a class session.</summary>
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
}
