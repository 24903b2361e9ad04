using Attn.Testing;

namespace Attn.Api.Tests.Architecture;

/// <summary>Operators filter by event ids, so each is of one message, and all are in one list.</summary>
public sealed class EventIdTests
{
    [Fact]
    public void No_event_id_of_the_program_is_used_twice() =>
        Assert.Empty(Repeated(LoggedEvents.IdsOf(OurAssemblies.All)));

    [Fact]
    public void The_rule_on_event_ids_can_fail() => Assert.Equal([7], Repeated([7, 8, 7]));

    [Fact]
    public void Every_event_id_of_the_Api_is_in_the_list_and_used() =>
        Assert.Equal(
            typeof(EventIds).GetFields().Select(field => (int)field.GetRawConstantValue()!).Order(),
            LoggedEvents.IdsOf(typeof(Program).Assembly).Order()
        );

    private static IEnumerable<int> Repeated(IEnumerable<int> ids) =>
        ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key);
}
