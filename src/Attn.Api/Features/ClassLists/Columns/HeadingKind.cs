namespace Attn.Api.Features.ClassLists.Columns;

/// <summary>What a heading says about its column.</summary>
internal enum HeadingKind
{
    /// <summary>There is no heading, or nobody knows it: the cells decide.</summary>
    Unknown,

    StudentNumber,

    /// <summary>"No" or "ID": a student's number, or the number of the row.</summary>
    AnyNumber,

    RowNumber,
    FullName,

    /// <summary>Given names; the full name, where there is no column of surnames.</summary>
    Name,
    MiddleName,
    Surname,
    Group,

    /// <summary>Known, and of no use here, such as the department or an identity number.</summary>
    Other,
}
