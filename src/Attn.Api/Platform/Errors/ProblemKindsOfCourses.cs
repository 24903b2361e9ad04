namespace Attn.Api.Platform.Errors;

/// <content>Terms, courses and who teaches them.</content>
internal static partial class ProblemKinds
{
    public static readonly ProblemKind LessonNotFound = new(
        404,
        ErrorCode.LessonNotFound,
        "Lesson not found: you have neither held nor planned it."
    );

    public static readonly ProblemKind CourseNotFound = new(
        404,
        ErrorCode.CourseNotFound,
        "Course not found, or you do not teach it."
    );

    public static readonly ProblemKind CourseExists = new(
        409,
        ErrorCode.CourseExists,
        "You have a course of this name and section in the term already."
    );

    public static readonly ProblemKind ClassListNotValid = new(
        422,
        ErrorCode.ClassListNotValid,
        "students: Line 3: This number stands on line 1 already. Nothing was saved."
    );

    public static readonly ProblemKind ClassListChanged = new(
        412,
        ErrorCode.ClassListChanged,
        "The class list was changed meanwhile. Nothing was saved: look at the differences again."
    );

    public static readonly ProblemKind OnlyTheOwner = new(
        403,
        ErrorCode.OnlyTheOwner,
        "Only the owner of the course changes who teaches it."
    );

    public static readonly ProblemKind NotForAssistants = new(
        403,
        ErrorCode.NotForAssistants,
        "An assistant does not change this: ask a teacher of the course."
    );

    public static readonly ProblemKind TermNotFound = new(
        404,
        ErrorCode.TermNotFound,
        "There is no such term: GET /api/v1/teacher/terms lists them."
    );
}
