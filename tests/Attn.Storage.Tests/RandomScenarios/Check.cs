namespace Attn.Storage.Tests.RandomScenarios;

/// <summary>A face check that was started, or one that nobody knows.</summary>
internal sealed record Check(Guid Id, Model.Session Session, string Student);
