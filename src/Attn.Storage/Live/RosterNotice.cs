using System.Runtime.InteropServices;

namespace Attn.Storage.Live;

public enum RosterTopic
{
    /// <summary>The class list of a course was changed; the subject is the course's key.</summary>
    ClassList,

    /// <summary>The portal's name of a student became known; the subject is the student's number.</summary>
    Name,

    /// <summary>Notices may have been missed: anything may have changed.</summary>
    Everything,
}

/// <param name="Subject">Which course or student.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RosterNotice(RosterTopic Topic, string Subject)
{
    public static RosterNotice Everything => new(RosterTopic.Everything, "");

    public static RosterNotice OfClassList(string courseKey) => new(RosterTopic.ClassList, courseKey);

    public static RosterNotice OfName(string studentNumber) => new(RosterTopic.Name, studentNumber);
}
