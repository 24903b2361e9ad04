using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attn.Domain;

namespace Attn.Aksis;

/// <summary>
/// Reads facts from the portal's pages. The only place that knows the markup; docs/portal.md describes it. Never throws
/// on a page: what is absent, incomplete or implausible is reported as missing.
/// </summary>
internal static partial class AksisPages
{
    private const string TokenField = "__RequestVerificationToken";
    private const string UserNameField = "UserName";
    private const string PasswordField = "Password";
    private const string AddressField = "IpAddr";
    private const string RefusalClass = "validation-summary-errors";
    private const string TeacherMark = "ÖYS AKADEMİSYEN";
    private const string NameLabel = "Ad Soyad";
    private const string NumberLabel = "Numara";
    private const string PhotoClass = "profileImage";
    private const string LessonDataName = "Plans_Read?";

    /// <summary>Characters; the contract's records hold no longer names.</summary>
    private const int MaxNameLength = 200;
    private const int MaxLessons = 500;
    private const int MaxAddressLength = 2000;

    private static readonly string[] TeacherNameClasses = ["m-t-0", "m-b-0"];

    /// <summary>The antiforgery token of the sign-in form; null if there is none.</summary>
    public static string? AntiforgeryToken(string html) =>
        PageReader.Read(html).Inputs.Find(input => input.Name == TokenField && input.Value.Length > 0)?.Value;

    /// <summary>The fields of the login post. The portal's own form sends the empty address too.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> LoginForm(
        string username,
        string password,
        string token
    ) =>
        [
            KeyValuePair.Create(UserNameField, username),
            KeyValuePair.Create(PasswordField, password),
            KeyValuePair.Create(TokenField, token),
            KeyValuePair.Create(AddressField, string.Empty),
        ];

    public static LandingFacts Landing(string html)
    {
        var page = PageReader.Read(html);
        var name = page.Headings.Find(heading =>
            heading.Tag == "h5" && Array.TrueForAll(TeacherNameClasses, heading.HasClass)
        );
        return new LandingFacts(
            IsRefusal: page.Divisions.Exists(division => division.HasClass(RefusalClass)),
            AsksToSignIn: AsksToSignIn(page),
            IsTeacher: page.Headings.Exists(heading =>
                heading.Tag == "h4" && Names.Key(heading.Text) == Names.Key(TeacherMark)
            ),
            TeacherName: name is null ? null : PersonName(name.Text),
            page.HasEnded
        );
    }

    public static ProfileFacts Profile(string html)
    {
        var page = PageReader.Read(html);
        var name = Labelled(page, NameLabel);
        var number = Labelled(page, NumberLabel);
        return new ProfileFacts(
            HasProfile: name is not null || number is not null,
            Number: number is not null && SchoolNumber().IsMatch(number.Trim()) ? number.Trim() : null,
            FullName: name is null ? null : PersonName(name),
            AsksToSignIn(page),
            page.HasEnded
        );
    }

    /// <summary>The <c>src</c> of the profile photo as written; null if there is none.</summary>
    public static string? PhotoSource(string html) =>
        PageReader
            .Read(html)
            .Images.Find(image => image.HasClass(PhotoClass) && image.Source.Trim().Length > 0)
            ?.Source.Trim();

    /// <summary>The address of the lessons' data as a script names it; null if the term has no schedule.</summary>
    public static string? LessonDataAddress(string html)
    {
        foreach (var script in PageReader.Read(html).Scripts)
        {
            var name = script.IndexOf(LessonDataName, StringComparison.Ordinal);
            if (name >= 0 && QuotedAround(script, name) is { } address)
                return Unescape(address);
        }

        return null;
    }

    /// <summary>The lessons of the week by start; null if this is not a list of lessons.</summary>
    public static IReadOnlyList<WeekLesson>? Lessons(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("Data", out var data)
                || data.ValueKind != JsonValueKind.Array
            )
                return null;
            return data.EnumerateArray()
                .Take(MaxLessons)
                .Select(Lesson)
                .OfType<WeekLesson>()
                .OrderBy(lesson => lesson.Start)
                .ToList();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool AsksToSignIn(PageReader page) =>
        page.Inputs.Exists(input => input.Name == UserNameField)
        && page.Inputs.Exists(input => input.Name == PasswordField);

    private static string? Labelled(PageReader page, string label)
    {
        var cell = page.LabelledCells.Find(cell => Names.Key(cell.Key).TrimEnd(':', ' ') == Names.Key(label));
        return cell.Key is null ? null : cell.Value;
    }

    /// <summary>
    /// A name without titles; null if it is empty, too long, or holds replacement characters of a wrong encoding.
    /// </summary>
    private static string? PersonName(string text)
    {
        var name = Names.WithoutTitles(text);
        return
            name.Length is > 0 and <= MaxNameLength
            && !name.Contains('\uFFFD', StringComparison.Ordinal)
            && name.Any(char.IsLetter)
            ? name
            : null;
    }

    /// <summary>
    /// The text between the quotes around a position in a script; null if a quote is missing, as on a page cut short.
    /// </summary>
    private static string? QuotedAround(string script, int position)
    {
        var before = script.AsSpan(0, position).LastIndexOfAny('"', '\'');
        var length = script.AsSpan(position).IndexOfAny('"', '\'');
        if (before < 0 || length < 0 || position + length - before > MaxAddressLength)
            return null;
        return script[(before + 1)..(position + length)];
    }

    /// <summary>JavaScript writes <c>&amp;</c> as <c>\u0026</c> and may write <c>/</c> as <c>\/</c>.</summary>
    private static string Unescape(string literal)
    {
        var characters = ScriptEscape()
            .Replace(
                literal,
                match =>
                    (
                        (char)
                            int.Parse(
                                match.Groups["code"].ValueSpan,
                                NumberStyles.HexNumber,
                                CultureInfo.InvariantCulture
                            )
                    ).ToString()
            );
        return characters.Replace("\\/", "/", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
    }

    private static WeekLesson? Lesson(JsonElement entry)
    {
        if (
            entry.ValueKind != JsonValueKind.Object
            || Time(Text(entry, "Start")) is not { } start
            || Time(Text(entry, "End")) is not { } end
            || Names.WithoutTitles(Text(entry, "Title")) is not { Length: > 0 and <= MaxNameLength } title
        )
            return null;
        return new WeekLesson(title, Teachers(Text(entry, "Hocalar")), start, end);
    }

    private static string Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : string.Empty;

    private static List<string> Teachers(string names) =>
        names
            .Split([',', ';', '/', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(PersonName)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();

    /// <summary><c>/Date(ms)/</c>, milliseconds of Unix time.</summary>
    private static DateTimeOffset? Time(string text)
    {
        var match = JsonDate().Match(text);
        return match.Success
            ? DateTimeOffset.FromUnixTimeMilliseconds(
                long.Parse(match.Groups["ms"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            )
            : null;
    }

    /// <summary>
    /// Ten digits at Istanbul University; elsewhere also letters. ASCII only: the number is part of addresses and keys.
    /// </summary>
    [GeneratedRegex(@"\A[A-Za-z0-9]{4,20}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SchoolNumber();

    [GeneratedRegex(
        @"\\u(?<code>[0-9A-Fa-f]{4})",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ScriptEscape();

    /// <summary>Thirteen digits reach the year 2286; more could overflow the date.</summary>
    [GeneratedRegex(
        @"\A/Date\((?<ms>[0-9]{1,13})(?:[+-][0-9]{4})?\)/\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex JsonDate();
}
