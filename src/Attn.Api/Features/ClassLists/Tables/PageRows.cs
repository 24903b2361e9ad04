namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// Rows of all tables of a page, empty ones too. A row of twenty bytes may span all columns, and takes 150 times as
/// many in memory.
/// </summary>
internal sealed class PageRows
{
    private int _count;

    public bool AreTooMany => _count > TableLimits.PageRows;

    public bool TryTake() => ++_count <= TableLimits.PageRows;
}
