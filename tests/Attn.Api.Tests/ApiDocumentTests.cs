using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attn.Testing;

namespace Attn.Api.Tests;

/// <summary>The document of the API, and the pages that show it.</summary>
public sealed class ApiDocumentTests(ClockedProgram program) : IClassFixture<ClockedProgram>
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The times in examples follow the clock; those in the repository are of this moment.</summary>
    private static readonly DateTimeOffset OfTheRepository = new(2026, 2, 18, 11, 40, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_document_in_the_repository_is_the_one_that_the_program_serves()
    {
        await using var then = await ClockedProgram.StartAtAsync(OfTheRepository);
        var file = Path.Combine(Repository.Root, "docs", "openapi.json");
        var served = (await ApiDocument.ReadAsync(then.Url)).Root.ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1")
            await File.WriteAllTextAsync(file, served);
        Assert.True(
            File.Exists(file) && await File.ReadAllTextAsync(file) == served,
            "docs/openapi.json is out of date: run this test with UPDATE_OPENAPI=1 and commit the file."
        );
    }

    [Fact]
    public async Task The_Authorize_button_signs_in_by_the_password_form()
    {
        var document = await ApiDocument.ReadAsync(program.Url);
        var scheme = document.Root["components"]!["securitySchemes"]!["university"]!;
        Assert.Equal("oauth2", scheme["type"]!.GetValue<string>());
        Assert.Equal("/api/v1/auth/token", scheme["flows"]!["password"]!["tokenUrl"]!.GetValue<string>());

        foreach (var operation in document.Operations)
        {
            var needsRole =
                operation.Path.Contains("/teacher/", StringComparison.Ordinal)
                || operation.Path.Contains("/student/", StringComparison.Ordinal);
            if (needsRole)
                Assert.NotNull(operation.Node["security"]![0]!["university"]);
            if (operation.Path == "/api/v1/auth/login")
                Assert.Null(operation.Node["security"]);
        }
    }

    [Fact]
    public async Task The_introduction_tells_of_errors_limits_joining_and_times()
    {
        var document = await ApiDocument.ReadAsync(program.Url);
        var introduction = document.Root["info"]!["description"]!.GetValue<string>();
        string[] headings = ["Sign in", "Check in by the code", "Watch live", "Errors", "Limits", "Times and ids"];
        Assert.All(headings, heading => Assert.Contains($"## {heading}", introduction, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_field_has_a_type()
    {
        foreach (var schema in (await ApiDocument.ReadAsync(program.Url)).Schemas)
        {
            foreach (var field in schema.Value!["properties"]?.AsObject() ?? [])
                Assert.True(
                    field.Value is JsonObject it
                        && (it.ContainsKey("type") || it.ContainsKey("$ref") || it.ContainsKey("oneOf")),
                    $"{schema.Key}.{field.Key}: {field.Value}"
                );
        }
    }

    [Fact]
    public async Task Numbers_are_numbers_only()
    {
        var document = await ApiDocument.ReadAsync(program.Url);
        foreach (var schema in document.AllSchemas())
        {
            var types = ApiDocument.TypesOf(schema);
            if (types.Contains("integer") || types.Contains("number"))
                Assert.True(!types.Contains("string") && schema["pattern"] is null, schema.ToJsonString());
        }
    }

    [Fact]
    public async Task What_a_request_requires_is_never_null()
    {
        var document = await ApiDocument.ReadAsync(program.Url);
        var bodies = document.Operations.SelectMany(operation => operation.RequestContents).ToList();
        Assert.NotEmpty(bodies);
        foreach (var body in bodies)
        {
            var schema = document.Resolve(body.Content["schema"]!);
            foreach (var name in schema["required"]?.AsArray() ?? [])
            {
                var member = schema["properties"]![name!.GetValue<string>()]!;
                Assert.False(ApiDocument.MayBeNull(member), $"{name} of {schema}");
            }
        }
    }

    [Fact]
    public async Task Every_success_says_what_it_holds()
    {
        foreach (var operation in (await ApiDocument.ReadAsync(program.Url)).Operations)
        {
            foreach (var (status, response) in operation.Responses.Where(each => each.Key.StartsWith('2')))
            {
                var contents = response!["content"]?.AsObject() ?? [];
                Assert.True(status == "204" || contents.Count > 0, $"{operation}: {status} holds nothing");
                Assert.All(
                    contents,
                    content => Assert.True(content.Value!["schema"] is not null, $"{operation}: {content.Key}")
                );
            }
        }
    }

    [Fact]
    public async Task Every_route_of_the_contract_lists_its_codes_with_an_example_each()
    {
        var document = await ApiDocument.ReadAsync(program.Url);
        var codes = document.Schemas["ErrorCode"]!["enum"]!.AsArray().Select(code => code!.GetValue<string>());
        foreach (
            var operation in document.Operations.Where(each => each.Path.StartsWith("/api/", StringComparison.Ordinal))
        )
        {
            Assert.NotEmpty(operation.Problems);
            foreach (var (status, problem) in operation.Problems)
            {
                Assert.Equal("#/components/schemas/Problem", problem["schema"]!["$ref"]!.GetValue<string>());
                foreach (var (code, example) in problem["examples"]!.AsObject())
                {
                    var value = example!["value"]!;
                    Assert.Contains(code, codes);
                    Assert.Equal(code, value["code"]!.GetValue<string>());
                    if (status != "default")
                        Assert.Equal(status, value["status"]!.ToString());
                    Assert.All(
                        document.Schemas["Problem"]!["required"]!.AsArray(),
                        name => Assert.NotNull(value[name!.GetValue<string>()])
                    );
                    Assert.Equal(code == "not_valid", value["errors"] is not null);
                }
            }
        }
    }

    [Fact]
    public async Task Only_one_schema_describes_problems()
    {
        var schemas = (await ApiDocument.ReadAsync(program.Url)).Schemas;
        Assert.Equal(["Problem"], schemas.Select(schema => schema.Key).Where(IsProblem));

        // What is wrong with a line of a class list is no answer.
        static bool IsProblem(string name) =>
            name.Contains("Problem", StringComparison.Ordinal) && !name.StartsWith("List", StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_address_or_path_of_the_machine_stands_in_the_document()
    {
        var text = (await ApiDocument.ReadAsync(program.Url)).Root.ToJsonString();
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Repository.Root, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/docs", "swagger-ui")]
    [InlineData("/docs/swagger-ui-bundle.js", "SwaggerUIBundle")]
    [InlineData("/redoc", "redoc")]
    [InlineData("/redoc/redoc.standalone.js", "Redoc")]
    public async Task The_pages_and_their_scripts_are_served_by_the_program_itself(string path, string holds)
    {
        using var http = new HttpClient { BaseAddress = program.Url };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(holds, await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }
}
