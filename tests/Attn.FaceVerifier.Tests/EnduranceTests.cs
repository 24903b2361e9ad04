using System.Diagnostics;
using System.Net;
using Attn.Faces.Tests;

namespace Attn.FaceVerifier.Tests;

/// <summary>Many good and bad requests: the service stays healthy and its memory does not grow.</summary>
public sealed class EnduranceTests
{
    private const int Requests = 2000;
    private const int BatchSize = 8;
    private const int GoodOneIn = 10;
    private const int WithoutFaceOneIn = 100;
    private const long MaxGrowth = 60_000_000;

    private static readonly byte[] SmallSelfie = SamplePhotos.Edit(
        SamplePhotos.AnnaSmiling,
        image => image.Resize(0.5)
    );
    private static readonly byte[] SmallProfilePhoto = SamplePhotos.Edit(
        SamplePhotos.AnnaInOtherClothes,
        image => image.Resize(0.5)
    );
    private static readonly byte[][] Bad = [.. BadPictures.Unreadable.Values];

    [Fact]
    public async Task Two_thousand_mixed_requests_do_not_grow_memory_and_leave_the_service_healthy()
    {
        await using var app = new VerifierApp();
        await SendAsync(app, first: 0, count: Requests / 4);
        var before = ResidentBytes();
        await SendAsync(app, first: Requests / 4, count: Requests - (Requests / 4));
        var growth = ResidentBytes() - before;
        Assert.True(growth < MaxGrowth, $"grew by {growth / 1e6:F0} MB");

        using var client = app.CreateClient();
        using var health = await client.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    private static async Task SendAsync(VerifierApp app, int first, int count)
    {
        var accepted = 0;
        await Parallel.ForAsync(
            first,
            first + count,
            new ParallelOptions { MaxDegreeOfParallelism = BatchSize },
            async (i, _) =>
            {
                using var response = await app.VerifyAsync(Guid.NewGuid(), PictureOf(i), SmallProfilePhoto);
                Assert.Contains(
                    response.StatusCode,
                    new[]
                    {
                        HttpStatusCode.Accepted,
                        HttpStatusCode.UnprocessableEntity,
                        HttpStatusCode.UnsupportedMediaType,
                    }
                );
                if (response.StatusCode != HttpStatusCode.Accepted)
                    return;
                Interlocked.Increment(ref accepted);
                await app.Receiver.NextVerdictAsync();
            }
        );
        // The rest is no picture, or refused by its header.
        Assert.True(accepted > 2 * count / 5);
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains("could not be", StringComparison.Ordinal));
    }

    private static byte[] PictureOf(int request) =>
        request % WithoutFaceOneIn == 0 ? BadPictures.NoFace
        : request % WithoutFaceOneIn == 1 ? BadPictures.CorruptPng
        : request % GoodOneIn == 0 ? SmallSelfie
        : Bad[request % Bad.Length];

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
