using System.Diagnostics.CodeAnalysis;
using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Archive.Rows;

/// <summary>A state that is only kept, never queried: what a decision replaced, and the trail's before and after.</summary>
internal static class RecordStateJson
{
    [return: NotNullIfNotNull(nameof(state))]
    public static string? Write(RecordState? state) =>
        state is null
            ? null
            : LiveJson.Write(state with { AttendanceTime = ArchiveTime.Truncate(state.AttendanceTime) });

    public static RecordState? Read(string? json) => json is null ? null : LiveJson.Read<RecordState>(json);
}
