using Attn.Domain;
using Attn.Storage.Archive.Rows;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Attn.Storage.Archive.Copying;

/// <summary>How the rows of a copy are written: one upsert for each table, which replaces older rows only.</summary>
internal sealed class CopyPlan(IModel model)
{
    /// <summary>
    /// A later name replaces an earlier one, and the portal's any typed one. The same name, which is the rule, writes
    /// nothing.
    /// </summary>
    public const string BetterName = """
        (excluded.is_from_portal, excluded.known_at) >= (users.is_from_portal, users.known_at)
        AND (excluded.is_from_portal, excluded.full_name, excluded.role)
            <> (users.is_from_portal, users.full_name, users.role)
        """;

    /// <summary>No copy brings a deleted session back.</summary>
    public CopyTable<ClassSessionRow> Sessions { get; } =
        new(model, Replacing.AllWhen("excluded.version > attendances.version AND attendances.deleted_at IS NULL"));

    public CopyTable<UserRow> Users { get; } = new(model, Replacing.AllWhen(BetterName));

    public CopyTable<AttendanceRecord> Records { get; } =
        new(model, Replacing.AllWhen("excluded.version > records.version"));

    public CopyTable<SeenStudentRow> Seen { get; } = new(model, Replacing.Nothing);

    /// <summary>A trail only grows.</summary>
    public CopyTable<AuditRow> Audit { get; } = new(model, Replacing.Nothing);
}

internal sealed class CopyTable<TRow>(IModel model, Replacing replacing)
{
    public TablePlan<TRow> Table { get; } = TablePlan<TRow>.Of(model);

    /// <param name="source">A SELECT or VALUES of all columns in their order.</param>
    public string Upsert(string source) => Table.Upsert(source, replacing);
}
