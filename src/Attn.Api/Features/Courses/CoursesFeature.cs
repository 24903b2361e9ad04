namespace Attn.Api.Features.Courses;

internal static class CoursesFeature
{
    public static void MapCourses(this IEndpointRouteBuilder teacher) => CourseEndpoints.Map(teacher);
}
