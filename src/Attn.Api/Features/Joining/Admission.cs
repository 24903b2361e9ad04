using Attn.Domain;

namespace Attn.Api.Features.Joining;

/// <summary>A ticket that admits its student.</summary>
/// <param name="Flags">What the teacher should know about it.</param>
internal sealed record Admission(RecordFlags Flags);
