namespace Attn.Api.Features.ClassLists.Tables;

/// <summary>One word for each thing that can be wrong with a class list, in snake_case on the wire.</summary>
public enum ListProblemCode
{
    // The table.
    EncodingUnknown,
    EncodingAssumed,
    BrokenLetters,
    QuoteNotClosed,
    NotAList,
    FileDamaged,
    FileProtected,
    FileTooLarge,
    SheetNotFound,

    /// <summary>A warning: of several tables of a page, some are not read.</summary>
    TablesLeftOut,

    /// <summary>A warning: rows that a worksheet hides are read.</summary>
    HiddenRows,

    // The columns.
    ColumnsNotRecognized,
    ColumnNotFound,

    /// <summary>Letters stand in a column without a heading, or the headings of students stand there twice.</summary>
    ColumnDoubtful,

    /// <summary>A warning: the numbers are identity numbers.</summary>
    IdentityNumbers,
    RowNumbersAsNumbers,
    SpacesAsSeparator,

    // The rows.
    NumberMissing,
    NumberNotValid,
    NumberInScientificNotation,
    NumberIsDate,
    NumberIsDecimal,
    NumberRepeated,
    NumberDiffersByZeros,
    HiddenCharacter,
    NameMissing,
    NameNotValid,
    NameIsNumber,
    GroupNotValid,

    /// <summary>Days or an exemption that make no sense; in JSON only.</summary>
    EnrolmentNotValid,

    // The list.
    NoStudents,
    TooManyStudents,

    /// <summary>A warning: the list that is there has the same number with or without zeros.</summary>
    NumberChangesZeros,
}
