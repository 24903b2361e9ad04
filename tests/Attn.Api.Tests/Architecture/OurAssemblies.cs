using System.Reflection;

namespace Attn.Api.Tests.Architecture;

internal static class OurAssemblies
{
    /// <summary>
    /// All projects of <c>src</c> that are part of the program; the face verifier is a program of its own.
    /// </summary>
    public static IReadOnlyList<Assembly> All { get; } =
    [.. SourceTree.Folders("src").Where(project => project != "Attn.FaceVerifier").Select(Assembly.Load)];
}
