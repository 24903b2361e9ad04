using System.Globalization;
using Attn.Api.Platform.Security;
using Attn.Storage;

namespace Attn.Api.Features.ClassSessions;

/// <summary>
/// Whoever asks about the class session in the path, as its teacher: a handler takes it as a parameter. A colleague who
/// teaches the session's course acts for the teacher who opened it.
/// </summary>
/// <param name="Number">The session's teacher; of somebody who may not act for that teacher, the own number.</param>
/// <param name="Actor">Who is signed in: whom the audit trail names.</param>
internal sealed record SessionTeacher(string Number, string Actor)
{
    /// <summary>Called by the framework for a parameter of this type; the routes ask for a teacher.</summary>
    public static async ValueTask<SessionTeacher?> BindAsync(HttpContext context)
    {
        var user = CurrentUser.Of(context.User);
        var segment = Convert.ToString(context.GetRouteValue("id"), CultureInfo.InvariantCulture);
        // What is no id is refused where the handler reads it.
        if (!Guid.TryParse(segment, out var id))
            return new(user.Number, user.Number);
        var sessions = context.RequestServices.GetRequiredService<ClassSessionStore>();
        var teacher = await sessions.FindTeacherForAsync(id, user.Number, context.RequestAborted);
        return new(teacher ?? user.Number, user.Number);
    }
}
