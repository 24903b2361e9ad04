using System.Text;
using QRCoder;

namespace Attn.Api.Features.Joining;

/// <summary>Draws a link as a QR code, black on white with the quiet zone that scanners need.</summary>
internal static class QrPicture
{
    /// <summary>Longest link. More is hard to scan from a screen, and much more does not fit.</summary>
    public const int MaxCharacters = 500;

    public const string Svg = "image/svg+xml";
    public const string Png = "image/png";

    // Sharp on a projector without scaling.
    private const int PixelsPerModule = 12;

    public static byte[] ToSvg(string link)
    {
        using var matrix = MatrixOf(link);
        using var svg = new SvgQRCode(matrix);
        return Encoding.UTF8.GetBytes(
            svg.GetGraphic(
                PixelsPerModule,
                "#000000",
                "#ffffff",
                drawQuietZones: true,
                SvgQRCode.SizingMode.ViewBoxAttribute
            )
        );
    }

    public static byte[] ToPng(string link)
    {
        using var matrix = MatrixOf(link);
        using var png = new PngByteQRCode(matrix);
        return png.GetGraphic(PixelsPerModule);
    }

    /// <summary>
    /// Level Q: it can be read with a quarter covered by a head or a reflection, at the price of smaller modules.
    /// </summary>
    internal static QRCodeData MatrixOf(string link) =>
        QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.Q);
}
