using System.Reflection;

namespace Attn.Web.Tests;

/// <summary>Paths of files that the tests need besides the program.</summary>
internal static class WebPaths
{
    public static string Root { get; } =
        typeof(WebPaths)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "Repository")
            .Value!;

    public static string Axe => Path.Combine(Root, "web/node_modules/axe-core/axe.min.js");

    public static string Screens => Path.Combine(Root, "docs/screens");
}
