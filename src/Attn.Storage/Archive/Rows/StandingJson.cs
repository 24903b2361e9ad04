using System.Diagnostics.CodeAnalysis;
using Attn.Domain;
using Attn.Storage.Live;

namespace Attn.Storage.Archive.Rows;

/// <summary>A standing that is only kept, never queried: what a decision replaced, and the trail's before and after.</summary>
internal static class StandingJson
{
    [return: NotNullIfNotNull(nameof(standing))]
    public static string? Write(Standing? standing) =>
        standing is null
            ? null
            : LiveJson.Write(standing with { AttendanceTime = ArchiveTime.Truncate(standing.AttendanceTime) });

    public static Standing? Read(string? json) => json is null ? null : LiveJson.Read<Standing>(json);
}
