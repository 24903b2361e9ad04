using System.Globalization;
using Attn.Api.Platform.Wire;
using Attn.Domain;

namespace Attn.Api.Features.Courses;

/// <summary>Collects the students of a class list, and what is wrong with which line.</summary>
/// <param name="unit">The word for a line: "Line" of a CSV text, "Entry" of a JSON list.</param>
internal sealed class ClassListLines(string unit)
{
    private const int MaxStudents = 5000;
    private const int MaxProblems = 20;
    private static readonly SchoolNumberAttribute NumberRule = new();
    private static readonly PlainTextAttribute NameRule = new(1, TextLimits.Name);
    private readonly List<Enrolment> _students = [];
    private readonly Dictionary<string, int> _lineOfNumber = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private int _problemCount;

    public IReadOnlyList<Enrolment> Students => _students;

    /// <summary>Neither a student nor a bad line, such as a heading alone.</summary>
    public bool IsEmpty => _students.Count == 0 && _problemCount == 0;

    /// <summary>What is wrong with the first bad lines, or <c>null</c>.</summary>
    public string? Problem =>
        _problemCount switch
        {
            0 => _students.Count > MaxStudents ? $"A class list has {MaxStudents} students at most." : null,
            > MaxProblems => string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(" ", _problems)} And {_problemCount - MaxProblems} more. Nothing was saved."
            ),
            _ => $"{string.Join(" ", _problems)} Nothing was saved.",
        };

    public void Add(int line, string? number, string? name)
    {
        var canonical = SchoolNumbers.Canonical(number ?? "");
        if (canonical.Length == 0)
            Refuse(line, "the number is missing.");
        else if (NumberRule.GetValidationResult(canonical, new(this)) is { ErrorMessage: { } badNumber })
            Refuse(line, badNumber);
        else if (string.IsNullOrWhiteSpace(name))
            Refuse(line, "the name is missing.");
        else if (NameRule.GetValidationResult(name, new(this)) is { ErrorMessage: { } badName })
            Refuse(line, badName);
        else if (!_lineOfNumber.TryAdd(canonical, line))
            Refuse(
                line,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"this number stands on {unit.ToLowerInvariant()} {_lineOfNumber[canonical]} already."
                )
            );
        else
            _students.Add(new(canonical, name.Trim()) { WrittenNumber = number!.Trim() });
    }

    public void Refuse(int line, string problem)
    {
        _problemCount++;
        if (_problems.Count < MaxProblems)
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{unit} {line}: {problem}"));
    }
}
