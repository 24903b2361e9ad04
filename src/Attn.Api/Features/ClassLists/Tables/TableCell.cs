using System.Runtime.InteropServices;

namespace Attn.Api.Features.ClassLists.Tables;

/// <param name="Text">
/// Composed (NFC), without white space and invisible characters around it; see <see cref="CellText"/> for those inside.
/// A whole number of a worksheet has all its digits, never an exponent or a decimal point, up to 15 digits: of a longer
/// one the program that wrote it has lost the others, and it has an exponent.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TableCell(string Text, CellKind Kind);

/// <summary>What the file says about a cell. Every cell of a text file is <see cref="Text"/>.</summary>
internal enum CellKind
{
    Text,
    Number,
    Date,

    /// <summary>TRUE or FALSE, or a number whose format shows other digits than it has.</summary>
    Other,
}
