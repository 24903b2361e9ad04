using System.Net;
using Attn.Testing.Program;

namespace Attn.EndToEnd.Tests.Faces;

internal static class Waiting
{
    public const string Pending = "FACE_RECOGNITION_PENDING";

    /// <summary>Waits until the student's check is settled, and returns the record.</summary>
    public static async Task<Answer> ForVerdictAsync(this Student student, Guid id, TimeSpan? atMost = null)
    {
        Answer? record = null;
        await Attn.Testing.Eventually.IsTrueAsync(
            async () =>
                (record = (await student.StatusAsync(id)).Expect(HttpStatusCode.OK)).Words("fail_reason") != Pending,
            $"{student.Number} has a verdict",
            atMost ?? TimeSpan.FromMinutes(4)
        );
        return record!;
    }
}
