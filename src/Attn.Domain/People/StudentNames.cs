namespace Attn.Domain;

/// <summary>Which of a student's names is shown, on every screen and in every report.</summary>
public static class StudentNames
{
    /// <summary>The portal's name wins over the class list's, which wins over one that a teacher typed.</summary>
    public static string? Best(string? fromPortal, string? fromClassList, string? typed) =>
        fromPortal ?? fromClassList ?? typed;
}
