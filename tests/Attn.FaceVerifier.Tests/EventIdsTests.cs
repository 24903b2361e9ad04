using Attn.Faces;
using Attn.Testing;

namespace Attn.FaceVerifier.Tests;

public sealed class EventIdsTests
{
    [Fact]
    public void No_event_id_is_used_twice()
    {
        var ids = LoggedEvents.IdsOf(typeof(VerifierOptions).Assembly, typeof(FaceEngine).Assembly);

        Assert.NotEmpty(ids);
        Assert.Distinct(ids);
    }
}
