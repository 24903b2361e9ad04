namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>
/// What may still be read of a workbook, over all its worksheets. Cells are counted with the empty ones, each of which
/// is looked at; characters because many cells may share one long text.
/// </summary>
internal sealed class WorkbookBudget
{
    private long _cells = TableLimits.WorkbookCells;
    private long _characters = TableLimits.WorkbookCharacters;

    public bool TryTakeCells(long count) => (_cells -= count) >= 0;

    public bool TryTakeCharacters(long count) => (_characters -= count) >= 0;
}
