using System.Text;
using System.Text.Json.Nodes;

namespace Attn.EndToEnd.Tests.Fuzz;

/// <summary>Makes valid requests of the program's own routes, and spoils most of them in one place.</summary>
internal sealed class Generator(int seed, IReadOnlyList<ApiRoute> routes, Schemas schemas, World world)
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data";
    private const string Place = "@@here@@";

    private static readonly string[] Methods =
    [
        "GET",
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "HEAD",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "get",
        "PROPFIND",
        "BREW",
        new string('M', 300),
    ];

    private static readonly (string Name, string[] Values)[] OddHeaders =
    [
        (
            "Content-Type",
            [
                "application/json; charset=utf-16",
                "application/json; charset=none",
                "application/json; charset=\"",
                "text/plain",
                "text/csv; charset=iso-8859-9",
                "text/csv; charset=none",
                "application/xml",
                "x",
                ";",
                "application/json, text/html",
                "application/x-www-form-urlencoded; charset=utf-7",
                "multipart/form-data",
            ]
        ),
        ("Accept", ["text/html", "*/*;q=nonsense", "application/xml", ";;;,,,", "text/event-stream"]),
        ("Accept-Encoding", ["br;q=0", "gzip, br", "identity;q=0, *;q=0", "x", ";q="]),
        ("Accept-Language", ["tr-TR", "xx-XX-yy-zz", "*"]),
        ("Range", ["bytes=0-0", "bytes=9-1", "bytes=-1", "bytes=0-99999999999999999999", "lines=1"]),
        (
            "X-Forwarded-For",
            ["127.0.0.1", "::1", "not an address", "1.2.3.4, 5.6.7.8, 9.10.11.12", "[::1]:99999", "", "1.2.3.4:http"]
        ),
        ("X-Forwarded-Proto", ["https", "javascript", "https, http"]),
        ("X-Forwarded-Host", ["evil.example", "a b"]),
        ("Forwarded", ["for=1.2.3.4;proto=https", "for=\"[::1\""]),
        (
            "Host",
            [
                "localhost",
                "evil.example:99999",
                "[::1]",
                "a",
                "xn--zca.example",
                "h" + new string('o', 4000) + ".example",
            ]
        ),
        ("Cookie", ["a=b", "=; ;;", "a=" + new string('c', 6000), "session=\"\u00ff"]),
        ("Last-Event-ID", ["-1", "9223372036854775807", "99999999999999999999", "", "1,2", "abc", "1e3", " 1 "]),
        ("X-Join-Ticket", ["", "x", "AAAA", new string('A', 3000), "öğ", "null"]),
        ("If-None-Match", ["*", "\"a\"", "W/\"", "junk"]),
        ("If-Modified-Since", ["Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "9999"]),
        ("Expect", ["100-continue", "200-ok"]),
        ("Content-Encoding", ["gzip", "br", "x"]),
        ("Origin", ["null", "https://evil.example", "file://"]),
        ("Access-Control-Request-Method", ["DELETE", "x"]),
        ("X-HTTP-Method-Override", ["DELETE"]),
        ("X-Request-Id", ["a", new string('r', 500), "\u00e9", "{0}", "a\tb"]),
        ("traceparent", ["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "00-0-0-0", "junk"]),
        ("Upgrade", ["websocket", "h2c"]),
        ("Connection", ["close", "Upgrade", "keep-alive, X-Join-Ticket"]),
        ("x-webhook-signature", ["", "x", "0", "sha256=0000"]),
        (
            "Authorization",
            [
                "Bearer",
                "Bearer ",
                "Basic YTpi",
                "Bearer a.b.c",
                "Bearer eyJhbGciOiJub25lIn0.e30.",
                "bearer x y",
                "Negotiate",
                "Bearer " + new string('t', 5000),
            ]
        ),
    ];

    private static readonly string[] BrokenHttp =
    [
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\r\n\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.0\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /health HTTP/1.1\r\n Host: a\r\n\r\n",
        "POST /api/v1/join HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /api/v1/join HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
        "POST /api/v1/join HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /api/v1/join HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/v1/join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "POST /api/v1/join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        "POST /api/v1/join HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"cod",
        "GET http://evil.example/health HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /health HTTP/1.1\nHost: a\n\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a\r\n: empty\r\n\r\n",
        "GET \u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000",
        "GET /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n",
        "GET /health",
    ];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public FuzzRequest Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var route = Nasty.Pick(routes, random);
        return random.Next(100) switch
        {
            < 35 => Valid(number, route, random, "nothing"),
            < 50 => WithBadField(number, route, random),
            < 60 => WithBadBody(number, route, random),
            < 70 => WithBadPath(number, route, random),
            < 80 => WithBadQuery(number, route, random),
            < 92 => WithOddHeaders(number, route, random),
            < 95 => WithOddMethod(number, route, random),
            < 97 => CutOff(number, route, random),
            _ => Broken(number, random),
        };
    }

    private FuzzRequest Valid(int number, ApiRoute route, Random random, string change, string? body = null)
    {
        var request = new FuzzRequest(number, route.ToString(), change)
        {
            Method = route.Method,
            Target = PathOf(route, random) + QueryOf(route, random),
        };
        foreach (var header in route.Headers.Where(_ => random.Next(2) == 0))
        {
            if (world.Value(header.Name, random) is { } value)
                request.Set(header.Name, value.ToString());
        }

        if (TokenFor(route, random) is { Length: > 0 } token)
            request.Set("Authorization", "Bearer " + token);
        AddBody(request, route, random, body);
        if (route.Template.Contains("/webhooks/", StringComparison.Ordinal) && request.Body is not null)
            request.Set("x-webhook-signature", world.Sign(request.Body));
        request.IsChunked = request.Body is not null && random.Next(10) == 0;
        return request;
    }

    private FuzzRequest WithBadField(int number, ApiRoute route, Random random)
    {
        if (
            !route.Bodies.TryGetValue(Json, out var schema)
            || schemas.ValueOf("", schema, random) is not JsonObject body
            || body.Count == 0
        )
            return WithBadPath(number, route, random);
        var field = Nasty.Pick([.. body.Select(each => each.Key)], random);
        var value = Nasty.JsonValue(field, random);
        body[field] = Place;
        var text = body.ToJsonString()
            .Replace($"\"{Place}\"", random.Next(10) == 0 ? $"1,\"{field}\":{value}" : value, StringComparison.Ordinal);
        return Valid(number, route, random, $"{field} = {(value.Length > 60 ? value[..60] : value)}", text);
    }

    private FuzzRequest WithBadBody(int number, ApiRoute route, Random random)
    {
        var request = Valid(number, route, random, "a bad body");
        if (route.Bodies.ContainsKey(Multipart) && random.Next(3) > 0)
        {
            Uploads.Bad(request, random);
            return request;
        }

        request.Body = random.Next(9) switch
        {
            0 => [],
            1 => Nasty.Bytes(random, 2000),
            2 => [0xEF, 0xBB, 0xBF, .. request.Body ?? []],
            3 => request.Body is { Length: > 1 } whole ? whole[..random.Next(whole.Length)] : [],
            4 => [.. request.Body ?? "{"u8.ToArray(), 0xC3, 0x28, 0xFF],
            5 => Encoding.Unicode.GetBytes(Utf8.GetString(request.Body ?? [])),
            6 => Utf8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", random.Next(50, 5000)))),
            7 => Utf8.GetBytes(
                "numara;ad\n"
                    + string.Join(
                        '\n',
                        Enumerable
                            .Range(0, random.Next(50))
                            .Select(line =>
                                $"{line}{Nasty.Pick([";", ",", "\t", "\"", ""], random)}{Nasty.Text(random)}"
                            )
                    )
            ),
            _ => Utf8.GetBytes(Nasty.JsonValue("", random)),
        };
        if (random.Next(300) == 0)
            request.Body = new byte[10 * 1024 * 1024];
        if (route.Template.Contains("/students", StringComparison.Ordinal) && route.Bodies.Count > 1)
            request.Set(
                "Content-Type",
                Nasty.Pick(["text/csv", "text/csv; charset=utf-16", Json, "text/plain"], random)
            );
        if (route.Template.Contains("/webhooks/", StringComparison.Ordinal))
            request.Set("x-webhook-signature", world.Sign(request.Body));
        return request;
    }

    private FuzzRequest WithBadPath(int number, ApiRoute route, Random random)
    {
        var request = Valid(number, route, random, "a bad path");
        var parts = request.Target.Split('?')[0].Split('/');
        var parameters = route
            .Template.Split('/')
            .Select((part, at) => (part, at))
            .Where(each => each.part.StartsWith('{'))
            .Select(each => each.at)
            .ToList();
        var place =
            parameters.Count > 0 && random.Next(5) > 0 ? Nasty.Pick(parameters, random) : random.Next(1, parts.Length);
        parts[place] = random.Next(6) == 0 ? parts[place] + Nasty.PathPart(random) : Nasty.PathPart(random);
        request.Target = string.Join('/', parts) + (random.Next(8) == 0 ? "/" : "");
        return request;
    }

    private FuzzRequest WithBadQuery(int number, ApiRoute route, Random random)
    {
        // Only parameters can be wrong here, so routes that have some get all of these.
        var asked = route.Query.Count > 0 ? route : Nasty.Pick([.. routes.Where(each => each.Query.Count > 0)], random);
        var request = Valid(number, asked, random, "a bad query");
        var name = Nasty.Pick(asked.Query, random).Name;
        var more = random.Next(5) switch
        {
            0 => $"{name}={Nasty.QueryValue(name, random)}&{name}={Nasty.QueryValue(name, random)}",
            1 => $"{Nasty.QueryValue("", random)}={Nasty.QueryValue("", random)}",
            2 => string.Join('&', Enumerable.Range(0, random.Next(1, 300)).Select(at => $"a{at}={at}")),
            _ => $"{name}={Nasty.QueryValue(name, random)}",
        };
        var rest = request.Target.Split('?');
        var kept =
            rest.Length > 1
                ? rest[1].Split('&').Where(pair => !pair.StartsWith(name + "=", StringComparison.Ordinal))
                : [];
        request.Target = $"{rest[0]}?{string.Join('&', kept.Append(more))}";
        return request;
    }

    private FuzzRequest WithOddHeaders(int number, ApiRoute route, Random random)
    {
        var request = Valid(number, route, random, "odd headers");
        for (var left = random.Next(1, 5); left > 0; left--)
        {
            var (name, values) = Nasty.Pick(OddHeaders, random);
            request.Set(
                name,
                random.Next(12) == 0
                    ? "n"
                        + Nasty
                            .Unicode(random)
                            .Replace("\r", "", StringComparison.Ordinal)
                            .Replace("\n", "", StringComparison.Ordinal)
                    : Nasty.Pick(values, random)
            );
        }

        if (random.Next(60) == 0)
        {
            for (var at = 0; at < 120; at++)
                request.Headers.Add(($"X-Many-{at}", "v"));
        }

        return request;
    }

    private FuzzRequest WithOddMethod(int number, ApiRoute route, Random random)
    {
        var request = Valid(number, route, random, "an odd method");
        request.Method = Nasty.Pick(Methods, random);
        return request;
    }

    private FuzzRequest CutOff(int number, ApiRoute route, Random random)
    {
        var request = Valid(number, route, random, "cut off");
        request.CutOff = random.Next(1, request.ToBytes().Length);
        return request;
    }

    private static FuzzRequest Broken(int number, Random random)
    {
        var bytes =
            random.Next(6) == 0 ? Nasty.Bytes(random, 3000) : Encoding.Latin1.GetBytes(Nasty.Pick(BrokenHttp, random));
        return new(number, "none", "broken HTTP") { Raw = bytes };
    }

    private string PathOf(ApiRoute route, Random random) =>
        string.Join(
            '/',
            route
                .Template.Split('/')
                .Select(part =>
                    part switch
                    {
                        "{id}" => world.AnySession(route.Template, random).ToString(),
                        "{verificationId}" => (
                            world.Checks() is { Count: > 0 } checks ? Nasty.Pick(checks, random) : Guid.NewGuid()
                        ).ToString(),
                        ['{', .. var name, '}'] => Uri.EscapeDataString(world.Value(name, random)?.ToString() ?? "a"),
                        _ => part,
                    }
                )
        );

    private string QueryOf(ApiRoute route, Random random)
    {
        var pairs = route
            .Query.Where(field => route.Template.EndsWith("/find", StringComparison.Ordinal) || random.Next(2) == 0)
            .Select(field => (field.Name, Value: schemas.ValueOf(field.Name, field.Schema, random)?.ToString() ?? ""))
            .Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}");
        return string.Join('&', pairs) is { Length: > 0 } query ? "?" + query : "";
    }

    /// <summary>Mostly the token of somebody who may; now and then that of another person, or none.</summary>
    private string TokenFor(ApiRoute route, Random random)
    {
        var isStudents = route.Template.Contains("/student/", StringComparison.Ordinal);
        var student = $"demo_student_{random.Next(1, World.Students + 1)}";
        return random.Next(20) switch
        {
            0 => "",
            1 => world.TokenOf(isStudents ? "demo_teacher_1" : student),
            2 => world.TokenOf("demo_teacher_2"),
            3 => world.TokenOf(student)[..^random.Next(1, 20)],
            // People whom the other requests need neither sign out nor open sessions.
            _ when route.Template.EndsWith("/logout", StringComparison.Ordinal) => world.TokenOf("demo_student_12"),
            _ when route is { Method: "POST", Template: "/api/v1/teacher/attendances" } => world.TokenOf(
                $"demo_teacher_{random.Next(3, 5)}"
            ),
            _ => world.TokenOf(isStudents ? student : "demo_teacher_1"),
        };
    }

    private void AddBody(FuzzRequest request, ApiRoute route, Random random, string? body)
    {
        if (route.Bodies.Count == 0)
            return;
        var type = body is null ? Nasty.Pick([.. route.Bodies.Keys], random) : Json;
        switch (type)
        {
            case Multipart when !route.Bodies.ContainsKey(Form):
                Uploads.Good(request, random);
                return;
            case Form or Multipart:
                (type, body) = (Form, "grant_type=password&username=demo_student_9&password=password");
                break;
            case "text/calendar":
                body =
                    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1\r\n"
                    + "DTSTART:20261005T090000\r\nDTEND:20261005T105000\r\nRRULE:FREQ=WEEKLY;COUNT=14\r\n"
                    + "END:VEVENT\r\nEND:VCALENDAR\r\n";
                break;
            // Whatever its type says, a list is read by its bytes.
            case not Json when route.Template.Contains("/students", StringComparison.Ordinal):
                body = "numara;ad soyad\n1001;Ayşe Yılmaz\n1002;\"Demir; Can\"\n";
                break;
            default:
                body ??= schemas.ValueOf("", route.Bodies[type], random)?.ToJsonString() ?? "null";
                break;
        }

        request.Set("Content-Type", type);
        request.Body = Utf8.GetBytes(body);
    }
}
