using System.ComponentModel;
using Attn.Api.Features.ClassSessions;
using Attn.Api.Features.Roster;

namespace Attn.Api.Features.LiveView;

/// <summary>The events of a student's stream, each with its data.</summary>
/// <remarks>Only the OpenAPI document uses it.</remarks>
internal sealed record StudentEvents(
    [property: Description("The first event: the session and the own record.")] StudentSnapshot Snapshot,
    [property: Description("The own record was added or changed.")] RecordResponse Record,
    [property: Description("The own record was deleted.")] RemovedResponse Removed,
    [property: Description("The session was changed or has ended; after its end the stream ends.")]
        SessionResponse Session
);
