using System.Globalization;
using System.Text;

namespace Attn.EndToEnd.Tests.Fuzz;

/// <summary>Forms with a picture in them, right and wrong in many ways.</summary>
internal static class Uploads
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"u8];
    private static readonly byte[] Png =
    [
        0x89,
        .. "PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x06\0\0\0"u8,
    ];

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
            0 => [.. Jpeg, .. new byte[1_200_000]],
            1 => [.. Png, .. new byte[1_200_000]],
            2 => [],
            3 => [.. "GIF89a"u8, .. Jpeg],
            4 => [.. Jpeg, .. "<?php echo 1;"u8, .. Png],
            5 => Png,
            6 => [.. "<svg xmlns='http://www.w3.org/2000/svg'/>"u8],
            7 => [0xFF, 0xD8, 0xFF],
            _ => [.. Jpeg, .. Nasty.Bytes(random, 3000)],
        };

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
