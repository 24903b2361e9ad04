namespace Attn.Api.Features.ClassLists.Wire;

/// <summary>What a column of a class list holds.</summary>
public enum ColumnRole
{
    Number,

    /// <summary>The full name, or the given names where a column of surnames is joined to it.</summary>
    Name,

    /// <summary>A second given name in a column of its own: joined between name and surname.</summary>
    MiddleName,
    Surname,
    Group,
    Ignored,
}
