using Attn.Domain;

namespace Attn.Storage.Archive;

/// <param name="IsFromPortal">The name came with a sign-in; else a teacher typed it.</param>
public sealed record KnownUser(string Number, string FullName, UserRole Role, bool IsFromPortal);
