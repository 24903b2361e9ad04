using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Attn.Testing.Program;

namespace Attn.Api.Tests;

/// <summary>The examples of the document work when they are sent as they are.</summary>
public sealed class ApiExampleTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data";

    [Fact]
    public async Task Every_example_of_a_body_validates_when_sent_as_it_is()
    {
        var document = await ApiDocument.ReadAsync(program.Url);
        using var teacher = await program.TeacherAsync();
        using var student = await program.StudentAsync();
        var sent = 0;
        foreach (var operation in document.Operations)
        {
            var client = operation.Path.StartsWith("/api/v1/student", StringComparison.Ordinal)
                ? student
                : (AttnClient)teacher;
            foreach (
                var (mediaType, content) in operation.RequestContents.Where(body => !IsUpload(document, body.Content))
            )
            {
                Assert.True(content["example"] is not null, $"{operation}: no example of {mediaType}");
                var answer = await client.SendAsync(RequestOf(operation, ContentOf(mediaType, content["example"]!)));
                AssertValidated(operation, answer);
                sent++;
            }
        }

        Assert.True(sent >= 15, $"{sent} examples were sent.");
    }

    [Fact]
    public async Task Every_route_without_a_body_takes_the_examples_of_its_parameters()
    {
        var document = await ApiDocument.ReadAsync(program.Url);
        using var teacher = await program.TeacherAsync();
        using var student = await program.StudentAsync();
        foreach (var operation in document.Operations.Where(operation => !operation.RequestContents.Any()))
        {
            // Signing out is an example that works, too, but the last one.
            if (operation.Path.EndsWith("/logout", StringComparison.Ordinal))
                continue;
            var client = operation.Path.StartsWith("/api/v1/student", StringComparison.Ordinal)
                ? student
                : (AttnClient)teacher;
            AssertValidated(operation, await client.SendAsync(RequestOf(operation, content: null)));
        }
    }

    private static void AssertValidated(ApiOperation operation, Answer answer)
    {
        Assert.True(answer.Status != HttpStatusCode.UnprocessableEntity, $"{operation}: {answer.Text}");
        Assert.True((int)answer.Status < 500, $"{operation}: {answer.Text}");
    }

    private static bool IsUpload(ApiDocument document, JsonNode content)
    {
        var schema = document.Resolve(content["schema"]!);
        return IsBinary(schema) || schema["properties"]?.AsObject().Any(member => IsBinary(member.Value!)) == true;

        static bool IsBinary(JsonNode node) => node["format"]?.GetValue<string>() == "binary";
    }

    private static HttpRequestMessage RequestOf(ApiOperation operation, HttpContent? content)
    {
        var (path, query) = (operation.Path, new List<string>());
        foreach (var parameter in operation.Parameters)
        {
            var name = parameter["name"]!.GetValue<string>();
            if (parameter["example"] is not { } example)
            {
                Assert.True(parameter["required"] is null, $"{operation}: no example of {name}");
                continue;
            }

            var value = Uri.EscapeDataString(example.ToString());
            if (parameter["in"]!.GetValue<string>() == "path")
                path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            else
                query.Add($"{name}={value}");
        }

        return new(new HttpMethod(operation.Method.ToUpperInvariant()), $"{path}?{string.Join('&', query)}")
        {
            Content = content,
        };
    }

    private static HttpContent ContentOf(string mediaType, JsonNode example) =>
        mediaType switch
        {
            Form => new FormUrlEncodedContent(Fields(example)),
            Multipart => MultipartOf(example),
            "application/json" => new StringContent(example.ToJsonString(), Encoding.UTF8, mediaType),
            _ => new StringContent(example.GetValue<string>(), Encoding.UTF8, mediaType),
        };

    private static MultipartFormDataContent MultipartOf(JsonNode example)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in Fields(example))
            form.Add(new StringContent(value), name);
        return form;
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(JsonNode example) =>
        example.AsObject().Select(field => KeyValuePair.Create(field.Key, field.Value!.ToString()));
}
