using System.Globalization;
using System.Text;
using Attn.Testing.Pictures;

namespace Attn.EndToEnd.Tests.Fuzz;

/// <summary>Forms with a picture in them, right and wrong in many ways.</summary>
internal static class Uploads
{
    private const int MaxRealBytes = 400_000;
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"u8];
    private static readonly byte[] Png =
    [
        0x89,
        .. "PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x06\0\0\0"u8,
    ];

    private static readonly Lazy<byte[][]> Real = new(() =>
        [
            .. PictureBombs
                .TooLarge.Concat(PictureBombs.Harmless)
                .Select(each => each.Value())
                .Where(picture => picture.Length < MaxRealBytes),
            MadeJpeg.Baseline(640, 480, 3, MadeJpeg.Segment(0xE1, [.. "Exif\0\0II*\0\b\0\0\0"u8, .. new byte[200]])),
            MadeJpeg.Progressive(640, 480, 10, 3),
            MadePng.Of(64, 64, 8, MadePng.Rgba, interlaced: true, MadePng.Chunk("tEXt", [.. "a\0b"u8])),
        ]
    );

    public static void Good(FuzzRequest request, Random random) =>
        Fill(
            request,
            "boundary",
            Part("normal_image", "selfie.jpg", "image/jpeg", Picture(random)),
            "--boundary--\r\n"
        );

    public static void Bad(FuzzRequest request, Random random)
    {
        var boundary = Nasty.Pick(
            ["boundary", "", "\"quoted boundary\"", new string('b', 200), "a,b", "öğ", "--"],
            random
        );
        var field = Nasty.Pick(["normal_image", "NORMAL_IMAGE", "other", "", "a\"b", "../x"], random);
        var file = Nasty.Pick(["selfie.jpg", "", "../../x.jpg", "a\0.png", new string('f', 4000), "İ.jpg"], random);
        var type = Nasty.Pick(
            ["image/jpeg", "image/png", "text/html", "multipart/mixed; boundary=inner", "", "x"],
            random
        );
        var part =
            random.Next(8) == 0
                ? Enumerable.Range(0, random.Next(2, 40)).SelectMany(_ => Part(field, file, type, Jpeg)).ToArray()
                : Part(field, file, type, Picture(random));
        Fill(
            request,
            boundary,
            part,
            Nasty.Pick(["--boundary--\r\n", "", "--boundary", "--boundary\r\n", "--other--"], random)
        );
        if (random.Next(4) == 0)
            request.Body = request.Body![..random.Next(request.Body!.Length)];
        if (random.Next(4) == 0)
            request.Body = Changed(request.Body!, Math.Min(request.Body!.Length, 300), random);
        if (random.Next(6) == 0)
            request.Set(
                "Content-Type",
                Nasty.Pick(
                    [
                        "multipart/form-data",
                        "multipart/form-data; boundary=",
                        "multipart/mixed; boundary=boundary",
                        "multipart/form-data; boundary=boundary; boundary=other",
                        "image/jpeg",
                    ],
                    random
                )
            );
    }

    /// <summary>Small, cut off, of two formats at once, or so large that it has to be shrunk.</summary>
    private static byte[] Picture(Random random) =>
        random.Next(40) switch
        {
            // Real pictures, some of them bombs, whole or with their headers changed.
            < 8 => Nasty.Pick(Real.Value, random),
            < 20 => Mutated(Nasty.Pick(Real.Value, random), random),

            20 => [.. Jpeg, .. new byte[1_200_000]],
            21 => [.. Png, .. new byte[1_200_000]],
            22 => [],
            23 => [.. "GIF89a"u8, .. Jpeg],
            24 => [.. Jpeg, .. "<?php echo 1;"u8, .. Png],
            25 => Png,
            26 => [.. "<svg xmlns='http://www.w3.org/2000/svg'/>"u8],
            27 => [0xFF, 0xD8, 0xFF],
            _ => [.. Jpeg, .. Nasty.Bytes(random, 3000)],
        };

    /// <summary>Most changes go where sizes, lengths and types are.</summary>
    private static byte[] Mutated(byte[] picture, Random random)
    {
        var changed = Changed(picture, random.Next(3) == 0 ? picture.Length : Math.Min(picture.Length, 700), random);
        return random.Next(4) switch
        {
            0 => changed[..random.Next(3, changed.Length)],
            // Large enough to be shrunk on arrival.
            1 => [.. changed, .. new byte[1_200_000]],
            _ => changed,
        };
    }

    private static byte[] Changed(byte[] bytes, int within, Random random)
    {
        byte[] changed = [.. bytes];
        for (var left = within == 0 ? 0 : random.Next(1, 6); left > 0; left--)
            changed[random.Next(within)] = (byte)Nasty.Pick([0, 1, 0x7F, 0x80, 0xFF, random.Next(256)], random);
        return changed;
    }

    private static void Fill(FuzzRequest request, string boundary, byte[] part, string end)
    {
        request.Set("Content-Type", $"multipart/form-data; boundary={boundary}");
        request.Body = [.. part, .. Encoding.ASCII.GetBytes(end)];
    }

    private static byte[] Part(string field, string file, string type, byte[] content) =>
        [
            .. Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--boundary\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{file}\"\r\n"
                        + $"Content-Type: {type}\r\n\r\n"
                )
            ),
            .. content,
            .. "\r\n"u8,
        ];
}
