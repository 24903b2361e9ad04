using System.Net;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faces;

/// <summary>The program built without Node.js lacks the face networks.</summary>
public sealed class WithoutNetworksTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("attn-program-");

    [Fact]
    public async Task Sessions_that_ask_for_a_face_are_refused_with_the_remedy_and_others_work()
    {
        await using var program = await AttnProgram.StartAsync(CopyWithoutNetworks(), []);
        using var teacher = await Teacher.SignsInAsync(program.Url);
        foreach (var option in new[] { 3, 4 })
        {
            var refused = await teacher.TriesToOpenAsync(
                new
                {
                    lesson_name = "Calculus",
                    end_time = TimeProvider.System.GetUtcNow().AddMinutes(9),
                    security_option = option,
                }
            );
            refused.Expect(HttpStatusCode.ServiceUnavailable);
            Assert.Contains("Node.js", refused.Detail, StringComparison.Ordinal);
            Assert.Contains("FACE_VERIFIER_MICROSERVICE_URL", refused.Detail, StringComparison.Ordinal);
        }

        var id = await teacher.OpensAsync(option: 2);
        using var student = await Student.SignsInAsync(program.Url, 1);
        Assert.True((await student.AttendsAsync(id)).Expect(HttpStatusCode.OK).Flag("is_attended"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string CopyWithoutNetworks()
    {
        var built = new FileInfo(BuiltProgram.File("Attn.Api"));
        foreach (var file in built.Directory!.GetFiles())
            file.CopyTo(Path.Combine(_folder.FullName, file.Name));
        // Native libraries are large and stay where they are.
        Directory.CreateSymbolicLink(
            Path.Combine(_folder.FullName, "runtimes"),
            Path.Combine(built.DirectoryName!, "runtimes")
        );
        return Path.Combine(_folder.FullName, built.Name);
    }
}
