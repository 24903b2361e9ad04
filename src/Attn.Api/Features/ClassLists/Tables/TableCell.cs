using System.Runtime.InteropServices;

namespace Attn.Api.Features.ClassLists.Tables;

/// <param name="Text">
/// Composed (NFC), without white space around it. A whole number of a worksheet has all its digits, never an exponent
/// or a decimal point.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TableCell(string Text, CellKind Kind);

/// <summary>What the file says about a cell. Every cell of a text file is <see cref="Text"/>.</summary>
internal enum CellKind
{
    Text,
    Number,
    Date,

    /// <summary>The result of a formula that is no text, or an error such as #REF!.</summary>
    Other,
}
