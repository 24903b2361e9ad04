using Attn.Testing;

namespace Attn.Faces.Tests;

public sealed class EventIdsTests
{
    [Fact]
    public void No_event_id_is_used_twice()
    {
        var ids = LoggedEvents.IdsOf(typeof(FaceEngine).Assembly);

        Assert.NotEmpty(ids);
        Assert.Distinct(ids);
    }
}
