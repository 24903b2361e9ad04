using Attn.Api.Platform.Options;

namespace Attn.Api.Features.Courses;

internal static class CoursesFeature
{
    public static IServiceCollection AddCourses(this IServiceCollection services) =>
        services
            .AddValidatedOptions<DefaultPolicyOptions, DefaultPolicyOptions.Validator>()
            .AddSingleton<LessonCourses>();

    public static void MapCourses(this IEndpointRouteBuilder teacher, IEndpointRouteBuilder student)
    {
        TermEndpoints.Map(teacher, "Teacher");
        TermEndpoints.Map(student, "Student");
        CourseEndpoints.Map(teacher);
        CourseStudentEndpoints.Map(teacher);
        CourseTeacherEndpoints.Map(teacher);
        PolicyEndpoints.Map(teacher);
        TimetableEndpoints.Map(teacher);
        LessonEndpoints.Map(teacher);
    }
}
