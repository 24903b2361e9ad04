using System.Globalization;
using Microsoft.Extensions.Options;

namespace Attn.Aksis;

/// <summary>Says at the start which variable of the demo is wrong and what to put there.</summary>
internal sealed class DemoOptionsValidator : IValidateOptions<DemoOptions>
{
    public ValidateOptionsResult Validate(string? name, DemoOptions options)
    {
        var faults = new List<string>();

        if (!DemoOptions.IsTrue(options.Mode) && !DemoOptions.IsFalse(options.Mode))
            faults.Add($"{DemoOptions.ModeVariable} is \"{options.Mode}\": give true or false.");

        faults.AddRange(FindProblems(DemoOptions.StudentsVariable, options.Students, DemoOptions.MaxStudents));
        faults.AddRange(FindProblems(DemoOptions.TeachersVariable, options.Teachers, DemoOptions.MaxTeachers));

        if (options.Photos.Length > 0 && !Directory.Exists(options.Photos))
            faults.Add(
                $"{DemoOptions.PhotosVariable} is \"{options.Photos}\", which is no folder: create it, correct the path, or leave the variable out."
            );

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FindProblems(string variable, string written, int most)
    {
        if (
            !int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count < 1
            || count > most
        )
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{variable} is \"{written}\": give a number from 1 to {most}."
            );
    }
}
