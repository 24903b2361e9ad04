using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Attn.Testing;

/// <summary>The log events that an assembly declares.</summary>
public static class LoggedEvents
{
    /// <summary>The event id of every <c>[LoggerMessage]</c> method.</summary>
    public static IReadOnlyList<int> IdsOf(params IEnumerable<Assembly> assemblies) =>
        [
            .. assemblies
                .SelectMany(assembly => assembly.GetTypes())
                .SelectMany(type => type.GetMethods(AllDeclared))
                .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
                .OfType<LoggerMessageAttribute>()
                .Select(message => message.EventId),
        ];

    private const BindingFlags AllDeclared =
        BindingFlags.DeclaredOnly
        | BindingFlags.Static
        | BindingFlags.Instance
        | BindingFlags.Public
        | BindingFlags.NonPublic;
}
