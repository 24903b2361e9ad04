using System.Globalization;
using Attn.Api.Features.ClassLists.Wire;

namespace Attn.Api.Features.ClassLists.Columns;

/// <summary>What a person says about the columns: <c>number:1,name:2,surname:3</c>, places from 1.</summary>
internal sealed class ColumnChoice
{
    public const int MaxPlace = 1000;
    public static readonly ColumnChoice None = new([]);
    private readonly IReadOnlyList<(ColumnRole Role, int Place)> _choices;

    private ColumnChoice(IReadOnlyList<(ColumnRole Role, int Place)> choices) => _choices = choices;

    /// <summary>Whether the columns it does not name are ignored.</summary>
    public bool IsComplete => Find(ColumnRole.Number) is not null && Find(ColumnRole.Name) is not null;

    /// <summary>The place of a role, from 0; <c>null</c>: it is not named.</summary>
    public int? Find(ColumnRole role) =>
        _choices.Where(choice => choice.Role == role).Select(choice => (int?)choice.Place).FirstOrDefault();

    public bool Names(int place) => _choices.Any(choice => choice.Place == place);

    /// <summary>Places beyond the table, from 1.</summary>
    public IEnumerable<int> Beyond(int width) =>
        _choices.Where(choice => choice.Place >= width).Select(choice => choice.Place + 1);

    /// <returns>What is wrong with the text, or <c>null</c>.</returns>
    public static string? Read(string? text, out ColumnChoice choice)
    {
        choice = None;
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var choices = new List<(ColumnRole Role, int Place)>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TryRead(part, out var role, out var place))
                return "Use number:1,name:2,surname:3 (or middle_name, group, ignored); places count from 1.";
            if (choices.Exists(other => other.Place == place))
                return $"Column {place + 1} is named twice.";
            if (role != ColumnRole.Ignored && choices.Exists(other => other.Role == role))
                return "Each of number, name, middle_name, surname and group is one column only.";
            choices.Add((role, place));
        }

        choice = new(choices);
        return null;
    }

    private static bool TryRead(string part, out ColumnRole role, out int place)
    {
        (role, place) = (ColumnRole.Ignored, 0);
        if (part.Split(':', StringSplitOptions.TrimEntries) is not [var name, var number])
            return false;
        var isPlace =
            int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out place)
            && place is >= 1 and <= MaxPlace;
        place--;
        return isPlace && TryReadRole(name, out role);
    }

    private static bool TryReadRole(string name, out ColumnRole role)
    {
        foreach (var known in Enum.GetValues<ColumnRole>())
        {
            if (string.Equals(known.ToString(), name.Replace("_", ""), StringComparison.OrdinalIgnoreCase))
            {
                role = known;
                return true;
            }
        }

        role = ColumnRole.Ignored;
        return false;
    }
}
