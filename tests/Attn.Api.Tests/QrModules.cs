using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using QRCoder;

namespace Attn.Api.Tests;

/// <summary>Reads the black and white squares of a QR code back from a picture, row by row.</summary>
internal static partial class QrModules
{
    /// <summary>The expected squares of a text.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        return
        [
            .. data.ModuleMatrix.Select(row => string.Concat(row.Cast<bool>().Select(isBlack => isBlack ? '#' : '.'))),
        ];
    }

    /// <summary>From the horizontal bars of an SVG's one path; its XML must be well-formed.</summary>
    public static IReadOnlyList<string> OfSvg(byte[] picture)
    {
        var svg = XDocument.Parse(Encoding.UTF8.GetString(picture)).Root!;
        var side = int.Parse(svg.Attribute("viewBox")!.Value.Split(' ')[2], CultureInfo.InvariantCulture);
        var path = Assert.Single(svg.Elements(), element => element.Name.LocalName == "path");
        Assert.Equal("#000000", path.Attribute("fill")!.Value);
        var bars = Bar()
            .Matches(path.Attribute("d")!.Value)
            .Select(bar => (X: Number(bar, "x"), Y: Number(bar, "y"), Width: Number(bar, "width")))
            .ToList();
        return Sample(side, (x, y) => bars.Any(bar => y == bar.Y && x >= bar.X && x < bar.X + bar.Width));
    }

    /// <summary>From the pixels of a PNG of one bit each, without filters.</summary>
    public static IReadOnlyList<string> OfPng(byte[] picture)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], picture[..8]);
        var (side, packed) = (0, new MemoryStream());
        for (var at = 8; at < picture.Length; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(at));
            var data = picture.AsSpan(at + 8, length);
            switch (Encoding.ASCII.GetString(picture, at + 4, 4))
            {
                case "IHDR":
                    side = BinaryPrimitives.ReadInt32BigEndian(data);
                    Assert.Equal(1, data[8]);
                    break;
                case "IDAT":
                    packed.Write(data);
                    break;
            }

            at += 12 + length;
        }

        packed.Position = 0;
        using var unpacked = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress))
            zlib.CopyTo(unpacked);
        var (pixels, rowBytes) = (unpacked.ToArray(), 1 + ((side + 7) / 8));
        Assert.All(Enumerable.Range(0, side), row => Assert.Equal(0, pixels[row * rowBytes]));
        const int module = 12;
        return Sample(side / module, (x, y) => IsBlack((x * module) + (module / 2), (y * module) + (module / 2)));

        bool IsBlack(int x, int y) => ((pixels[(y * rowBytes) + 1 + (x / 8)] >> (7 - (x % 8))) & 1) == 0;
    }

    private static List<string> Sample(int side, Func<int, int, bool> isBlack) =>
        [
            .. Enumerable
                .Range(0, side)
                .Select(y => string.Concat(Enumerable.Range(0, side).Select(x => isBlack(x, y) ? '#' : '.'))),
        ];

    private static int Number(Match bar, string name) =>
        int.Parse(bar.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "M(?<x>[0-9]+) (?<y>[0-9]+)h(?<width>[0-9]+)v1",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Bar();
}
