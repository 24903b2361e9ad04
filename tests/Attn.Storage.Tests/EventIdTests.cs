using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Attn.Storage.Tests;

public sealed class EventIdTests
{
    private static readonly IReadOnlyList<int> Known =
    [
        .. typeof(EventIds).GetFields().Select(field => (int)field.GetRawConstantValue()!),
    ];

    [Fact]
    public void No_event_id_is_listed_twice() => Assert.Equal(Known.Distinct(), Known);

    [Fact]
    public void Every_log_message_has_a_listed_id_of_its_own()
    {
        const BindingFlags Declared =
            BindingFlags.DeclaredOnly
            | BindingFlags.Static
            | BindingFlags.Instance
            | BindingFlags.Public
            | BindingFlags.NonPublic;
        var used = typeof(EventIds)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Declared))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>();

        Assert.Equal(Known.Order(), used.Order());
    }
}
