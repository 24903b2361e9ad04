using System.Globalization;
using Microsoft.Extensions.Options;

namespace Attn.Aksis;

/// <summary>Reports at start every wrong variable of the demo accounts, each with its remedy.</summary>
internal sealed class DemoOptionsValidator : IValidateOptions<DemoOptions>
{
    public ValidateOptionsResult Validate(string? name, DemoOptions options)
    {
        var problems = new List<string>();

        if (!DemoOptions.IsTrue(options.Mode) && !DemoOptions.IsFalse(options.Mode))
            problems.Add($"{DemoOptions.ModeVariable} is \"{options.Mode}\": give true or false.");

        if (!DemoOptions.IsTrue(options.InProduction) && !DemoOptions.IsFalse(options.InProduction))
            problems.Add($"{DemoOptions.InProductionVariable} is \"{options.InProduction}\": give true or false.");
        else if (DemoOptions.IsTrue(options.Mode) && !DemoOptions.IsTrue(options.InProduction))
            problems.Add(
                $"{DemoOptions.ModeVariable} is true, so that anybody can sign in as a teacher. Leave it out, or, "
                    + $"where there is no real attendance, set {DemoOptions.InProductionVariable}=true as well."
            );

        problems.AddRange(FindProblems(DemoOptions.StudentsVariable, options.Students, DemoOptions.MaxStudents));
        problems.AddRange(FindProblems(DemoOptions.TeachersVariable, options.Teachers, DemoOptions.MaxTeachers));

        if (options.Photos.Length > 0 && !Directory.Exists(options.Photos))
            problems.Add(
                $"{DemoOptions.PhotosVariable} is \"{options.Photos}\", which is not a folder: "
                    + "create it, correct the path, or leave the variable out."
            );

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> FindProblems(string variable, string text, int max)
    {
        if (
            !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count < 1
            || count > max
        )
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{variable} is \"{text}\": give a number from 1 to {max}."
            );
    }
}
