using System.Globalization;
using System.Net;
using Attn.Testing.Program;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Attn.Api.Tests.Authorization;

/// <summary>
/// docs/authorization.md says who may do what. The routes come from the program, so a route without a line fails here,
/// and so does a line without a route.
/// </summary>
public sealed class AuthorizationTableTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    [Fact]
    public void Every_route_has_a_line_and_every_line_a_route() =>
        Assert.Equal(
            Routes(),
            AuthorizationTable.Read().Select(line => line.Route).Distinct().Order(StringComparer.Ordinal)
        );

    [Fact]
    public async Task Program_answers_everybody_as_the_table_says()
    {
        var wrong = new List<string>();
        var lines = AuthorizationTable.Read();
        for (var number = 0; number < lines.Count; number++)
        {
            var line = lines[number];
            await using var scene = await Scene.SetAsync(program, number, line.State);
            // What a colleague has done is done for the owner, too: that is asked in a scene of its own.
            await using var colleagues = IsDoneOnce(line.Route)
                ? await Scene.SetAsync(program, 200 + number, line.State)
                : scene;
            var answered = await WalkAsync(line.Route, scene, colleagues);
            if (answered != line.Answers)
                wrong.Add($"the table:   {line}\nthe program: {line with { Answers = answered }}");
        }

        Assert.True(wrong.Count == 0, $"docs/authorization.md and the program differ:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public async Task Forged_unsigned_expired_or_signed_out_token_opens_no_route()
    {
        var bad = await BadTokensAsync();
        var lines = AuthorizationTable
            .Read()
            .Where(line => line.Answers.NoToken == "401")
            .DistinctBy(line => line.Route)
            .ToList();
        Assert.True(lines.Count > 30, $"{lines.Count} routes need a token");
        await using var scene = await Scene.SetAsync(program, 500, "past");
        foreach (var line in lines)
        {
            foreach (var (kind, token) in bad)
            {
                using var client = new AttnClient(program.Url) { Token = token };
                Assert.Equal(
                    (line.Route, kind, "401"),
                    (line.Route, kind, await AskAsync(client, line.Route, scene, mustNotTell: scene.Secrets))
                );
            }
        }
    }

    /// <summary>The owner asks last, and so would notice a change by a request that was refused.</summary>
    private static async Task<Answers> WalkAsync(string route, Scene scene, Scene colleagues)
    {
        var isTeachers = route.Contains("/teacher/", StringComparison.Ordinal);
        var isOpen = !isTeachers && !route.Contains("/student/", StringComparison.Ordinal);
        IEnumerable<string> secrets = isOpen ? [] : scene.Secrets;
        var noToken = await AskAsync(scene.Nobody, route, scene, secrets);
        var (student, otherStudent) = isTeachers ? await AskStudentsAsync() : ("", "");
        var otherTeacher = await AskAsync(scene.OtherTeacher, route, scene, secrets);
        var colleague = await AskAsync(colleagues.Colleague, route, colleagues, []);
        var owner = await AskAsync(scene.Owner, route, scene, []);
        if (!isTeachers)
            (student, otherStudent) = await AskStudentsAsync();
        return new(noToken, student, otherStudent, owner, colleague, otherTeacher);

        // Students may know the id of the session, but not who else was there.
        async Task<(string Student, string OtherStudent)> AskStudentsAsync() =>
            (
                await AskAsync(scene.Student, route, scene, isTeachers ? secrets : []),
                await AskAsync(scene.OtherStudent, route, scene, isTeachers ? secrets : secrets.Skip(1))
            );
    }

    private static async Task<string> AskAsync(
        AttnClient client,
        string route,
        Scene scene,
        IEnumerable<string> mustNotTell
    )
    {
        using var http = new HttpClient { BaseAddress = client.Url, Timeout = TimeSpan.FromSeconds(30) };
        using var request = ValidRequests.Of(route, scene);
        if (client.Token.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {client.Token}");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        // An event stream does not end, so its body is not read.
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.All(mustNotTell, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }

        return ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsDoneOnce(string route) =>
        route.StartsWith("DELETE ", StringComparison.Ordinal) || route.EndsWith("/undo", StringComparison.Ordinal);

    private async Task<List<(string Kind, string Token)>> BadTokensAsync()
    {
        using var owner = await program.TeacherAsync();
        using var signedOut = await program.TeacherAsync();
        using var student = await program.StudentAsync(3);
        using var expired = await program.StudentAsync(4);
        (await signedOut.PostAsync("/api/v1/auth/logout")).Expect(HttpStatusCode.NoContent);
        program.Clock.Advance(TimeSpan.FromMinutes(16));
        using var fresh = await program.StudentAsync(3);

        var parts = owner.Token.Split('.');
        var claims = new JsonWebTokenHandler().ReadJsonWebToken(owner.Token).EncodedPayload;
        var none = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        var otherKey = new SymmetricSecurityKey(new byte[64]);
        return
        [
            ("a signature of another token", $"{parts[0]}.{parts[1]}.{fresh.Token.Split('.')[2]}"),
            ("no signature", $"{parts[0]}.{claims}."),
            ("alg none", $"{none}.{claims}."),
            ("alg none with a signature", $"{none}.{claims}.{parts[2]}"),
            (
                "another key",
                new JsonWebTokenHandler().CreateToken(
                    Base64UrlEncoder.Decode(claims),
                    new SigningCredentials(otherKey, SecurityAlgorithms.HmacSha256)
                )
            ),
            ("expired", expired.Token),
            ("signed out", signedOut.Token),
        ];
    }

    private List<string> Routes() =>
        [
            .. program
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method =>
                        $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"
                    )
                )
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
}
