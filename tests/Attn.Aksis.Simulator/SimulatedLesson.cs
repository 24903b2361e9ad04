namespace Attn.Aksis.Simulator;

/// <summary>A lesson of the week, as the schedule's data names it.</summary>
public sealed record SimulatedLesson(string Title, string Teachers, DateTimeOffset Start, DateTimeOffset End);
