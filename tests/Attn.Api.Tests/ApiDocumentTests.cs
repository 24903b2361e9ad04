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

    [Fact]
    public async Task The_document_in_the_repository_is_the_one_that_the_program_serves()
    {
        var file = Path.Combine(Repository.Root, "docs", "openapi.json");
        var served = (await ReadAsync()).ToJsonString(Readable) + "\n";
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
        var document = await ReadAsync();
        var scheme = document["components"]!["securitySchemes"]!["university"]!;
        Assert.Equal("oauth2", scheme["type"]!.GetValue<string>());
        Assert.Equal("/api/v1/auth/token", scheme["flows"]!["password"]!["tokenUrl"]!.GetValue<string>());

        Assert.Null(document["paths"]!["/api/v1/auth/login"]!["post"]!["security"]);
        foreach (
            var path in document["paths"]!
                .AsObject()
                .Where(path =>
                    path.Key.Contains("/teacher/", StringComparison.Ordinal)
                    || path.Key.Contains("/student/", StringComparison.Ordinal)
                )
        )
        {
            foreach (var operation in path.Value!.AsObject())
                Assert.NotNull(operation.Value!["security"]![0]!["university"]);
        }
    }

    [Fact]
    public async Task Every_field_has_a_type()
    {
        foreach (var schema in (await ReadAsync())["components"]!["schemas"]!.AsObject())
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
    public async Task No_address_or_path_of_the_machine_stands_in_the_document()
    {
        var text = (await ReadAsync()).ToJsonString();
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

    private async Task<JsonNode> ReadAsync()
    {
        using var http = new HttpClient { BaseAddress = program.Url };
        return JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;
    }
}
