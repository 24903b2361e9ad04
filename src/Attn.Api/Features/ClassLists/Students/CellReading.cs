using System.Diagnostics.CodeAnalysis;
using Attn.Api.Features.ClassLists.Tables;

namespace Attn.Api.Features.ClassLists.Students;

/// <summary>What a cell means: its value, or what is wrong with it.</summary>
internal readonly record struct CellReading(string? Value, ListProblemCode Code, string Problem)
{
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsGood => Value is not null;

    public static CellReading Good(string value) => new(value, default, "");

    public static CellReading Bad(ListProblemCode code, string problem) => new(null, code, problem);
}
