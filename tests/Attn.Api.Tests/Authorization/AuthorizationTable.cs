using Attn.Testing;

namespace Attn.Api.Tests.Authorization;

/// <summary>Status codes, by who sends the request.</summary>
internal sealed record Answers(
    string NoToken,
    string Student,
    string OtherStudent,
    string Owner,
    string Colleague,
    string OtherTeacher
);

/// <summary>One line of the table.</summary>
/// <param name="Route">Method and template.</param>
/// <param name="State">Of the class session that the request is about.</param>
internal sealed record AuthorizationLine(string Route, string State, Answers Answers)
{
    public override string ToString() =>
        $"| `{Route}` | {State} | {Answers.NoToken} | {Answers.Student} | {Answers.OtherStudent} "
        + $"| {Answers.Owner} | {Answers.Colleague} | {Answers.OtherTeacher} |";
}

/// <summary>Reads the table of docs/authorization.md.</summary>
internal static class AuthorizationTable
{
    public static List<AuthorizationLine> Read() =>
        [
            .. File.ReadLines(Repository.PathOf("docs/authorization.md"))
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Select(cells => new AuthorizationLine(
                    cells[1].Trim('`'),
                    cells[2],
                    new(cells[3], cells[4], cells[5], cells[6], cells[7], cells[8])
                )),
        ];
}
