using System.Text;

namespace Attn.Domain;

/// <summary>
/// What a new class list does to the one that is there. Everybody on either list stands in exactly one of the five
/// classes: added, removed, renamed, changed, unchanged.
/// </summary>
public sealed class ClassListChange
{
    private ClassListChange(IReadOnlyList<Enrolment> before, IReadOnlyList<Enrolment> after) =>
        (Before, After) = (before, after);

    public IReadOnlyList<Enrolment> Before { get; }

    /// <summary>The new list, in its own order.</summary>
    public IReadOnlyList<Enrolment> After { get; }

    public IReadOnlyList<Enrolment> Added { get; private init; } = [];

    public IReadOnlyList<Enrolment> Removed { get; private init; } = [];

    /// <summary>The list's own name differs, by more than white space; other things may differ, too.</summary>
    public IReadOnlyList<ChangedEnrolment> Renamed { get; private init; } = [];

    /// <summary>The name stays; group, days, exemption or the spelling of the number differ.</summary>
    public IReadOnlyList<ChangedEnrolment> Changed { get; private init; } = [];

    public int UnchangedCount => After.Count - Added.Count - Renamed.Count - Changed.Count;

    /// <param name="before">The list that is there; each number once.</param>
    /// <param name="entries">The new list; each number once.</param>
    public static ClassListChange Of(IReadOnlyList<Enrolment> before, IReadOnlyList<ClassListEntry> entries)
    {
        var known = before.ToDictionary(student => student.StudentNumber, StringComparer.Ordinal);
        var after = entries
            .Select(entry => entry.ApplyTo(known.GetValueOrDefault(entry.Enrolment.StudentNumber)))
            .ToList();
        var numbers = after.Select(student => student.StudentNumber).ToHashSet(StringComparer.Ordinal);
        var stay = after
            .Where(student => known.ContainsKey(student.StudentNumber))
            .Select(student => new ChangedEnrolment(student, known[student.StudentNumber]))
            .ToList();
        return new(before, after)
        {
            Added = [.. after.Where(student => !known.ContainsKey(student.StudentNumber))],
            Removed = [.. before.Where(student => !numbers.Contains(student.StudentNumber))],
            Renamed = [.. stay.Where(student => student.IsRenamed)],
            Changed = [.. stay.Where(student => student is { IsRenamed: false, IsChanged: true })],
        };
    }
}

/// <param name="Now">As the new list has the student.</param>
/// <param name="Before">As the list that is there has the student.</param>
public sealed record ChangedEnrolment(Enrolment Now, Enrolment Before)
{
    public bool IsRenamed => !string.Equals(Fold(Now.Name), Fold(Before.Name), StringComparison.Ordinal);

    /// <summary>In anything but the name.</summary>
    public bool IsChanged => Comparable(Now) != Comparable(Before);

    private static Enrolment Comparable(Enrolment student) =>
        student with
        {
            Name = "",
            WrittenNumber = student.WrittenNumber ?? student.StudentNumber,
        };

    private static string Fold(string name) =>
        string.Join(' ', name.Replace('\uFFFE', '\uFFFD').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Normalize(NormalizationForm.FormC);
}
