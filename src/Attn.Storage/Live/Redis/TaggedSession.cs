using Attn.Domain;

namespace Attn.Storage.Live.Redis;

/// <summary>A class session as it was last read or written.</summary>
/// <param name="Tag">
/// A hash of the stored class session without its version: two with one tag are the same to every rule.
/// </param>
internal sealed record TaggedSession(ClassSession Session, string Tag);
