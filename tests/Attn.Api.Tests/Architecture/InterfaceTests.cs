namespace Attn.Api.Tests.Architecture;

/// <summary>An interface exists only where two real implementations do.</summary>
public sealed class InterfaceTests
{
    [Fact]
    public void Every_interface_has_two_real_implementations() =>
        Assert.Empty(LonelyInterfaces([.. OurAssemblies.All.SelectMany(assembly => assembly.GetTypes())]));

    [Fact]
    public void The_rule_on_interfaces_can_fail() =>
        Assert.Equal([nameof(ILonely)], LonelyInterfaces([typeof(ILonely), typeof(OnlyOne)]));

    private static IEnumerable<string> LonelyInterfaces(Type[] types) =>
        types
            .Where(type => type.IsInterface)
            .Where(type => types.Count(other => IsImplementation(other) && type.IsAssignableFrom(other)) < 2)
            .Select(type => type.Name);

    private static bool IsImplementation(Type type) => type is { IsInterface: false, IsAbstract: false };

    private interface ILonely;

    private sealed class OnlyOne : ILonely;
}
