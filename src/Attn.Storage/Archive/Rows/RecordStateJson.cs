using Attn.Domain;
using Attn.Storage.Live;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Attn.Storage.Archive.Rows;

/// <summary>
/// A state that is stored but never queried, as JSON: what a decision replaced, and the before and after of the audit
/// trail.
/// </summary>
internal static class RecordStateJson
{
    public static readonly ValueConverter Converter = new ValueConverter<RecordState, string>(
        state => Write(state),
        json => LiveJson.Read<RecordState>(json)
    );

    private static string Write(RecordState state) =>
        LiveJson.Write(state with { AttendanceTime = state.AttendanceTime?.ToWholeMilliseconds() });
}
