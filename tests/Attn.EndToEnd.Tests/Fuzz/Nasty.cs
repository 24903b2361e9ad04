using System.Text;

namespace Attn.EndToEnd.Tests.Fuzz;

/// <summary>Values that have broken programs before.</summary>
internal static class Nasty
{
    private static readonly string Long = new('a', 5000);

    /// <summary>Texts that look right, or nearly so; not escaped.</summary>
    private static readonly string[] Texts =
    [
        "",
        " ",
        "\t",
        "0",
        "-1",
        "1e999",
        "NaN",
        "Infinity",
        "-0",
        "0x1f",
        "99999999999999999999999999",
        "9223372036854775808",
        "2147483648",
        "null",
        "true",
        "[]",
        "{}",
        "İıŞşĞğ",
        "𝒳😀👩‍👩‍👧",
        "\u202eevil",
        "e\u0301\u0301\u0301",
        "\u0000",
        "a\u0000b",
        "\ufffd",
        "\uffff",
        "\u0085",
        "\u2028",
        "a\r\nX-Injected: yes",
        "'; DROP TABLE records; --",
        "../../../../etc/passwd",
        "..\\..\\windows",
        "%s%s%n",
        "${jndi:ldap://127.0.0.1/a}",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A1",
        "@SUM(1)",
        "*",
        "%",
        "_",
        "\\",
        "|",
        ":",
        ";",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "{00000000-0000-0000-0000-000000000000}",
        "(00000000-0000-0000-0000-000000000000)",
        "demo_teacher_1",
        "demo_student_1",
        "DEMO_STUDENT_1",
        "demo_student_99999999999999999999",
        "ayse.yilmaz",
        "Long",
    ];

    private static readonly string[] Times =
    [
        "0001-01-01",
        "9999-12-31",
        "9999-12-30",
        "2026-02-30",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "0001-01-01T00:00:00-14:00",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-14:00",
        "9999-12-31T23:59:59.9999999+00:00",
        "2026-01-01T00:00:00+15:00",
        "2026-01-01T00:00:00+14:01",
        "2026-01-01T00:00:00+23:59",
        "2026-01-01T00:00:00+99:99",
        "2026-01-01T24:00:00Z",
        "2026-01-01T23:59:60Z",
        "2026-01-01T00:00:00",
        "2026-06-01T00:00Z",
    ];

    /// <summary>JSON values as text; some are not JSON.</summary>
    private static readonly string[] Json =
    [
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e999",
        "-1e-999",
        "99999999999999999999999999999999",
        "NaN",
        "Infinity",
        "'a'",
        "\"\"",
        "\" \"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800 and more\"",
        "\"\\uffff\\ufffe\"",
        "\"\\x\"",
        "\"",
        "[]",
        "{}",
        "[null]",
        "[[[[]]]]",
        "{\"a\":{\"a\":1}}",
        "[1,2,3]",
        "[\"a\",null,7,{}]",
        "{\"$ref\":\"1\",\"$id\":\"1\"}",
        "undefined",
        "",
        ",",
        "01",
        "+1",
        ".5",
        "\"\u0001\"",
        "deep",
        "many",
        "long",
    ];

    private static readonly string[] PathParts =
    [
        "%00",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "..",
        ".",
        "%2F",
        "%2f%2f",
        "%5C",
        "%",
        "%zz",
        "%25",
        "%2500",
        "%ff%fe",
        "%C0%80",
        "%ED%A0%80",
        "%F0%9F%98%80",
        "%0d%0aX-Injected:%20yes",
        "a;b=c",
        "a%3Fb",
        "a#b",
        "*",
        "%C4%B0",
        "i%CC%87",
        "%E2%80%AE",
        "a%20b",
        "%20",
        "{id}",
        "İ",
        "a b",
        "<>",
        "\"",
        "|",
        "^",
        "a+b",
        "@",
        ":",
        "~",
    ];

    /// <summary>A value that mostly fits the name of its field.</summary>
    public static string Text(string name, Random random) =>
        name is "from" or "to" or "before"
        || name.EndsWith("_time", StringComparison.Ordinal)
        || name.EndsWith("_at", StringComparison.Ordinal)
            ? Pick(Times, random)
            : Text(random);

    public static string Text(Random random) =>
        random.Next(12) switch
        {
            2 => Pick(Times, random),
            0 => Long[..random.Next(190, 5000)],
            1 => Unicode(random),
            _ => Pick(Texts, random) is var text and not "Long" ? text : Long,
        };

    public static string JsonValue(string name, Random random) =>
        Pick(Json, random) switch
        {
            "deep" => new string('[', random.Next(30, 3000)),
            "many" => "[" + string.Join(',', Enumerable.Repeat("\"x\"", random.Next(400, 3000))) + "]",
            "long" => $"\"{new string('x', random.Next(199, 30_000))}\"",
            var fragment when random.Next(3) == 0 => Quote(Text(name, random), fragment),
            var fragment => fragment,
        };

    /// <summary>As in an address: escaped, sometimes badly.</summary>
    public static string PathPart(Random random) =>
        random.Next(4) switch
        {
            0 => Uri.EscapeDataString(Text(random)),
            1 => random.Next(10) == 0 ? new string('a', random.Next(1000, 7000)) : Guid.NewGuid().ToString(),
            _ => Pick(PathParts, random),
        };

    public static string QueryValue(string name, Random random) =>
        random.Next(5) == 0 ? Pick(PathParts, random) : Uri.EscapeDataString(Text(name, random));

    /// <summary>Characters of every kind, well formed.</summary>
    public static string Unicode(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(1, 60); left > 0; left--)
        {
            var point = random.Next(3) switch
            {
                0 => random.Next(0x20, 0x250),
                1 => random.Next(0x250, 0xD800),
                _ => random.Next(0xE000, 0x110000),
            };
            text.Append(char.ConvertFromUtf32(point));
        }

        return text.ToString();
    }

    public static byte[] Bytes(Random random, int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    public static T Pick<T>(IReadOnlyList<T> from, Random random) => from[random.Next(from.Count)];

    private static string Quote(string text, string otherwise) =>
        text.Length == 0 ? otherwise : System.Text.Json.JsonSerializer.Serialize(text);
}
