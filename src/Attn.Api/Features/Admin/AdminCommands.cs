using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Attn.Api.Features.Admin;

/// <summary>The command line <c>Attn.Api admin …</c>. Exit codes: 0 done, 1 not done, 2 not understood.</summary>
internal static class AdminCommands
{
    public const string Name = "admin";

    private const int NotUnderstood = 2;
    private const string DayForm = "yyyy-mm-dd";

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("ATTN") { Admin() };
        if (args is [_])
            return await root.Parse([Name, "--help"]).InvokeAsync();
        var parsed = root.Parse(args);
        return parsed.Errors.Count == 0
            ? await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false })
            : await ExplainAsync(root, parsed);
    }

    private static Command Admin() =>
        new(Name, "Terms, and requests about personal data. It uses the program's settings: see docs/privacy.md.")
        {
            ExportUserCommand(),
            DeleteUserCommand(),
            ListSessionsCommand(),
            SetTermCommand(),
        };

    private static Command ExportUserCommand()
    {
        var number = Number();
        var command = new Command(
            "export-user",
            "Writes everything that is stored about a person to the standard output, as JSON."
        )
        {
            number,
        };
        command.SetAction(
            (parsed, token) =>
                AdminStores.UseAsync(
                    stores => ExportUser.RunAsync(stores, parsed.GetRequiredValue(number), token),
                    token
                )
        );
        return command;
    }

    private static Command DeleteUserCommand()
    {
        var number = Number();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be deleted without deleting it." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var command = new Command(
            "delete-user",
            "Shows what is stored about a person, asks, and deletes it from both stores."
        )
        {
            number,
            dryRun,
            yes,
        };
        command.SetAction(
            (parsed, token) =>
                AdminStores.UseAsync(
                    stores =>
                        DeleteUser.RunAsync(
                            stores,
                            new(parsed.GetRequiredValue(number), parsed.GetValue(dryRun), parsed.GetValue(yes)),
                            token
                        ),
                    token
                )
        );
        return command;
    }

    private static Command ListSessionsCommand()
    {
        var user = new Option<string?>("--user")
        {
            Description = "Only sessions that this person teaches or has a record in.",
            HelpName = "number",
        };
        var from = Day("--from", "Only class sessions on this day or later.");
        var to = Day("--to", "Only class sessions on this day or earlier.");
        var limit = new Option<int>("--limit")
        {
            Description = "The maximum number of sessions, latest first.",
            DefaultValueFactory = _ => 1000,
        };
        limit.Validators.Add(result =>
        {
            if (
                !result.Tokens.All(token =>
                    int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                    && value > 0
                )
            )
                result.AddError("--limit takes a whole number of at least 1.");
        });
        var json = new Option<bool>("--json") { Description = "As JSON instead of a table." };
        var command = new Command("list-sessions", "Lists class sessions, live and past, with ids, times and counts.")
        {
            user,
            from,
            to,
            limit,
            json,
        };
        command.SetAction(
            (parsed, token) =>
                AdminStores.UseAsync(
                    stores =>
                        ListSessions.RunAsync(
                            stores,
                            new(
                                parsed.GetValue(user),
                                parsed.GetValue(from),
                                parsed.GetValue(to),
                                parsed.GetValue(limit),
                                parsed.GetValue(json)
                            ),
                            token
                        ),
                    token
                )
        );
        return command;
    }

    private static Argument<string> Number() =>
        new("number") { Description = "The school number, or a teacher's username." };

    private static Command SetTermCommand()
    {
        var name = new Argument<string>("name")
        {
            Description = "What the term is called, such as \"2026/27 Autumn\".",
        };
        var first = DayArgument("first", "The first day.");
        var last = DayArgument("last", "The last day, inclusive.");
        var command = new Command(
            "set-term",
            "Enters a term, or moves the one of this name. Courses of a term that the program made itself move with it."
        )
        {
            name,
            first,
            last,
        };
        command.SetAction(
            (parsed, token) =>
                AdminStores.UseAsync(
                    stores =>
                        SetTerm.RunAsync(
                            stores,
                            new(
                                parsed.GetRequiredValue(name),
                                parsed.GetRequiredValue(first)!.Value,
                                parsed.GetRequiredValue(last)!.Value
                            ),
                            token
                        ),
                    token
                )
        );
        return command;
    }

    private static Argument<DateOnly?> DayArgument(string name, string description) =>
        new(name) { Description = $"{description} {DayForm}", CustomParser = ParseDay };

    private static Option<DateOnly?> Day(string name, string description) =>
        new(name)
        {
            Description = $"{description} In the zone of TIME_ZONE.",
            HelpName = DayForm,
            CustomParser = ParseDay,
        };

    private static DateOnly? ParseDay(ArgumentResult result)
    {
        if (
            DateOnly.TryParseExact(
                result.Tokens[0].Value,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
            return day;
        var name = result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
        result.AddError($"{name} takes a day such as 2026-02-18.");
        return null;
    }

    private static async Task<int> ExplainAsync(RootCommand root, ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync();
        var command = parsed.CommandResult.Command.Name;
        string[] path = command == Name ? [Name] : [Name, command];
        await root.Parse([.. path, "--help"]).InvokeAsync(new() { Output = Console.Error });
        return NotUnderstood;
    }
}
